import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import { sql, type Tx } from '../../database/index.ts'
import { textOf } from '../domain/cells.ts'
import { guessMapping, type Mapping } from '../domain/columns.ts'
import type { Judged } from '../domain/rows.ts'
import type { ImportKind, ImportSetting } from '../kind.ts'
import { lookAt, rowsBelow } from '../looking.ts'
import { type Import, openImport } from '../queries/imports.ts'
import { tables } from '../tables.ts'
import { headersOf, keptJson, keptText, rememberedMapping, rememberMapping } from './upload.ts'
import { handOver, type Progress, silent } from './work.ts'

/** Rows written at once. */
const batch = 500

/**
 * Looks at another sheet or another row of headers, and guesses anew what the columns mean. Throws Invalid for a row that is
 * none of those that were kept for choosing: below them nobody sees what the headers are.
 */
export async function lookElsewhere(
  tx: Tx,
  kind: ImportKind,
  id: string,
  { sheet, headerRow }: { readonly sheet: string; readonly headerRow: number },
): Promise<void> {
  const one = await openImport(tx, kind, id)
  if (sheet === one.sheet && !one.preview.some(({ number }) => number === headerRow))
    throw new Invalid([
      { field: 'headerRow', code: 'importing-header-row', values: { last: one.preview.at(-1)?.number ?? 1 } },
    ])
  const looked =
    sheet === one.sheet
      ? { ...one, headerRow }
      : await lookAt(await contentOf(tx, one.id), one.fileName, kind.columns, sheet)
  const headers = headersOf(looked.preview, looked.headerRow)
  await tables(tx)
    .updateTable('list_import')
    .set({
      sheet: keptText(looked.sheet),
      preview: keptJson(looked.preview),
      header_row: looked.headerRow,
      mapping: JSON.stringify((await rememberedMapping(tx, kind, headers)) ?? guessMapping(kind.columns, headers)),
      remarks: JSON.stringify(looked.remarks),
      row_count: looked.rowCount,
      state: 'mapping',
      version: one.version + 1,
    })
    .where('id', '=', one.id)
    .execute()
}

/**
 * Says what the columns mean, and judges every row against what is there: what is new, what changes, what is wrong. What was
 * decided about single rows before is forgotten with the old report. A long list is judged in a job. Nothing else changes.
 */
export async function checkImport(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  setting: ImportSetting,
  id: string,
  mapping: Mapping,
): Promise<void> {
  const one = await openImport(tx, kind, id)
  const missing = kind.demand(mapping)
  if (missing) throw new Invalid([{ field: '', code: missing }])
  await rememberMapping(tx, kind, headersOf(one.preview, one.headerRow), mapping)
  const set = { mapping: JSON.stringify(mapping), version: one.version + 1, failure: null }
  const update = tables(tx).updateTable('list_import').where('id', '=', one.id)
  if (one.rowCount > kind.atOnce.check) {
    await update.set({ ...set, state: 'checking', progress: 0, progress_of: one.rowCount }).execute()
    await handOver(tx, one.id)
    return
  }
  await update.set({ ...set, state: 'checked' }).execute()
  await judgeRows(tx, actor, kind, setting, { ...one, mapping })
}

/** Writes the report anew. */
export async function judgeRows(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  setting: ImportSetting,
  one: Import,
  progress: Progress = silent,
): Promise<void> {
  const judge = await kind.judging(tx, actor, setting, one.mapping)
  await tables(tx).deleteFrom('list_import_row').where('import_id', '=', one.id).execute()
  let rows: { number: number; title: string; judged: Judged }[] = []
  let done = 0
  const flush = async () => {
    await insertRows(tx, one.id, rows)
    rows = []
  }
  await rowsBelow(await contentOf(tx, one.id), one.fileName, one.sheet, one.headerRow, async (row) => {
    const judged = await judge.judge(row)
    const first = row.cells.map(textOf).find((text) => text !== '') ?? ''
    rows.push({ number: row.number, title: keptText((judged.title || first).slice(0, 300)), judged })
    if (rows.length >= batch) await flush()
    await progress(++done)
  })
  await flush()
  await record(tx, actor, {
    event: 'importing.checked',
    subject: one.id,
    subjectKind: 'importing.import',
    details: { kind: kind.key, rows: done },
  })
}

async function contentOf(tx: Tx, id: Id<'import'>): Promise<Uint8Array> {
  const { content } = await tables(tx)
    .selectFrom('list_import')
    .select('content')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return content ?? new Uint8Array()
}

async function insertRows(
  tx: Tx,
  id: Id<'import'>,
  rows: readonly { readonly number: number; readonly title: string; readonly judged: Judged }[],
): Promise<void> {
  if (rows.length === 0) return
  const readings = rows.map(({ judged: { values, issues, changed, candidates, beside } }) =>
    keptJson({ values, issues, changed, ...(candidates && { candidates }), ...(beside && { beside }) }),
  )
  await sql`
    INSERT INTO list_import_row (import_id, number, verdict, choice, title, reading, target_id)
    SELECT ${id}, * FROM unnest(
      ${rows.map((row) => row.number)}::integer[], ${rows.map((row) => row.judged.verdict)}::text[],
      ${rows.map((row) => row.judged.choice)}::text[], ${rows.map((row) => row.title.replaceAll('\0', ''))}::text[],
      ${readings}::jsonb[], ${rows.map((row) => row.judged.target)}::uuid[]
    )
  `.execute(tx)
}
