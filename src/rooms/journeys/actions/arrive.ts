import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { addStep, type Dated, type Setting } from '../adding.ts'
import type { State } from '../domain.ts'

export interface Arrival extends Dated {
  /** Code of the reason why it came late, where it did. */
  readonly reason?: string
  /** The sender does not know the day and gives an estimate. */
  readonly isEstimate?: boolean
  /** Number of the steps that the page showed. */
  readonly version?: number
}

/**
 * Records the first appointment or first benefit. The receiver does; where it never does, the sender may, and the hand-over
 * is then known from one side only. Throws NotFound, Conflict, Invalid.
 */
export function recordFirstAppointment(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  arrival: Arrival,
  setting: Setting,
): Promise<State> {
  return addStep(tx, actor, id, { ...arrival, kind: 'firstAppointment' }, setting)
}
