import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { advance, noteVersions, type Setting } from '../recording.ts'
import type { SubjectKind } from '../tables.ts'

/** A measure or a concept that was reached through its visible scope. */
export interface Subject {
  readonly kind: SubjectKind
  readonly id: string
}

export interface DocumentInput {
  readonly title: string
  readonly isPublic: boolean
  /** Exactly one of both. */
  readonly address?: string | undefined
  readonly fileId?: Id<'file'> | undefined
}

/** Adds a document to a measure or a concept: a stored file or an address. */
export async function addDocument(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  subject: Subject,
  input: DocumentInput,
): Promise<void> {
  await advance(tx, actor, subject.kind, [subject.id])
  await tables(tx)
    .insertInto('measure_document')
    .values({
      id: newId<'row'>(),
      subject_id: subject.id,
      subject_kind: subject.kind,
      title: input.title,
      address: input.address ?? null,
      file_id: input.fileId ?? null,
      is_public: input.isPublic,
      added_at: sql<Date>`now()`,
      added_by: actor.userId,
    })
    .execute()
  await note(tx, actor, setting, subject, 'document-added')
}

export async function addSource(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  subject: Subject,
  input: { readonly title: string; readonly address?: string | undefined; readonly datedOn?: Day | undefined },
): Promise<void> {
  await advance(tx, actor, subject.kind, [subject.id])
  await tables(tx)
    .insertInto('measures_source')
    .values({
      id: newId<'row'>(),
      subject_id: subject.id,
      subject_kind: subject.kind,
      title: input.title,
      address: input.address ?? null,
      dated_on: input.datedOn ?? null,
    })
    .execute()
  await note(tx, actor, setting, subject, 'source-added')
}

/** Takes a document or a source back; the versions keep what it was called. */
export async function removeAttached(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  subject: Subject,
  table: 'measure_document' | 'measures_source',
  row: string,
): Promise<void> {
  await advance(tx, actor, subject.kind, [subject.id])
  await tables(tx)
    .deleteFrom(table as 'measures_source')
    .where('id', '=', row)
    .where('subject_id', '=', subject.id)
    .execute()
  await note(tx, actor, setting, subject, table === 'measure_document' ? 'document-removed' : 'source-removed')
}

const note = (tx: Tx, actor: Actor, setting: Setting, { kind, id }: Subject, event: string) =>
  noteVersions(tx, actor, setting, { kind, ids: [id], event })
