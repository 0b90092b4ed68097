import { Conflict } from '../../../kernel/errors.ts'
import type { Actor } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import { sql, type Tx } from '../../database/index.ts'
import type { Remaining } from '../domain/rows.ts'
import type { ImportKind, ImportSetting } from '../kind.ts'
import { type Import, listRows, lockImport, openImport } from '../queries/imports.ts'
import { tables } from '../tables.ts'
import { handOver, type Progress, silent, tryRow } from './work.ts'

/**
 * Takes an import back, the last row first; many rows in a job. A row with which something has happened since stays, and its
 * reason is kept. Throws Conflict for an import that was not taken over or is taken back already.
 */
export async function undoImport(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  setting: ImportSetting,
  id: string,
): Promise<void> {
  const one = await lockImport(tx, kind, id)
  if (one.state !== 'done') throw new Conflict('importing-changed')
  const { total } = await listRows(tx, one.id, { taken: true, limit: 1 })
  if (total <= kind.atOnce.write) {
    await undoRows(tx, actor, kind, setting, one)
    return
  }
  await tables(tx)
    .updateTable('list_import')
    .set({ state: 'undoing', progress: 0, progress_of: total, failure: null, version: one.version + 1 })
    .where('id', '=', one.id)
    .execute()
  await handOver(tx, one.id)
}

/** Takes the rows back; how many were and how many stay. */
export async function undoRows(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  setting: ImportSetting,
  one: Import,
  progress: Progress = silent,
): Promise<{ readonly undone: number; readonly left: number }> {
  const { rows } = await listRows(tx, one.id, { taken: true, backwards: true, limit: kind.mostRows })
  let undone = 0
  for (const [index, { number, recordId, recordVersion, former }] of rows.entries()) {
    if (recordId === null || recordVersion === null) continue
    let remains: Remaining | undefined
    const refused = await tryRow(tx, async () => {
      remains = await kind.undo(tx, actor, setting, { id: recordId, version: recordVersion, former })
      // What was begun before it turned out is not half done.
      if (remains) throw new Conflict('importing-remains')
    })
    const why: Remaining | undefined =
      remains ?? (refused && { code: refused.code === 'importing-row-in-use' ? 'in-use' : 'changed' })
    if (!why) undone++
    await tables(tx)
      .updateTable('list_import_row')
      // What stays keeps its version, so that the page can say which were changed since.
      .set(why ? { remains: JSON.stringify(why) } : { record_version: null, former: null })
      .where('import_id', '=', one.id)
      .where('number', '=', number)
      .execute()
    await progress(index + 1)
  }
  const left = rows.length - undone
  await tables(tx)
    .updateTable('list_import')
    .set((eb) => ({ state: 'undone', version: eb('version', '+', 1), undone_at: sql<Date>`now()` }))
    .where('id', '=', one.id)
    .execute()
  await record(tx, actor, {
    event: 'importing.undone',
    subject: one.id,
    subjectKind: 'importing.import',
    details: { kind: kind.key, undone, left },
  })
  return { undone, left }
}

/** Throws a report away that was not carried out, with its file. */
export async function discardImport(tx: Tx, actor: Actor, kind: ImportKind, id: string): Promise<void> {
  const one = await openImport(tx, kind, id)
  await tables(tx).deleteFrom('list_import').where('id', '=', one.id).execute()
  await record(tx, actor, {
    event: 'importing.discarded',
    subject: one.id,
    subjectKind: 'importing.import',
    details: { kind: kind.key },
  })
}
