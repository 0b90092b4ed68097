import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { measureIds } from '../../queries/measures.ts'
import type { Setting } from '../../recording.ts'
import { guessMapping, type Mapping } from '../domain/columns.ts'
import { Judge, type Judged } from '../domain/judge.ts'
import { readRow, textOf } from '../domain/row.ts'
import { getImport, type Import } from '../queries/imports.ts'
import { lookupsOf, presentMeasures, readTableNames } from '../queries/register.ts'
import { tables } from '../tables.ts'
import { lookAt, rowsBelow } from './reading.ts'
import { fingerprintOf, headersOf, rememberedMapping } from './upload.ts'

/** Rows written at once. */
const batch = 1000

/** Looks at another sheet or another row of headers, and guesses anew what the columns mean. */
export async function lookElsewhere(
  tx: Tx,
  id: Id<'measure-import'>,
  { sheet, headerRow }: { readonly sheet: string; readonly headerRow: number },
): Promise<void> {
  const one = await openImport(tx, id)
  const looked =
    sheet === one.sheet
      ? { ...one, headerRow }
      : await lookAt(await contentOf(tx, id), one.fileName, sheet).then((found) => found)
  const headers = headersOf(looked.preview, looked.headerRow)
  await tables(tx)
    .updateTable('measure_import')
    .set({
      sheet: looked.sheet,
      preview: JSON.stringify(looked.preview),
      header_row: looked.headerRow,
      mapping: JSON.stringify((await rememberedMapping(tx, headers)) ?? guessMapping(headers)),
      remarks: JSON.stringify(looked.remarks),
      state: 'mapping',
      version: one.version + 1,
    })
    .where('id', '=', id)
    .execute()
}

/**
 * Says what the columns mean, and judges every row against the register: what is new, what changes, what is wrong. What
 * was decided about single rows before is forgotten with the old report. Nothing of the register changes.
 */
export async function checkImport(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  id: Id<'measure-import'>,
  mapping: Mapping,
): Promise<void> {
  const one = await openImport(tx, id)
  if (mapping.title === undefined) throw new Invalid([{ field: '', code: 'measures-import-no-title' }])
  const headers = headersOf(one.preview, one.headerRow)
  const names = await readTableNames(tx, actor, setting.today)
  const lookups = lookupsOf(names)
  const ids = await measureIds(tx, actor, {}, setting.today)
  const judge = new Judge(await presentMeasures(tx, actor, ids, setting.today), setting.today)
  await tables(tx).deleteFrom('measure_import_row').where('import_id', '=', id).execute()
  let rows: { number: number; title: string; judged: Judged }[] = []
  const flush = async () => {
    await insertRows(tx, id, rows)
    rows = []
  }
  await rowsBelow(await contentOf(tx, id), one.fileName, one.sheet, one.headerRow, async (row) => {
    const judged = judge.judge(readRow(row.cells, mapping, lookups), row.number)
    const first = row.cells.map(textOf).find((text) => text !== '') ?? ''
    rows.push({ number: row.number, title: (judged.values.title || first).slice(0, 300), judged })
    if (rows.length >= batch) await flush()
  })
  await flush()
  await tables(tx)
    .updateTable('measure_import')
    .set({ mapping: JSON.stringify(mapping), state: 'checked', version: one.version + 1 })
    .where('id', '=', id)
    .execute()
  const kept = { mapping: JSON.stringify(mapping), changed_at: sql<Date>`now()` }
  await tables(tx)
    .insertInto('measure_import_mapping')
    .values({ fingerprint: fingerprintOf(headers), ...kept })
    .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(kept))
    .execute()
  await record(tx, actor, { event: 'measures.import-checked', subject: id, subjectKind: 'measures.import' })
}

/** An import that has not been carried out. Throws Conflict `measures-import-over` for one that has. */
export async function openImport(tx: Tx, id: Id<'measure-import'>): Promise<Import> {
  await tables(tx).selectFrom('measure_import').select('id').where('id', '=', id).forUpdate().execute()
  const one = await getImport(tx, id)
  if (one.state === 'done' || one.state === 'undone') throw new Conflict('measures-import-over')
  return one
}

async function contentOf(tx: Tx, id: Id<'measure-import'>): Promise<Uint8Array> {
  const { content } = await tables(tx)
    .selectFrom('measure_import')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return content
}

async function insertRows(
  tx: Tx,
  id: Id<'measure-import'>,
  rows: readonly { readonly number: number; readonly title: string; readonly judged: Judged }[],
): Promise<void> {
  if (rows.length === 0) return
  const readings = rows.map(({ judged: { values, issues, changed, beside } }) =>
    // PostgreSQL keeps no NUL in JSON.
    JSON.stringify({ values, issues, changed, ...(beside && { beside }) }).replaceAll('\\u0000', ''),
  )
  await sql`
    INSERT INTO measure_import_row (import_id, number, verdict, choice, title, reading, target_id)
    SELECT ${id}, * FROM unnest(
      ${rows.map((row) => row.number)}::integer[], ${rows.map((row) => row.judged.verdict)}::text[],
      ${rows.map((row) => row.judged.choice)}::text[], ${rows.map((row) => row.title.replaceAll('\0', ''))}::text[],
      ${readings}::jsonb[], ${rows.map((row) => row.judged.target)}::uuid[]
    )
  `.execute(tx)
}
