import { createHash } from 'node:crypto'
import { Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { headerLine, type Mapping } from '../domain/columns.ts'
import type { PreviewRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { lookAtBest } from './reading.ts'

/**
 * Takes a table in and looks at it; nothing of the register changes. Returns the id of the import. Throws Invalid at the
 * field `file` when it is refused.
 */
export async function startImport(
  tx: Tx,
  actor: Actor,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Id<'measure-import'>> {
  if (file.bytes.length === 0) throw new Invalid([{ field: 'file', code: 'measures-sheet-missing' }])
  const looked = await lookAtBest(file.bytes, file.name)
  const remembered = await rememberedMapping(tx, headersOf(looked.preview, looked.headerRow))
  const id = newId<'measure-import'>()
  await tables(tx)
    .insertInto('measure_import')
    .values({
      id,
      file_name: file.name.replace(/^.*[\\/]/, '').slice(0, 200) || 'Tabelle',
      content: Buffer.from(file.bytes),
      sheets: JSON.stringify(looked.sheets),
      sheet: looked.sheet,
      preview: JSON.stringify(looked.preview),
      header_row: looked.headerRow,
      mapping: JSON.stringify(remembered ?? looked.mapping),
      remarks: JSON.stringify(looked.remarks),
      state: 'mapping',
      version: 1,
      created_at: sql<Date>`now()`,
      created_by: actor.userId,
      finished_at: null,
      undone_at: null,
    })
    .execute()
  await record(tx, actor, { event: 'measures.import-started', subject: id, subjectKind: 'measures.import' })
  return id
}

export const headersOf = (preview: readonly PreviewRow[], headerRow: number): readonly string[] =>
  preview.find((row) => row.number === headerRow)?.texts ?? []

/** What the columns of a table with these headers were said to mean the last time. */
export async function rememberedMapping(tx: Tx, headers: readonly string[]): Promise<Mapping | undefined> {
  const found = await tables(tx)
    .selectFrom('measure_import_mapping')
    .select('mapping')
    .where('fingerprint', '=', fingerprintOf(headers))
    .executeTakeFirst()
  return found?.mapping
}

export const fingerprintOf = (headers: readonly string[]): string =>
  createHash('sha256').update(headerLine(headers)).digest('hex')
