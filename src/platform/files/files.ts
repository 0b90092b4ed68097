import { createHash } from 'node:crypto'
import { Invalid, NotFound } from '../../kernel/errors.ts'
import { type Id, newPublicId } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import type { Download } from '../http/index.ts'
import { attachmentKinds, type FileKind, type FileRefusal, mediaTypes } from './kinds.ts'
import { cleanName } from './names.ts'
import { sniff } from './sniff.ts'

type FileTables = {
  stored_file: {
    id: Id<'file'>
    name: string
    kind: FileKind
    size_bytes: number
    sha256: Buffer
    is_public: boolean
    link_hash: Buffer | null
    owner_kind: string | null
    owner_id: string | null
    controller_id: Id<'organisation'> | null
    created_at: Date
    created_by: Id<'user'> | null
  }
  stored_file_content: { file_id: Id<'file'>; content: Buffer }
}

/** Bytes that a file may have; a form that takes one needs a `limit` a little above. */
export const largestFileBytes = 20 * 1024 * 1024

/** For the `limit` of a form with one file and some fields. */
export const fileFormLimit = largestFileBytes + 256 * 1024

export interface NewFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** What may come; what offices attach unless told. */
  readonly kinds?: readonly FileKind[]
  /** The field of the form, for the error; `file` unless told. */
  readonly field?: string
  /** Hash of the link it came by, where nobody is signed in. */
  readonly linkHash?: Uint8Array
  /**
   * The record that decides who reads it: always, where it says something of a person. Null is said and never left out: the
   * file is of the structure's side, and all staff read it.
   */
  readonly owner: FileOwner | null
}

/** A record of a room that has policies for files of its kind; see docs/decisions/files-follow-their-owner.md. */
export interface FileOwner {
  /** `cases.file` */
  readonly kind: `${string}.${string}`
  readonly id: string
  /** Who answers for the file. */
  readonly controllerId: Id<'organisation'>
}

export interface StoredFile {
  readonly id: Id<'file'>
  readonly name: string
  readonly kind: FileKind
  readonly sizeBytes: number
  /** In hexadecimal digits. */
  readonly sha256: string
  readonly isPublic: boolean
  readonly createdAt: Date
}

/** What `storeFile` says of a file before anything is written: its kind, or why it is not taken. */
export function judgeFile({
  name,
  bytes,
  kinds = attachmentKinds,
}: Pick<NewFile, 'name' | 'bytes' | 'kinds'>): { kind: FileKind } | { refused: FileRefusal } {
  if (bytes.length > largestFileBytes) return { refused: 'file-too-large' }
  const found = sniff(bytes, name)
  if ('kind' in found && !kinds.includes(found.kind)) return { refused: 'file-kind' }
  return found
}

/**
 * Keeps a file and returns its id, which says nothing of when it was made. It is read by who reads its owner; where it has
 * none by staff, and by everybody after `publishFile`. The audit entry is the room's business. Throws Invalid for what is no
 * document that the form wants.
 */
export async function storeFile(
  tx: Tx,
  actor: Actor | null,
  file: NewFile,
  now: number = Date.now(),
): Promise<Id<'file'>> {
  const judged = judgeFile(file)
  if ('refused' in judged) throw new Invalid([{ field: file.field ?? 'file', code: judged.refused }])
  const id = newPublicId<'file'>()
  const content = Buffer.from(file.bytes)
  const tables = tx.withTables<FileTables>()
  await tables
    .insertInto('stored_file')
    .values({
      id,
      name: cleanName(file.name, judged.kind),
      kind: judged.kind,
      size_bytes: content.length,
      sha256: createHash('sha256').update(content).digest(),
      is_public: false,
      link_hash: file.linkHash ? Buffer.from(file.linkHash) : null,
      owner_kind: file.owner?.kind ?? null,
      owner_id: file.owner?.id ?? null,
      controller_id: file.owner?.controllerId ?? null,
      created_at: new Date(now),
      created_by: actor?.userId ?? null,
    })
    .execute()
  await tables.insertInto('stored_file_content').values({ file_id: id, content }).execute()
  return id
}

/** As storeFile, for what a form has read. Throws Invalid when no file was chosen. */
export async function storeUpload(
  tx: Tx,
  actor: Actor | null,
  upload: File | undefined,
  more: Omit<NewFile, 'name' | 'bytes'>,
): Promise<Id<'file'>> {
  if (!upload) throw new Invalid([{ field: more.field ?? 'file', code: 'file-missing' }])
  if (upload.size > largestFileBytes) throw new Invalid([{ field: more.field ?? 'file', code: 'file-too-large' }])
  return await storeFile(tx, actor, { ...more, name: upload.name, bytes: new Uint8Array(await upload.arrayBuffer()) })
}

/** What the files are, by id; those that this transaction may not see are left out. At most a few hundred. */
export async function describeFiles(tx: Tx, ids: readonly Id<'file'>[]): Promise<ReadonlyMap<Id<'file'>, StoredFile>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.withTables<FileTables>().selectFrom('stored_file').selectAll().where('id', 'in', ids).execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        kind: row.kind,
        sizeBytes: row.size_bytes,
        sha256: row.sha256.toString('hex'),
        isPublic: row.is_public,
        createdAt: row.created_at,
      },
    ]),
  )
}

/** The file to hand out: always saved, never shown, under the media type of what it is. Throws NotFound. */
export async function readFile(tx: Tx, id: Id<'file'>): Promise<Download> {
  const row = await tx
    .withTables<FileTables>()
    .selectFrom('stored_file')
    .innerJoin('stored_file_content', 'file_id', 'id')
    .select(['name', 'kind', 'sha256', 'content'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('file')
  if (!createHash('sha256').update(row.content).digest().equals(row.sha256))
    throw new Error('a stored file is not what was stored')
  return { type: mediaTypes[row.kind], filename: row.name, body: row.content }
}

/** Lets everybody read a file; when its record is released to the public. */
export async function publishFile(tx: Tx, id: Id<'file'>, isPublic = true): Promise<void> {
  await tx
    .withTables<FileTables>()
    .updateTable('stored_file')
    .set({ is_public: isPublic })
    .where('id', '=', id)
    .execute()
}

/** Removes a file with its content; its room has taken it off its record before. */
export async function removeFile(tx: Tx, id: Id<'file'>): Promise<void> {
  await tx.withTables<FileTables>().deleteFrom('stored_file').where('id', '=', id).execute()
}
