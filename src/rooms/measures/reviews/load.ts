import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from './access.ts'
import { type Evidence, frozen } from './domain/outcome.ts'
import type { Verdict } from './domain/verdicts.ts'

/** A review under way as data, for the demo tenants. Measures are named by the keys of loadMeasures, reviewers by an index. */
export interface LoadReviewsData {
  readonly concept: string
  readonly title: string
  readonly obligationLabel?: string
  readonly obligationId?: string
  readonly startedOn: Day
  readonly dueOn?: Day
  /** Who is asked about which measures. */
  readonly assignments: readonly { readonly measure: string; readonly reviewers: readonly number[] }[]
  readonly opinions: readonly {
    readonly measure: string
    readonly reviewer: number
    readonly verdict: Verdict
    readonly reason: string
    readonly heard?: string
    readonly targetText?: string
    readonly mergeWith?: readonly string[]
    readonly evidence?: readonly Omit<Evidence, 'checksum'>[]
    /** The day on which it was given. */
    readonly on: Day
  }[]
}

/**
 * Loads reviews that are under way, as the system. `reviewers` are the memberships that the indices of the data mean;
 * `concepts` and `measures` what loadMeasures returned. Throws RangeError for a key that is not there. Returns their ids.
 */
export async function loadReviews(
  tx: Tx,
  data: readonly LoadReviewsData[],
  known: {
    readonly concepts: ReadonlyMap<string, Id<'concept'>>
    readonly measures: ReadonlyMap<string, Id<'measure'>>
    readonly reviewers: readonly Id<'user'>[]
  },
): Promise<readonly Id<'review'>[]> {
  const ids: Id<'review'>[] = []
  for (const one of data) ids.push(await loadReview(tx, one, known))
  return ids
}

async function loadReview(
  tx: Tx,
  data: LoadReviewsData,
  { concepts, measures, reviewers }: Parameters<typeof loadReviews>[2],
): Promise<Id<'review'>> {
  const id = newId<'review'>()
  const measure = (key: string) => demand(measures.get(key), `measure ${key}`)
  const reviewer = (index: number) => demand(reviewers[index], `reviewer ${index}`)
  const concept = demand(concepts.get(data.concept), `concept ${data.concept}`)
  await tables(tx)
    .insertInto('concept_review')
    .values({
      id,
      concept_id: concept,
      title: data.title,
      obligation_id: data.obligationId ?? null,
      obligation_label: data.obligationLabel ?? null,
      state: 'reviewing',
      started_on: data.startedOn,
      due_on: data.dueOn ?? null,
      concluded_on: null,
      successor_id: null,
      effects_on: null,
      simulated: true,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: null,
    })
    .execute()
  await sql`
    INSERT INTO review_measure (review_id, measure_id, position, number, title, chapter, description)
    SELECT ${id}, measure.id, row_number() OVER (ORDER BY measure.number_order),
      coalesce(measure_concept.number, measure.number), measure.title, measure_concept.chapter, measure.description
    FROM measure JOIN measure_concept ON measure_concept.measure_id = measure.id
    WHERE measure_concept.concept_id = ${concept} AND measure.withdrawn_on IS NULL
  `.execute(tx)
  await tables(tx)
    .insertInto('review_assignment')
    .values(
      data.assignments.flatMap(({ measure: key, reviewers: asked }) =>
        asked.map((index) => ({
          review_id: id,
          measure_id: measure(key),
          reviewer_id: reviewer(index),
          assigned_at: sql<Date>`now()`,
          assigned_by: null,
          withdrawn_at: null,
        })),
      ),
    )
    .execute()
  await tables(tx)
    .insertInto('review_verdict')
    .values(
      data.opinions.map((opinion) => ({
        id: newId(),
        review_id: id,
        measure_id: measure(opinion.measure),
        reviewer_id: reviewer(opinion.reviewer),
        verdict: opinion.verdict,
        reason: opinion.reason,
        heard: opinion.heard ?? null,
        target_text: opinion.targetText ?? null,
        merge_with: (opinion.mergeWith ?? []).map(measure),
        evidence: JSON.stringify((opinion.evidence ?? []).map(frozen)),
        given_at: new Date(`${opinion.on}T09:00:00Z`),
        given_by: null,
      })),
    )
    .execute()
  return id
}

function demand<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new RangeError(`the review names a ${what} that is not there`)
  return value
}
