import { Conflict } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { ChosenRow, RowWriter } from '../../../platform/importing/index.ts'
import { tables } from '../access.ts'
import { changeMeasure, createMeasure } from '../actions/measures.ts'
import { linkConcept, unlinkConcept } from '../actions/parts.ts'
import { changeState } from '../actions/states.ts'
import { needsReason } from '../domain/states.ts'
import type { Setting } from '../recording.ts'
import { inputOf, noReason, sinceOf } from './domain/input.ts'
import type { PresentMeasure } from './domain/present.ts'
import type { RowValues } from './domain/row.ts'
import { presentMeasures } from './register.ts'

/** Writes rows through the register's own actions; what is changed is read once, for the version that the report saw. */
export async function writeMeasures(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  rows: readonly ChosenRow<RowValues>[],
): Promise<RowWriter<RowValues, PresentMeasure>> {
  const targets = rows.flatMap((row) =>
    row.choice === 'update' && row.targetId ? [row.targetId as Id<'measure'>] : [],
  )
  const found = await presentMeasures(tx, actor, targets, setting.today)
  const present = new Map(found.map((measure) => [measure.id, measure]))
  const write = async (row: ChosenRow<RowValues>) => {
    const former = row.choice === 'update' ? present.get(row.targetId ?? '') : undefined
    const id =
      row.choice === 'create'
        ? await addMeasure(tx, actor, setting, row.reading.values)
        : await updateMeasure(tx, actor, setting, row, former)
    const { version } = await tables(tx)
      .selectFrom('measure')
      .select('version')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return { id, version, ...(former && { former }) }
  }
  return { write }
}

async function addMeasure(tx: Tx, actor: Actor, setting: Setting, values: RowValues): Promise<Id<'measure'>> {
  const state = values.state ?? 'proposed'
  const since = values.since ?? setting.today
  const [first, ...others] = values.concepts ?? []
  const id = await createMeasure(tx, actor, setting, {
    ...inputOf(values),
    state,
    since,
    ...((needsReason(state) || (values.reason && !values.stalled)) && { reason: values.reason ?? noReason }),
    ...(first && { concept: first.key }),
    ...(first?.number && { conceptNumber: first.number }),
  })
  for (const { key, number } of others)
    await linkConcept(tx, actor, setting, id, { concept: key, role: 'origin', ...(number && { number }) })
  if (values.stalled) {
    const stalledSince = values.stalledSince && values.stalledSince > since ? values.stalledSince : since
    await changeState(tx, actor, setting, id, {
      state,
      stalled: true,
      since: stalledSince,
      reason: values.reason ?? noReason,
    })
  }
  return id
}

async function updateMeasure(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  { targetId, reading: { values, changed } }: ChosenRow<RowValues>,
  former: PresentMeasure | undefined,
): Promise<Id<'measure'>> {
  if (!targetId || !former) throw new Conflict('importing-row-changed')
  const id = targetId as Id<'measure'>
  const own = changed.filter((name) => name !== 'state' && name !== 'concepts') as (keyof RowValues)[]
  if (own.length > 0)
    await changeMeasure(tx, actor, setting, id, inputOf(only(values, own), former.values), former.version)
  if (changed.includes('concepts')) await setConcepts(tx, actor, setting, id, values.concepts ?? [], former)
  if (changed.includes('state') && values.state) {
    await changeState(tx, actor, setting, id, {
      state: values.state,
      stalled: values.stalled ?? false,
      since: sinceOf(values, setting.today),
      reason: values.reason ?? (needsReason(values.state) || values.stalled ? noReason : undefined),
    })
  }
  return id
}

const only = (values: RowValues, names: readonly (keyof RowValues)[]): RowValues =>
  Object.fromEntries(names.map((name) => [name, values[name]]))

/**
 * Puts a measure into exactly these concepts; how it stands in those that it was in already stays. A concept without a
 * number keeps the number that the register has, unless `exact`: then it loses it.
 */
export async function setConcepts(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure'>,
  concepts: Required<RowValues>['concepts'],
  { values, standing }: Pick<PresentMeasure, 'values' | 'standing'>,
  exact = false,
): Promise<void> {
  const was = new Map(values.concepts.map((concept) => [concept.key, concept.number]))
  for (const { key, number } of concepts) {
    const wanted = number ?? (exact ? null : (was.get(key) ?? null))
    if (was.has(key) && wanted === was.get(key)) continue
    const { role = 'origin', chapter } = standing[key] ?? {}
    await linkConcept(tx, actor, setting, id, {
      concept: key,
      role,
      ...(wanted && { number: wanted }),
      ...(chapter && { chapter }),
    })
  }
  const gone = values.concepts.filter(({ key }) => !concepts.some((concept) => concept.key === key))
  if (gone.length === 0) return
  const ids = await tables(tx)
    .selectFrom('concept')
    .select('id')
    .where(
      'key',
      'in',
      gone.map(({ key }) => key),
    )
    .execute()
  for (const concept of ids) await unlinkConcept(tx, actor, setting, id, concept.id)
}
