import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { changeMeasure, createMeasure } from '../../actions/measures.ts'
import { linkConcept, unlinkConcept } from '../../actions/parts.ts'
import { changeState } from '../../actions/states.ts'
import { needsReason } from '../../domain/states.ts'
import type { Setting } from '../../recording.ts'
import { inputOf, noReason, sinceOf } from '../domain/input.ts'
import type { PresentMeasure } from '../domain/present.ts'
import type { RowValues } from '../domain/row.ts'
import { countRows, type ImportRow, listRows } from '../queries/imports.ts'
import { presentMeasures } from '../queries/register.ts'
import { tables } from '../tables.ts'
import { openImport } from './check.ts'

/** Rows that one import may take over: more than any register holds, and a transaction that still ends. */
export const mostRows = 2000

/**
 * Takes over every chosen row, all or none. Throws Invalid with `measures-import-blocked` while a chosen row has an error,
 * and with `measures-import-row` and the number of the row where the register changed since the report and no longer
 * takes it.
 */
export async function runImport(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure-import'>,
  seen: number,
): Promise<void> {
  const one = await openImport(tx, id)
  if (one.version !== seen || one.state !== 'checked') throw new Conflict('measures-import-changed')
  const counts = await countRows(tx, id)
  if (counts.blocked > 0)
    throw new Invalid([{ field: '', code: 'measures-import-blocked', values: { count: counts.blocked } }])
  const chosen = counts.create + counts.update
  if (chosen === 0) throw new Invalid([{ field: '', code: 'measures-import-nothing' }])
  if (chosen > mostRows)
    throw new Invalid([{ field: '', code: 'measures-import-too-many', values: { limit: mostRows } }])
  const rows = await chosenRows(tx, id)
  const targets = rows.flatMap((row) => (row.choice === 'update' && row.targetId ? [row.targetId] : []))
  const present = new Map(
    (await presentMeasures(tx, actor, targets, setting.today)).map((measure) => [measure.id, measure]),
  )
  for (const row of rows) {
    try {
      const former = row.targetId === null ? undefined : present.get(row.targetId)
      const measure =
        row.choice === 'create'
          ? await addMeasure(tx, actor, setting, row)
          : await updateMeasure(tx, actor, setting, row, former)
      await keep(tx, id, row, measure, row.choice === 'update' ? former : undefined)
    } catch (error) {
      if (!(error instanceof Invalid || error instanceof Conflict)) throw error
      throw new Invalid([{ field: '', code: 'measures-import-row', values: { row: row.number, title: row.title } }])
    }
  }
  await tables(tx)
    .updateTable('measure_import')
    .set({ state: 'done', version: one.version + 1, finished_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
  await record(tx, actor, {
    event: 'measures.import-run',
    subject: id,
    subjectKind: 'measures.import',
    details: { created: counts.create, updated: counts.update },
  })
}

async function chosenRows(tx: Tx, id: Id<'measure-import'>): Promise<ImportRow[]> {
  const { rows } = await listRows(tx, id, { limit: 1_000_000, chosen: true })
  return rows
}

async function addMeasure(tx: Tx, actor: Actor, setting: Setting, row: ImportRow): Promise<Id<'measure'>> {
  const { values } = row.reading
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
  row: ImportRow,
  former: PresentMeasure | undefined,
): Promise<Id<'measure'>> {
  if (!row.targetId || !former) throw new Conflict('measures-import-changed')
  const { values, changed } = row.reading
  const id = row.targetId
  const own = changed.filter((name) => name !== 'state' && name !== 'concepts')
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

async function keep(
  tx: Tx,
  id: Id<'measure-import'>,
  row: ImportRow,
  measure: Id<'measure'>,
  former: PresentMeasure | undefined,
): Promise<void> {
  await tables(tx)
    .updateTable('measure_import_row')
    .set((eb) => ({
      measure_id: measure,
      measure_version: eb.selectFrom('measure').select('version').where('id', '=', measure),
      former: former ? JSON.stringify(former) : null,
    }))
    .where('import_id', '=', id)
    .where('number', '=', row.number)
    .execute()
}
