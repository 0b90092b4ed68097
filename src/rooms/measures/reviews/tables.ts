import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Evidence, ReviewOutcome } from './domain/outcome.ts'
import type { ReviewState, Verdict } from './domain/verdicts.ts'

/** The tables of reviews beside those of the register. Meaning: COMMENT ON in migrations/020_reviews.sql. */
export type ReviewsTables = {
  concept_review: ReviewTable
  review_measure: {
    review_id: Id<'review'>
    measure_id: Id<'measure'>
    position: number
    number: string
    title: string
    chapter: string | null
    description: string | null
  }
  review_assignment: {
    review_id: Id<'review'>
    measure_id: Id<'measure'>
    reviewer_id: Id<'user'>
    assigned_at: Date
    assigned_by: string | null
    withdrawn_at: Date | null
  }
  review_verdict: Judged & {
    reviewer_id: Id<'user'>
    heard: string | null
    evidence: JSONColumnType<readonly Evidence[]>
    given_at: Date
    given_by: string | null
  }
  review_decision: Judged & { number: number; decided_at: Date; decided_by: string | null }
  review_outcome: {
    review_id: Id<'review'>
    content: JSONColumnType<ReviewOutcome>
    checksum: string
    concluded_at: Date
    concluded_by: string | null
  }
  /** The platform's, for the words for reviewers. */
  membership: {
    id: Id<'user'>
    name: string
    organisation_id: Id<'organisation'> | null
  }
}

interface Judged {
  id: string
  review_id: Id<'review'>
  measure_id: Id<'measure'>
  verdict: Verdict
  reason: string
  target_text: string | null
  merge_with: ColumnType<string[], readonly string[], never>
}

interface ReviewTable {
  id: Id<'review'>
  concept_id: Id<'concept'>
  title: string
  obligation_id: string | null
  obligation_label: string | null
  state: ReviewState
  started_on: Day
  due_on: Day | null
  concluded_on: Day | null
  successor_id: Id<'concept'> | null
  effects_on: Day | null
  simulated: ColumnType<boolean, boolean, never>
  version: number
  created_at: Generated<Date>
  changed_at: Date
  changed_by: string | null
}
