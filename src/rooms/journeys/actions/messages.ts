import { type Id, newId } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, tables } from '../access.ts'
import type { Setting } from '../adding.ts'
import { lockHandover } from '../locking.ts'

export interface NewMessage {
  readonly kind: 'question' | 'answer' | 'note'
  /** At most 2,000 characters. */
  readonly body: string
}

/** Characters of one message. */
export const longestMessage = 2000

/** Writes to the other side, in whatever state the hand-over is. Append-only. Throws NotFound, Forbidden. */
export async function writeMessage(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  body: string,
  setting: Setting,
): Promise<void> {
  demand(actor, 'journeys.receive')
  await lockHandover(tx, actor, id)
  await insertMessage(tx, actor, id, { kind: 'note', body }, setting)
}

/** Writes the row of a message and its audit entry, which tells nothing of what it says. */
export async function insertMessage(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  { kind, body }: NewMessage,
  { clock }: Setting,
): Promise<void> {
  const { organisationId, controllerId } = demandHandingOver(actor)
  await tables(tx)
    .insertInto('handover_message')
    .values({
      id: newId<'handover-message'>(clock.now()),
      handover_id: id,
      controller_id: controllerId,
      organisation_id: organisationId,
      author_id: actor.userId,
      kind,
      body,
      created_at: new Date(clock.now()),
    })
    .execute()
  await record(tx, actor, {
    event: 'journeys.message-written',
    subject: id,
    subjectKind: 'journeys.handover',
    details: { kind },
  })
}
