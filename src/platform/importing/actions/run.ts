import { Conflict, Invalid } from '../../../kernel/errors.ts'
import type { Actor } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import { sql, type Tx } from '../../database/index.ts'
import type { RowIssue } from '../domain/rows.ts'
import type { ChosenRow, ImportKind, ImportSetting, WrittenRow } from '../kind.ts'
import { countRows, type Import, type ImportRow, listRows, lockImport } from '../queries/imports.ts'
import { tables } from '../tables.ts'
import { handOver, type Progress, type Refused, silent, tryRow } from './work.ts'

/** Rows that are named when many are refused at once; the others have not been tried. */
const mostRefused = 100

/**
 * Takes over every chosen row, all or none; many of them in a job. Throws Invalid with `importing-blocked` while a chosen row
 * has an error, `importing-undecided` while somebody has to decide, `importing-nothing` and `importing-too-many`; Conflict
 * when the report is no longer the one that was seen.
 */
export async function runImport(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  setting: ImportSetting,
  id: string,
  seen: number,
): Promise<{ readonly refused: number }> {
  const one = await lockImport(tx, kind, id)
  if (one.version !== seen || one.state !== 'checked') throw new Conflict('importing-changed')
  const { blocked, open, create, update } = await countRows(tx, one.id)
  const chosen = create + update
  if (blocked > 0) throw new Invalid([{ field: '', code: 'importing-blocked', values: { count: blocked } }])
  if (open > 0) throw new Invalid([{ field: '', code: 'importing-undecided', values: { count: open } }])
  if (chosen === 0) throw new Invalid([{ field: '', code: 'importing-nothing' }])
  if (chosen > kind.mostRows)
    throw new Invalid([{ field: '', code: 'importing-too-many', values: { limit: kind.mostRows } }])
  if (chosen > kind.atOnce.write) {
    await tables(tx)
      .updateTable('list_import')
      .set({ state: 'running', progress: 0, progress_of: chosen, failure: null, version: one.version + 1 })
      .where('id', '=', one.id)
      .execute()
    await handOver(tx, one.id)
    return { refused: 0 }
  }
  return await takeRows(tx, actor, kind, setting, one)
}

/**
 * Writes the chosen rows, all or none. Where what is there has changed since the report and a row is no longer taken, nothing
 * is, and the report names the row with its reason.
 */
export async function takeRows(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  setting: ImportSetting,
  one: Import,
  progress: Progress = silent,
): Promise<{ readonly refused: number }> {
  const { rows: chosen } = await listRows(tx, one.id, { limit: kind.mostRows, chosen: true })
  await sql`SAVEPOINT import_rows`.execute(tx)
  const rows = chosen.map(asChosen)
  if (kind.last) rows.sort((one, other) => Number(kind.last?.(one)) - Number(kind.last?.(other)))
  const writer = await kind.writing(tx, actor, setting, rows)
  const refused = new Map<number, Refused>()
  for (const [index, row] of rows.entries()) {
    const why = await tryRow(tx, async () => keep(tx, one, row.number, await writer.write(row)))
    if (why) refused.set(row.number, why)
    if (refused.size >= mostRefused) break
    await progress(index + 1)
  }
  if (refused.size > 0) {
    await sql`ROLLBACK TO SAVEPOINT import_rows`.execute(tx)
    await nameRefused(tx, one, chosen, refused)
  } else await finish(tx, actor, kind, one, rows)
  return { refused: refused.size }
}

const asChosen = ({ number, choice, reading, targetId }: ImportRow): ChosenRow<unknown> => ({
  number,
  choice: choice === 'update' ? 'update' : 'create',
  reading,
  targetId,
})

async function keep(tx: Tx, one: Import, number: number, written: WrittenRow<unknown>): Promise<void> {
  await tables(tx)
    .updateTable('list_import_row')
    .set({
      record_id: written.id,
      record_version: written.version,
      former: written.former === undefined ? null : JSON.stringify(written.former),
    })
    .where('import_id', '=', one.id)
    .where('number', '=', number)
    .execute()
}

/** The rows become faulty ones of the report, which is to be looked at once more. */
async function nameRefused(
  tx: Tx,
  one: Import,
  rows: readonly ImportRow[],
  refused: ReadonlyMap<number, Refused>,
): Promise<void> {
  for (const { number, reading } of rows) {
    const why = refused.get(number)
    if (!why) continue
    const issue: RowIssue = {
      column: null,
      code: `error.${why.code}`,
      kind: 'error',
      ...(why.values && { values: why.values }),
    }
    await tables(tx)
      .updateTable('list_import_row')
      .set({ verdict: 'error', reading: JSON.stringify({ ...reading, issues: [issue, ...reading.issues] }) })
      .where('import_id', '=', one.id)
      .where('number', '=', number)
      .execute()
  }
  await tables(tx)
    .updateTable('list_import')
    .set((eb) => ({ state: 'checked', failure: 'importing-refused', version: eb('version', '+', 1) }))
    .where('id', '=', one.id)
    .execute()
}

async function finish(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  one: Import,
  rows: readonly ChosenRow<unknown>[],
): Promise<void> {
  // Nobody reads the file again. Of a list of people only names stay, for taking it back, and what was wrong with rows that
  // were left out, for mending the list.
  if (kind.personal)
    await sql`
      UPDATE list_import_row SET reading = jsonb_build_object(
        'values', '{}'::jsonb, 'changed', '[]'::jsonb,
        'issues', CASE WHEN verdict = 'error' THEN reading -> 'issues' ELSE '[]'::jsonb END
      ) || CASE WHEN reading ? 'beside' THEN jsonb_build_object('beside', reading -> 'beside') ELSE '{}'::jsonb END
      WHERE import_id = ${one.id}
    `.execute(tx)
  await tables(tx)
    .updateTable('list_import')
    .set((eb) => ({
      state: 'done',
      failure: null,
      content: null,
      preview: '[]',
      version: eb('version', '+', 1),
      finished_at: sql<Date>`now()`,
    }))
    .where('id', '=', one.id)
    .execute()
  const created = rows.filter(({ choice }) => choice === 'create').length
  await record(tx, actor, {
    event: 'importing.run',
    subject: one.id,
    subjectKind: 'importing.import',
    details: { kind: kind.key, created, updated: rows.length - created },
  })
}
