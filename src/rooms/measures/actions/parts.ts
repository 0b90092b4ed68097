import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { FundingKind, SuccessionKind } from '../domain/kinds.ts'
import { getMeasure } from '../queries/measures.ts'
import { advance, noteVersions, type Setting } from '../recording.ts'
import { chosenConcept } from './chosen.ts'

/**
 * What hangs on a measure: milestones, indicators with values, money, concepts, successions. Each verb writes one row and
 * a new version of the measure. With `row` it changes that row, and then throws ChangedMeanwhile when somebody else
 * changed the measure since `version`; adding overwrites nothing and needs none.
 */
export interface Saved {
  readonly row?: string | undefined
  readonly version?: number | undefined
}

type On = readonly [tx: Tx, actor: Actor, setting: Setting, id: Id<'measure'>]

export async function saveMilestone(
  ...[tx, actor, setting, id, input]: [
    ...On,
    Saved & { title: string; due?: Day | undefined; reached?: Day | undefined; note?: string | undefined },
  ]
): Promise<void> {
  if (input.reached && input.reached > setting.today)
    throw new Invalid([{ field: 'reached', code: 'measures-in-future' }])
  const values = {
    title: input.title,
    due_on: input.due ?? null,
    reached_on: input.reached ?? null,
    note: input.note ?? null,
  }
  await save([tx, actor, setting, id], 'milestone', input, values)
}

export async function saveIndicator(
  ...[tx, actor, setting, id, input]: [
    ...On,
    Saved & { name: string; unit: string; target?: number | undefined; targetOn?: Day | undefined },
  ]
): Promise<void> {
  const values = {
    name: input.name,
    unit: input.unit,
    target_value: input.target ?? null,
    target_on: input.targetOn ?? null,
  }
  await save([tx, actor, setting, id], 'indicator', input, values)
}

/** Enters an actual value. Values are never changed: of two for one day the later entry holds. */
export async function addValue(
  ...[tx, actor, setting, id, input]: [
    ...On,
    { indicator: string; asOf: Day; value: number; note?: string | undefined },
  ]
): Promise<void> {
  if (input.asOf > setting.today) throw new Invalid([{ field: 'asOf', code: 'measures-in-future' }])
  await begin([tx, actor, setting, id])
  const indicator = await tables(tx)
    .selectFrom('indicator')
    .select('id')
    .where('id', '=', input.indicator)
    .where('measure_id', '=', id)
    .executeTakeFirst()
  if (!indicator) throw new Invalid([{ field: 'indicator', code: 'not-an-option' }])
  await tables(tx)
    .insertInto('indicator_value')
    .values({
      id: newId<'row'>(),
      indicator_id: indicator.id,
      as_of: input.asOf,
      value: input.value,
      note: input.note ?? null,
      recorded_at: sql<Date>`clock_timestamp()`,
      recorded_by: actor.userId,
    })
    .execute()
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: [id], event: 'value-added' })
}

export async function saveFunding(
  ...[tx, actor, setting, id, input]: [
    ...On,
    Saved & {
      source: string
      kind: FundingKind
      amountCents?: number | undefined
      from?: Day | undefined
      until?: Day | undefined
      note?: string | undefined
    },
  ]
): Promise<void> {
  if (input.from && input.until && input.until < input.from)
    throw new Invalid([{ field: 'until', code: 'measures-ends-before' }])
  const values = {
    source: input.source,
    kind: input.kind,
    amount_cents: input.amountCents ?? null,
    valid_from: input.from ?? null,
    valid_until: input.until ?? null,
    note: input.note ?? null,
  }
  await save([tx, actor, setting, id], 'measure_funding', input, values)
}

export type RemovablePart = 'milestone' | 'indicator' | 'measure_funding'

/** Takes a row back; the versions keep it. An indicator that has values stays: Invalid with `measures-has-values`. */
export async function removePart(
  ...[tx, actor, setting, id, table, row]: [...On, table: RemovablePart, row: string]
): Promise<void> {
  await begin([tx, actor, setting, id])
  if (table === 'indicator') {
    const value = await tables(tx)
      .selectFrom('indicator_value')
      .select('id')
      .where('indicator_id', '=', row)
      .executeTakeFirst()
    if (value) throw new Invalid([{ field: '', code: 'measures-has-values' }])
  }
  await tables(tx)
    .deleteFrom(table as 'milestone')
    .where('id', '=', row)
    .where('measure_id', '=', id)
    .execute()
  await noteVersions(tx, actor, setting, {
    kind: 'measure',
    ids: [id],
    event: 'part-removed',
    details: { part: table },
  })
}

