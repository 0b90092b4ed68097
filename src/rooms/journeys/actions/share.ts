import { createHash } from 'node:crypto'
import { type Id, newPublicId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { readFile } from '../../../platform/files/index.ts'
import { tables } from '../access.ts'
import type { Shared, SharedDocument } from '../content.ts'

/** Who answers for the copy of each side. */
interface Controllers {
  readonly sender: Id<'organisation'>
  readonly receiver: Id<'organisation'>
}

/**
 * Writes down what goes along: the copy of the receiver and the proof of the giver, the documents, the change of
 * jurisdiction. Returns what the audit says of it: categories and numbers.
 */
export async function share(
  tx: Tx,
  id: Id<'handover'>,
  { content = [], note, documents = [], jurisdictionChange }: Shared,
  controllers: Controllers,
  now: Date,
): Promise<Readonly<Record<string, unknown>>> {
  if (content.length > 0 || note)
    await tables(tx)
      .insertInto('handover_content')
      .values(
        (['sender', 'receiver'] as const).map((side) => ({
          handover_id: id,
          side,
          controller_id: controllers[side],
          items: JSON.stringify(content),
          note: note ?? null,
          created_at: now,
        })),
      )
      .execute()
  for (const document of documents) await copyDocument(tx, id, document, controllers.receiver, now)
  if (jurisdictionChange)
    await tables(tx)
      .insertInto('handover_jurisdiction_change')
      .values({
        handover_id: id,
        controller_id: controllers.sender,
        from_jurisdiction_id: jurisdictionChange.fromId,
        to_jurisdiction_id: jurisdictionChange.toId,
        effective_on: jurisdictionChange.effectiveOn,
        open_items: jurisdictionChange.openItems ?? null,
        acknowledged_on: null,
        acknowledged_by: null,
        created_at: now,
      })
      .execute()
  return {
    categories: [...new Set([...content, ...documents].map(({ category }) => category))],
    documents: documents.length,
  }
}

/** The file of the giver stays what it is; the receiver gets bytes of its own. Throws NotFound for a file that is not there. */
async function copyDocument(
  tx: Tx,
  id: Id<'handover'>,
  { fileId, category, basisId }: SharedDocument,
  controller: Id<'organisation'>,
  now: Date,
): Promise<void> {
  const file = await readFile(tx, fileId)
  const content = Buffer.from(file.body)
  await tables(tx)
    .insertInto('handover_document')
    .values({
      id: newPublicId<'handover-document'>(),
      handover_id: id,
      controller_id: controller,
      name: file.filename,
      media_type: file.type,
      size_bytes: content.length,
      sha256: createHash('sha256').update(content).digest(),
      category,
      basis_id: basisId,
      content,
      created_at: now,
    })
    .execute()
}
