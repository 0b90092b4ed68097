import type { z } from 'zod'
import { Forbidden, Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, newId, newPublicId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { describeFiles, removeFile, storeUpload } from '../../../../platform/files/files.ts'
import { ChangedMeanwhile } from '../../../../platform/http/changed.ts'
import { noteActivity } from '../../recording.ts'
import { advanced, begun, type Kept, notChangedMeanwhile, type Setting } from '../file.ts'
import { workTables } from '../tables.ts'
import type { CorrectedNote, NewDocument, NoteInput, RemovedDocument } from './forms.ts'
import { getDocument, versionsOf } from './queries.ts'

/** Writes a note. Returns its id. */
export async function addNote(tx: Tx, actor: Actor, setting: Setting, file: Kept, input: NoteInput): Promise<string> {
  demandPast(setting, input.happenedOn)
  const id = newId<'note'>(setting.now)
  await insertNote(tx, setting, file, { ...input, id, number: 1, reason: null, authorId: actor.userId })
  await noteActivity(tx, file.id)
  await record(tx, actor, {
    event: 'cases.note-added',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { note: id, kind: input.kind, visibility: input.visibility },
  })
  return id
}

/**
 * Corrects a note: the new version stands beside the old one, which stays readable. Who wrote it may, and nobody else: what
 * others remember is a note of their own. Throws ChangedMeanwhile when it was corrected since it was shown.
 */
export async function correctNote(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  input: z.output<typeof CorrectedNote>,
): Promise<void> {
  demandPast(setting, input.happenedOn)
  const [newest] = await versionsOf(tx, file, id)
  if (newest.authorId !== actor.userId) throw new Forbidden('cases.note of somebody else')
  if (newest.number !== input.number) throw new ChangedMeanwhile(actor.name, newest.writtenAt)
  const { kind, happenedOn, text, reason } = input
  const { visibility, authorId, number } = newest
  await insertNote(tx, setting, file, {
    id: newest.id,
    number: number + 1,
    kind,
    happenedOn,
    text,
    visibility,
    reason,
    authorId,
  })
  await record(tx, actor, {
    event: 'cases.note-corrected',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { note: id, number: number + 1 },
  })
}

async function insertNote(
  tx: Tx,
  setting: Setting,
  file: Kept,
  note: NoteInput & { id: Id<'note'>; number: number; reason: string | null; authorId: string },
): Promise<void> {
  await workTables(tx)
    .insertInto('case_note')
    .values({
      id: newId(setting.now),
      note_id: note.id,
      number: note.number,
      case_id: file.id,
      controller_id: file.controllerId,
      kind: note.kind,
      happened_on: note.happenedOn,
      text: note.text,
      visibility: note.visibility,
      author_id: note.authorId,
      reason: note.reason,
      simulated: setting.demo,
      created_at: new Date(setting.now),
    })
    .execute()
}

function demandPast(setting: Setting, happenedOn: string): void {
  if (happenedOn > setting.today) throw new Invalid([{ field: 'happenedOn', code: 'cases-day-in-future' }])
}

/** Attaches a document; its kind and size are judged by its content. Returns its id, which cannot be guessed. */
export async function addDocument(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  input: z.output<typeof NewDocument>,
  upload: File | undefined,
): Promise<string> {
  const owner = { kind: 'cases.file', id: file.id, controllerId: file.controllerId } as const
  const fileId = await storeUpload(tx, actor, upload, { owner })
  const stored = (await describeFiles(tx, [fileId])).get(fileId)
  if (!stored) throw new NotFound('the file that was just stored')
  const id = newPublicId<'document'>()
  await workTables(tx)
    .insertInto('case_document')
    .values({
      id,
      ...begun(actor, setting, file),
      file_id: fileId,
      title: input.title,
      kind: input.kind,
      file_name: stored.name,
      file_bytes: stored.sizeBytes,
      removed_on: null,
      removed_reason: null,
      created_at: new Date(setting.now),
      created_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'cases.document-added',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { document: id, kind: input.kind },
  })
  return id
}

/** Deletes the content of a document; its title stays, with the reason. */
export async function removeDocument(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  { reason, version }: z.output<typeof RemovedDocument>,
): Promise<void> {
  const document = await getDocument(tx, file, id)
  if (document.fileId === null) return
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_document')
    .set({
      file_id: null,
      removed_on: setting.today,
      removed_reason: reason,
      ...advanced(actor, setting, version),
    })
    .where('id', '=', document.id)
    .where('version', '=', version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_document', document.id, numUpdatedRows)
  await removeFile(tx, document.fileId)
  await record(tx, actor, {
    event: 'cases.document-removed',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { document: id },
  })
}
