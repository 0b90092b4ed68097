import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { createConcept } from '../../actions/concepts.ts'
import type { SuccessionKind } from '../../domain/kinds.ts'
import { findConceptById } from '../../queries/concepts.ts'
import { advance, noteVersions, type Setting } from '../../recording.ts'
import { tables } from '../access.ts'
import type { OutcomeEntry } from '../domain/outcome.ts'
import type { Verdict } from '../domain/verdicts.ts'
import { getReviewOutcome, type Review } from '../queries/reviews.ts'
import { advanceReview, noteReview } from '../recording.ts'

export interface NewSuccessor {
  readonly title: string
  readonly shortTitle?: string | undefined
  readonly commissionedOn?: Day | undefined
  readonly presentedOn?: Day | undefined
}

/** How the measures of a line go on in a new one; null where they stay what they are, or end. */
const successionOf: Readonly<Record<Verdict, { kind: SuccessionKind; throughKim: boolean } | null>> = {
  keep: null,
  adapt: { kind: 'adapted', throughKim: false },
  merge: { kind: 'merged', throughKim: false },
  drop: null,
  continueThroughKim: { kind: 'continued', throughKim: true },
}

/**
 * Creates the successor concept of a concluded review: measures that stay go on in it as they are, all others that go on
 * get a successor with the new wording, which is proposed until the concept is adopted. The old measures keep their states:
 * a draft ends nothing (see carryOutAdoption). Returns the key of the concept; Conflict when it was created before.
 */
export async function createSuccessor(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  review: Review,
  input: NewSuccessor,
): Promise<string> {
  if (review.state !== 'concluded') throw new Conflict('reviews-not-concluded')
  if (review.successorId) throw new Conflict('reviews-successor-exists')
  const { commissionedOn, presentedOn } = input
  if (commissionedOn && presentedOn && presentedOn < commissionedOn)
    throw new Invalid([{ field: 'presentedOn', code: 'reviews-presented-before' }])
  const { outcome } = await getReviewOutcome(tx, actor, review.id)
  const concept = await insertConcept(tx, actor, setting, review, input)
  await advanceReview(tx, actor, review, { successor_id: concept.id }, review.version)
  const made: Id<'measure'>[] = []
  const touched: string[] = []
  for (const [index, entry] of outcome.entries.entries()) {
    if (entry.verdict === 'drop') continue
    const number = String(index + 1)
    const succession = successionOf[entry.verdict]
    const ids = entry.measures.map(({ id }) => id as Id<'measure'>)
    if (!succession) {
      await standIn(tx, ids[0] as Id<'measure'>, concept.id, 'continuation', number, entry.measures[0]?.chapter ?? null)
    } else {
      const id = await insertMeasure(tx, actor, setting, entry)
      made.push(id)
      await standIn(tx, id, concept.id, 'origin', number, entry.measures[0]?.chapter ?? null)
      await tables(tx)
        .insertInto('measure_succession')
        .values(
          ids.map((predecessor) => ({
            predecessor_id: predecessor,
            successor_id: id,
            kind: succession.kind,
            through_kim: succession.throughKim,
            since: setting.today,
            note: null,
          })),
        )
        .execute()
    }
    touched.push(...ids)
  }
  await advance(tx, actor, 'measure', touched)
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: made, event: 'created' })
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: touched, event: 'successor-linked' })
  await noteReview(tx, actor, review, 'successor-created', { concept: concept.id, measures: made.length })
  return concept.key
}

async function insertConcept(tx: Tx, actor: Actor, setting: Setting, review: Review, input: NewSuccessor) {
  const old = await findConceptById(tx, actor, review.conceptId)
  if (!old) throw new NotFound('concept')
  return createConcept(tx, actor, setting, {
    ...input,
    kind: old.kind,
    // A draft is nobody's but the administration's until the council has it.
    isPublic: false,
    commissionedBy: input.commissionedOn ? (old.commissionedBy ?? undefined) : undefined,
    presentedTo: input.presentedOn ? (old.presentedTo ?? undefined) : undefined,
    reviewAfterMonths: old.reviewAfterMonths,
  })
}

const standIn = (
  tx: Tx,
  measure: Id<'measure'>,
  concept: Id<'concept'>,
  role: 'origin' | 'continuation',
  number: string,
  chapter: string | null,
) =>
  tables(tx)
    .insertInto('measure_concept')
    .values({ measure_id: measure, concept_id: concept, role, number, chapter })
    .execute()

/** A measure with the new wording that takes over who is responsible, where, for whom and in which fields. */
async function insertMeasure(tx: Tx, actor: Actor, setting: Setting, entry: OutcomeEntry): Promise<Id<'measure'>> {
  const id = newId<'measure'>()
  const from = entry.measures.map((measure) => measure.id as Id<'measure'>)
  const first = await tables(tx)
    .selectFrom('measure')
    .where('id', '=', from[0] as Id<'measure'>)
    .select(['number', 'priority', 'responsible_id', 'centre_role', 'kim_linked', 'partners'])
    .executeTakeFirstOrThrow()
  const { wide } = await tables(tx)
    .selectFrom('measure')
    .where('id', '=', sql<Id<'measure'>>`ANY(${from}::uuid[])`)
    .select((eb) => sql<boolean>`bool_or(${eb.ref('district_wide')})`.as('wide'))
    .executeTakeFirstOrThrow()
  await tables(tx)
    .insertInto('measure')
    .values({
      ...first,
      id,
      number: await freeNumber(tx, `${first.number}-${setting.today.slice(0, 4)}`),
      title: entry.measures[0]?.title ?? '',
      description: entry.newText,
      public_text: null,
      is_public: false,
      state: 'proposed',
      state_since: setting.today,
      state_reason: null,
      established_on: null,
      stalled_since: null,
      stalled_reason: null,
      kim_linked: first.kim_linked || entry.verdict === 'continueThroughKim',
      district_wide: wide,
      planned_from: null,
      planned_until: null,
      withdrawn_on: null,
      simulated: setting.demo,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await tables(tx)
    .insertInto('measure_state')
    .values({
      measure_id: id,
      number: 1,
      state: 'proposed',
      stalled: false,
      since: setting.today,
      reason: null,
      recorded_at: sql<Date>`now()`,
      recorded_by: actor.userId,
    })
    .execute()
  for (const [table, column] of [
    ['measure_field', 'field_id'],
    ['measure_organisation', 'organisation_id'],
    ['measure_municipality', 'municipality_id'],
    ['measure_target_group', 'target_group_id'],
  ] as const) {
    if (wide && table === 'measure_municipality') continue
    await sql`
      INSERT INTO ${sql.table(table)} (measure_id, ${sql.ref(column)})
      SELECT DISTINCT ${id}::uuid, ${sql.ref(column)} FROM ${sql.table(table)} WHERE measure_id = ANY(${from}::uuid[])
    `.execute(tx)
  }
  return id
}

/** Numbers are at most 20 characters long and stand once. */
async function freeNumber(tx: Tx, stem: string): Promise<string> {
  for (let count = 1; ; count++) {
    const number = (count === 1 ? stem : `${stem}-${count}`).slice(-20)
    const taken = await tables(tx)
      .selectFrom('measure')
      .where('number', '=', number)
      .where('withdrawn_on', 'is', null)
      .select('id')
      .executeTakeFirst()
    if (!taken) return number
  }
}
