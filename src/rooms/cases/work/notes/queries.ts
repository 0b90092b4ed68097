import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { Kept } from '../file.ts'
import { workTables } from '../tables.ts'
import type { DocumentKind, NoteKind, Visibility } from './domain.ts'

export interface Note {
  /** The same for all versions. */
  readonly id: Id<'note'>
  /** Of the version; corrections count up from 1. */
  readonly number: number
  readonly kind: NoteKind
  readonly happenedOn: Day
  readonly text: string
  readonly visibility: Visibility
  readonly authorId: string | null
  /** Why it was corrected; null for a first version. */
  readonly reason: string | null
  readonly writtenAt: Date
}

const columns = [
  'note_id',
  'number',
  'kind',
  'happened_on',
  'text',
  'visibility',
  'author_id',
  'reason',
  'created_at',
] as const

type Row = { [Column in (typeof columns)[number]]: import('../tables.ts').WorkTables['case_note'][Column] }

const noteOf = (row: Row): Note => ({
  id: row.note_id,
  number: row.number,
  kind: row.kind,
  happenedOn: row.happened_on,
  text: row.text,
  visibility: row.visibility,
  authorId: row.author_id,
  reason: row.reason,
  writtenAt: row.created_at,
})

export const notesPerPage = 20

/** Notes of a file in the version that holds, the latest event first. Those of others that only they read are not there. */
export async function notesOf(
  tx: Tx,
  caseId: string,
  { page = 1, size = notesPerPage }: { page?: number; size?: number } = {},
): Promise<readonly Note[]> {
  const rows = await workTables(tx)
    .selectFrom('case_note')
    .select(columns)
    .where('case_id', '=', caseId)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM case_note AS later WHERE later.note_id = case_note.note_id AND later.number > case_note.number)`,
    )
    .orderBy('happened_on', 'desc')
    .orderBy('note_id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return rows.map(noteOf)
}

export async function countNotes(tx: Tx, caseId: string): Promise<number> {
  const row = await workTables(tx)
    .selectFrom('case_note')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('case_id', '=', caseId)
    .where('number', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** All versions of a note, the one that holds first. Throws NotFound for a note of another file, or of somebody else alone. */
export async function versionsOf(tx: Tx, file: Pick<Kept, 'id'>, id: string): Promise<readonly [Note, ...Note[]]> {
  const rows = isId(id)
    ? await workTables(tx)
        .selectFrom('case_note')
        .select(columns)
        .where('note_id', '=', id as Id<'note'>)
        .where('case_id', '=', file.id)
        .orderBy('number', 'desc')
        .limit(100)
        .execute()
    : []
  const [newest, ...earlier] = rows.map(noteOf)
  if (!newest) throw new NotFound('note')
  return [newest, ...earlier]
}

export interface Document {
  readonly id: Id<'document'>
  /** Null once it was removed. */
  readonly fileId: Id<'file'> | null
  readonly title: string
  readonly kind: DocumentKind
  readonly fileName: string
  readonly bytes: number
  readonly removedOn: Day | null
  readonly removedReason: string | null
  readonly addedAt: Date
  readonly addedBy: string | null
  readonly version: number
}

/** Documents of a file, the newest first, also those of which only the title is left. */
export async function documentsOf(tx: Tx, caseId: string, limit = 200): Promise<readonly Document[]> {
  const rows = await workTables(tx)
    .selectFrom('case_document')
    .select([
      'id',
      'file_id',
      'title',
      'kind',
      'file_name',
      'file_bytes',
      'removed_on',
      'removed_reason',
      'created_at',
      'created_by',
      'version',
    ])
    .where('case_id', '=', caseId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    fileId: row.file_id,
    title: row.title,
    kind: row.kind,
    fileName: row.file_name,
    bytes: row.file_bytes,
    removedOn: row.removed_on,
    removedReason: row.removed_reason,
    addedAt: row.created_at,
    addedBy: row.created_by,
    version: row.version,
  }))
}

/** Throws NotFound for a document of another file. */
export async function getDocument(tx: Tx, file: Pick<Kept, 'id'>, id: string): Promise<Document> {
  const document = (await documentsOf(tx, file.id)).find((one) => one.id === id)
  if (!document) throw new NotFound('document')
  return document
}
