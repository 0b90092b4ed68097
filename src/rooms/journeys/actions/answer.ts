import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver } from '../access.ts'
import { addStep, type Dated, type Setting } from '../adding.ts'
import type { State } from '../domain.ts'
import { lockHandover, sideOf } from '../locking.ts'
import { acknowledgeWith, findChange } from './jurisdiction.ts'
import { insertMessage } from './messages.ts'

/** What the receiver may answer, or the sender records of it. Declining needs a reason. */
export type Answer = Dated & {
  /** Number of the steps that the page showed. */
  readonly version?: number
} & (
    | {
        readonly kind: 'askedBack'
        /** What the receiver wants to know; stands in the messages, never in a mail. */
        readonly question?: string
      }
    | {
        readonly kind: 'accepted'
        /** The change of jurisdiction that comes with it is acknowledged; needed of the receiver where there is one. */
        readonly acknowledged?: boolean
      }
    | { readonly kind: 'declined'; readonly reason: string; readonly note?: string }
  )

/**
 * Answers an offer, as the receiving organisation; the giving one may record the answer it got by other ways, marked so.
 * With an acceptance the change of jurisdiction is acknowledged in the same transaction. Throws NotFound, Conflict, Invalid.
 */
export async function answerHandover(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  answer: Answer,
  setting: Setting,
): Promise<State> {
  const acting = demandHandingOver(actor)
  const handover = await lockHandover(tx, actor, id)
  const side = sideOf(handover, acting)
  if (answer.kind === 'accepted') {
    const change = side === 'receiver' ? await findChange(tx, id) : undefined
    if (change && !change.acknowledgedOn) {
      if (!answer.acknowledged) throw new Invalid([{ field: 'acknowledged', code: 'journeys-acknowledge' }])
      const state = await addStep(tx, actor, id, answer, setting)
      await acknowledgeWith(tx, actor, id, setting)
      return state
    }
  }
  const state = await addStep(tx, actor, id, answer, setting)
  if (answer.kind === 'askedBack' && answer.question)
    await insertMessage(tx, actor, id, { kind: 'question', body: answer.question }, setting)
  if (answer.kind === 'declined' && answer.note)
    await insertMessage(tx, actor, id, { kind: 'note', body: answer.note }, setting)
  return state
}
