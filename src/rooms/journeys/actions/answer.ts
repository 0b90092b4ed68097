import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { addStep, type Dated, type Setting } from '../adding.ts'
import type { State } from '../domain.ts'

/** What the receiver may answer. Declining needs a reason. */
export type Answer =
  | (Dated & { readonly kind: 'askedBack' | 'accepted' })
  | (Dated & { readonly kind: 'declined'; readonly reason: string })

/** Answers an offer, as the receiving organisation. Throws NotFound, Conflict, Invalid. */
export function answerHandover(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  answer: Answer,
  setting: Setting,
): Promise<State> {
  return addStep(tx, actor, id, answer, setting)
}
