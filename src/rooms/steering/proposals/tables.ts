import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { MinutesContent } from './domain/minutes.ts'
import type { DecisionKind, LegalCheck, Letter, Level, ProposalState } from './domain/states.ts'
import type { Outcome, Vote } from './domain/tally.ts'

/** The tables of proposals and decisions. Meaning: COMMENT ON in migrations/010_proposals.sql. */
export type ProposalTables = {
  proposal: {
    id: Id<'proposal'>
    number: number
    topic_id: string | null
    gap_id: string | null
    interface_id: Id<'interface'> | null
    title: string
    decision_text: string
    about: string
    can_change: ColumnType<Level[], readonly Level[], readonly Level[]>
    change_note: string | null
    responsible_id: Id<'organisation'> | null
    involved: string | null
    due_on: Day | null
    interim_on: Day | null
    state: ProposalState
    round: number
    weight: number | null
    meeting_id: Id<'meeting'> | null
    agenda_item_id: Id<'agendaItem'> | null
    submitted_on: Day | null
    simulated: ColumnType<boolean, boolean, never>
    version: number
    created_at: Generated<Date>
    changed_at: Date
    changed_by: string | null
  }
  proposal_counter: { id: number; last: number }
  proposal_option: {
    proposal_id: Id<'proposal'>
    letter: Letter
    title: string
    effect_from: number | null
    effect_to: number | null
    effort: string | null
    legal: LegalCheck
    legal_norm: string | null
    legal_on: Day | null
    risk: string | null
    recommended: boolean
  }
  proposal_evidence: {
    proposal_id: Id<'proposal'>
    round: number
    position: number
    release_id: string
    added_at: Date
    added_by: string | null
  }
  proposal_version: {
    proposal_id: Id<'proposal'>
    version: number
    event: string
    content: JSONColumnType<Readonly<Record<string, string>>>
    changed_at: Date
    changed_by: string | null
  }
  proposal_word: { ending: string; subject_id: string; subject_kind: string; at_start: boolean }
  proposal_comment: {
    id: string
    proposal_id: Id<'proposal'>
    text: string
    organisation_id: Id<'organisation'> | null
    given_at: Date
    given_by: string | null
  }
  written_procedure: {
    id: Id<'procedure'>
    proposal_id: Id<'proposal'>
    round: number
    opened_on: Day
    ends_on: Day
    quorum_percent: number
    objection_limit: number
    entitled: number
    state: 'open' | 'counted'
    outcome: Outcome | null
    votes_yes: number | null
    votes_no: number | null
    votes_abstained: number | null
    votes_objecting: number | null
    counted_on: Day | null
    opened_by: string | null
  }
  written_seat: { procedure_id: Id<'procedure'>; seat_id: Id<'user'> }
  written_vote: {
    procedure_id: Id<'procedure'>
    seat_id: Id<'user'>
    member_id: Id<'user'>
    number: number
    vote: Vote
    comment: string | null
    organisation_id: Id<'organisation'> | null
    given_at: Date
  }
  steering_decision: {
    proposal_id: Id<'proposal'>
    round: number
    version: number
    kind: DecisionKind
    option_letter: Letter | null
    text: string
    reason: string | null
    deferred_until: Day | null
    levels: ColumnType<Level[], readonly Level[], never>
    responsible_id: Id<'organisation'> | null
    responsible_name: string | null
    due_on: Day | null
    interim_on: Day | null
    way: 'meeting' | 'written'
    meeting_id: Id<'meeting'> | null
    procedure_id: Id<'procedure'> | null
    votes_yes: number | null
    votes_no: number | null
    votes_abstained: number | null
    decided_on: Day
    correction: string | null
    simulated: boolean
    recorded_at: Date
    recorded_by: string | null
  }
  decision_effect: {
    id: string
    proposal_id: Id<'proposal'>
    round: number
    kind: EffectKind
    subject: string
    label: string
    noted_at: Date
    noted_by: string | null
  }
  ministry_report: {
    id: Id<'ministryReport'>
    proposal_id: Id<'proposal'>
    round: number
    text: string
    sent_on: Day | null
    answer_due_on: Day | null
    answered_on: Day | null
    answer: string | null
    version: number
    changed_at: Date
    changed_by: string | null
  }
  steering_minutes: {
    meeting_id: Id<'meeting'>
    state: 'draft' | 'released'
    content: JSONColumnType<MinutesContent>
    released_on: Day | null
    checksum: string | null
    version: number
    changed_at: Date
    changed_by: string | null
  }
  steering_participation: {
    id: string
    body_id: Id<'body'>
    organisation_id: Id<'organisation'>
    office: string
    since: Day
    until: Day | null
    named_by: string | null
    named_at: Date
    simulated: boolean
  }
  /** The platform's. */
  membership: {
    id: Id<'user'>
    name: string
    email: string | null
    organisation_id: Id<'organisation'> | null
    deactivated_at: Date | null
  }
}

/** What a decision may set going. */
export const effectKinds = ['measure', 'measureChanged', 'offer', 'target', 'paper', 'report'] as const
export type EffectKind = (typeof effectKinds)[number]
