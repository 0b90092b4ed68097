import { Conflict } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { JobRun } from '../../../../platform/jobs/jobs.ts'
import { changeMeasure, withdrawMeasure } from '../../actions/measures.ts'
import { correctState } from '../../actions/states.ts'
import { findMeasure } from '../../queries/measures.ts'
import { statesOf } from '../../queries/states.ts'
import type { Setting } from '../../recording.ts'
import { inputOf } from '../domain/input.ts'
import type { PresentMeasure } from '../domain/present.ts'
import { getImport } from '../queries/imports.ts'
import { presentMeasures } from '../queries/register.ts'
import { tables } from '../tables.ts'
import { setConcepts } from './run.ts'

export const undoReason = 'Import zurückgenommen'

/**
 * Takes an import back: what it created leaves the register, what it changed says again what it said. Measures that
 * somebody changed since are left as they are; how many, is returned.
 */
export async function undoImport(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure-import'>,
): Promise<{ readonly undone: number; readonly left: number }> {
  await tables(tx).selectFrom('measure_import').select('id').where('id', '=', id).forUpdate().execute()
  const one = await getImport(tx, id)
  if (one.state !== 'done') throw new Conflict('measures-import-changed')
  const rows = await tables(tx)
    .selectFrom('measure_import_row')
    .select(['number', 'measure_id as measureId', 'measure_version as version', 'former'])
    .where('import_id', '=', id)
    .where('measure_id', 'is not', null)
    .orderBy('number', 'desc')
    .execute()
  let undone = 0
  for (const { number, measureId, version, former } of rows) {
    const measure = measureId && (await findMeasure(tx, actor, measureId, setting.today))
    if (!measure || measure.version !== version) continue
    if (former) await putBack(tx, actor, setting, measure.id, measure.version, former)
    else await withdrawMeasure(tx, actor, setting, measure.id)
    undone++
    // What is left keeps its version, so that the page can say which were changed since.
    await tables(tx)
      .updateTable('measure_import_row')
      .set({ measure_version: null })
      .where('import_id', '=', id)
      .where('number', '=', number)
      .execute()
  }
  await tables(tx)
    .updateTable('measure_import')
    .set({ state: 'undone', version: one.version + 1, undone_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute()
  const left = rows.length - undone
  await record(tx, actor, {
    event: 'measures.import-undone',
    subject: id,
    subjectKind: 'measures.import',
    details: { undone, left },
  })
  return { undone, left }
}

async function putBack(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure'>,
  version: number,
  former: PresentMeasure,
): Promise<void> {
  const [now] = await presentMeasures(tx, actor, [id], setting.today)
  if (!now) return
  await changeMeasure(tx, actor, setting, id, inputOf(former.values), version)
  const standing = { ...now.standing, ...former.standing }
  await setConcepts(tx, actor, setting, id, former.values.concepts, { values: now.values, standing }, true)
  if (now.values.state === former.values.state && now.values.stalled === former.values.stalled) return
  const wrong = (await statesOf(tx, id)).at(-1)
  if (!wrong) return
  await correctState(tx, actor, setting, id, {
    number: wrong.number,
    state: former.values.state,
    stalled: former.values.stalled,
    since: wrong.since,
    reason: former.values.reason ?? undoReason,
  })
}

/** Throws a report away that was not carried out. */
export async function discardImport(tx: Tx, actor: Actor, id: Id<'measure-import'>): Promise<void> {
  const one = await getImport(tx, id)
  if (one.state === 'done') throw new Conflict('measures-import-over')
  await tables(tx).deleteFrom('measure_import').where('id', '=', id).execute()
  await record(tx, actor, { event: 'measures.import-discarded', subject: id, subjectKind: 'measures.import' })
}

/** Deletes the files and reports of imports after 30 days. */
export async function forgetImports({ tx }: JobRun): Promise<void> {
  await tables(tx)
    .deleteFrom('measure_import')
    .where('created_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute()
}
