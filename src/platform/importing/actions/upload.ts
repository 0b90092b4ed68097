import { createHash } from 'node:crypto'
import { Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { type Actor, demand, rolesWith } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import { sql, type Tx } from '../../database/index.ts'
import { guessMapping, headerLine, type Mapping } from '../domain/columns.ts'
import type { ImportKind } from '../kind.ts'
import { lookAtBest } from '../looking.ts'
import { type PreviewRow, tables } from '../tables.ts'

/**
 * Takes a list in and looks at it; nothing else changes. Returns the id of the import. Throws Invalid at the field `file`
 * when it is refused, or when a list of people is read by somebody who acts for no team.
 */
export async function startImport(
  tx: Tx,
  actor: Actor,
  kind: ImportKind,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Id<'import'>> {
  demand(actor, kind.right)
  if (kind.personal && (actor.organisationId === null || actor.controllerId === null))
    throw new Invalid([{ field: 'file', code: 'importing-no-team' }])
  if (file.bytes.length === 0) throw new Invalid([{ field: 'file', code: 'importing-sheet-missing' }])
  const looked = await lookAtBest(file.bytes, file.name, kind.columns)
  const remembered = await rememberedMapping(tx, kind, headersOf(looked.preview, looked.headerRow))
  const id = newId<'import'>()
  await tables(tx)
    .insertInto('list_import')
    .values({
      id,
      kind: kind.key,
      organisation_id: actor.organisationId,
      controller_id: actor.controllerId,
      roles: [...rolesWith(kind.right)],
      personal: kind.personal,
      file_name: keptText(file.name.replace(/^.*[\\/]/, '').slice(0, 200)) || 'Tabelle',
      content: Buffer.from(file.bytes),
      sheets: keptJson(looked.sheets),
      sheet: keptText(looked.sheet),
      preview: keptJson(looked.preview),
      header_row: looked.headerRow,
      mapping: JSON.stringify(remembered ?? looked.mapping),
      remarks: JSON.stringify(looked.remarks),
      row_count: looked.rowCount,
      state: 'mapping',
      progress: 0,
      progress_of: 0,
      failure: null,
      version: 1,
      created_at: sql<Date>`now()`,
      created_by: actor.userId,
      finished_at: null,
      undone_at: null,
    })
    .execute()
  await record(tx, actor, {
    event: 'importing.started',
    subject: id,
    subjectKind: 'importing.import',
    details: { kind: kind.key, rows: looked.rowCount },
  })
  return id
}

/** As JSON that PostgreSQL keeps: without NUL, and without the half of a sign that a cut left over. */
export const keptJson = (value: unknown): string =>
  JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? keptText(one) : one))

/** A text that PostgreSQL keeps. */
export const keptText = (text: string): string => text.toWellFormed().replaceAll('\0', '')

export const headersOf = (preview: readonly PreviewRow[], headerRow: number): readonly string[] =>
  preview.find((row) => row.number === headerRow)?.texts ?? []

/**
 * What the columns of such a list with these headers were said to mean the last time; what the kind no longer has is left out.
 * A list none of whose headers the kind knows may have none: then its first row is data, of which nothing is kept.
 */
export async function rememberedMapping(
  tx: Tx,
  kind: Pick<ImportKind, 'key' | 'columns'>,
  headers: readonly string[],
): Promise<Mapping | undefined> {
  if (!areHeaders(kind, headers)) return undefined
  const found = await tables(tx)
    .selectFrom('list_import_mapping')
    .select('mapping')
    .where('kind', '=', kind.key)
    .where('fingerprint', '=', fingerprintOf(headers))
    .executeTakeFirst()
  const known = new Set(kind.columns.map(({ key }) => key))
  return found && Object.fromEntries(Object.entries(found.mapping).filter(([key]) => known.has(key)))
}

/** Keeps it for the next list with these headers. */
export async function rememberMapping(
  tx: Tx,
  kind: Pick<ImportKind, 'key' | 'columns'>,
  headers: readonly string[],
  mapping: Mapping,
): Promise<void> {
  if (!areHeaders(kind, headers)) return
  const kept = { mapping: JSON.stringify(mapping), changed_at: sql<Date>`now()` }
  await tables(tx)
    .insertInto('list_import_mapping')
    .values({ kind: kind.key, fingerprint: fingerprintOf(headers), ...kept })
    .onConflict((conflict) => conflict.columns(['kind', 'fingerprint']).doUpdateSet(kept))
    .execute()
}

const areHeaders = ({ columns }: Pick<ImportKind, 'columns'>, headers: readonly string[]): boolean =>
  Object.keys(guessMapping(columns, headers)).length > 0

const fingerprintOf = (headers: readonly string[]): string =>
  createHash('sha256').update(headerLine(headers)).digest('hex')
