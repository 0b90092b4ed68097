import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { addStep, type Dated, type Setting } from '../adding.ts'
import type { Outcome, State } from '../domain.ts'

export interface Ending extends Dated {
  /** Number of the steps that the page showed. */
  readonly version?: number
}

export interface Completion extends Ending {
  readonly outcome?: Outcome
}

/** What the hand-over was for has been taken over. The receiver says so, after the first appointment, or the sender for it. */
export function completeHandover(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  completion: Completion,
  setting: Setting,
): Promise<State> {
  return addStep(tx, actor, id, { ...completion, kind: 'completed' }, setting)
}

/**
 * The giving organisation takes it back, as long as the person has not arrived. From this moment the receiver reads nothing
 * of it any more.
 */
export function withdrawHandover(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  ending: Ending,
  setting: Setting,
): Promise<State> {
  return addStep(tx, actor, id, { ...ending, kind: 'withdrawn' }, setting)
}
