import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { addStep, type Dated, type Setting } from '../adding.ts'
import type { State } from '../domain.ts'

/** What the hand-over was for has been taken over. The receiver says so, after the first appointment. */
export function completeHandover(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  dated: Dated,
  setting: Setting,
): Promise<State> {
  return addStep(tx, actor, id, { ...dated, kind: 'completed' }, setting)
}

/** The giving organisation takes it back, as long as the person has not arrived. */
export function withdrawHandover(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  dated: Dated,
  setting: Setting,
): Promise<State> {
  return addStep(tx, actor, id, { ...dated, kind: 'withdrawn' }, setting)
}