/** Puts a measure into a concept, or changes how it stands there. */
export async function linkConcept(
  ...[tx, actor, setting, id, input]: [
    ...On,
    {
      concept: string
      role: 'origin' | 'continuation'
      number?: string | undefined
      chapter?: string | undefined
    },
  ]
): Promise<void> {
  const concept = await chosenConcept(tx, actor, 'concept', input.concept)
  await begin([tx, actor, setting, id])
  const values = { role: input.role, number: input.number ?? null, chapter: input.chapter ?? null }
  await tables(tx)
    .insertInto('measure_concept')
    .values({ measure_id: id, concept_id: concept, ...values })
    .onConflict((conflict) => conflict.columns(['measure_id', 'concept_id']).doUpdateSet(values))
    .execute()
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: [id], event: 'concept-linked' })
}

export async function unlinkConcept(
  ...[tx, actor, setting, id, concept]: [...On, concept: Id<'concept'>]
): Promise<void> {
  await begin([tx, actor, setting, id])
  await tables(tx)
    .deleteFrom('measure_concept')
    .where('measure_id', '=', id)
    .where('concept_id', '=', concept)
    .execute()
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: [id], event: 'concept-unlinked' })
}

export interface SuccessionInput {
  readonly successor: Id<'measure'>
  readonly kind: SuccessionKind
  readonly throughKim: boolean
  readonly since: Day
  readonly note?: string | undefined
}

/**
 * Says that a measure goes on in another one. Both get a new version. Throws Invalid with `measures-circle` where the
 * other one already leads here.
 */
export async function linkSuccessor(...[tx, actor, setting, id, input]: [...On, SuccessionInput]): Promise<void> {
  await getMeasure(tx, actor, id, setting.today)
  if (input.successor === id) throw new Invalid([{ field: 'successor', code: 'measures-circle' }])
  await getMeasure(tx, actor, input.successor, setting.today)
  const both = [id, input.successor]
  await advance(tx, actor, 'measure', both)
  if (await leadsTo(tx, input.successor, id)) throw new Invalid([{ field: 'successor', code: 'measures-circle' }])
  const values = {
    kind: input.kind,
    through_kim: input.throughKim,
    since: input.since,
    note: input.note ?? null,
  }
  await tables(tx)
    .insertInto('measure_succession')
    .values({ predecessor_id: id, successor_id: input.successor, ...values })
    .onConflict((conflict) => conflict.columns(['predecessor_id', 'successor_id']).doUpdateSet(values))
    .execute()
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: both, event: 'successor-linked' })
}

export async function unlinkSuccessor(
  ...[tx, actor, setting, id, successor]: [...On, successor: Id<'measure'>]
): Promise<void> {
  await getMeasure(tx, actor, id, setting.today)
  const both = [id, successor]
  await advance(tx, actor, 'measure', both)
  await tables(tx)
    .deleteFrom('measure_succession')
    .where('predecessor_id', '=', id)
    .where('successor_id', '=', successor)
    .execute()
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: both, event: 'successor-unlinked' })
}

async function leadsTo(tx: Tx, from: Id<'measure'>, to: Id<'measure'>): Promise<boolean> {
  const found = await tables(tx)
    .withRecursive('after', (query) =>
      query
        .selectFrom('measure_succession')
        .select('successor_id')
        .where('predecessor_id', '=', from)
        // UNION without ALL: a row that was there before ends the walk.
        .union(
          query
            .selectFrom('measure_succession')
            .innerJoin('after', 'after.successor_id', 'measure_succession.predecessor_id')
            .select('measure_succession.successor_id'),
        ),
    )
    .selectFrom('after')
    .select('successor_id')
    .where('successor_id', '=', to)
    .executeTakeFirst()
  return found !== undefined
}

async function begin([tx, actor, setting, id]: On, seen?: number): Promise<void> {
  await getMeasure(tx, actor, id, setting.today)
  await advance(tx, actor, 'measure', [id], seen)
}

async function save(on: On, table: RemovablePart, { row, version }: Saved, values: object): Promise<void> {
  const [tx, actor, setting, id] = on
  await begin(on, row ? version : undefined)
  const db = tables(tx)
  if (row) {
    const changed = await db
      .updateTable(table as 'milestone')
      .set(values)
      .where('id', '=', row)
      .where('measure_id', '=', id)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw new Invalid([{ field: '', code: 'measures-row-gone' }])
  } else {
    const { position } = await db
      .selectFrom(table as 'milestone')
      .select(sql<number>`coalesce(max(position), 0) + 1`.as('position'))
      .where('measure_id', '=', id)
      .executeTakeFirstOrThrow()
    await db
      .insertInto(table as 'milestone')
      .values({ id: newId<'row'>(), measure_id: id, position, ...values } as never)
      .execute()
  }
  await noteVersions(tx, actor, setting, {
    kind: 'measure',
    ids: [id],
    event: row ? 'part-changed' : 'part-added',
    details: { part: table },
  })
}
