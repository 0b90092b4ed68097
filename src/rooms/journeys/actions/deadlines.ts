import { type Actor, demand } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { writeSetting } from '../../../platform/settings/index.ts'
import type { Deadlines } from '../deadlines.ts'
import { deadlineSetting } from '../setting.ts'

/** Sets the working days for an answer and until the heads are told, for offers from now on. Throws Conflict, Forbidden. */
export async function setDeadlines(
  tx: Tx,
  actor: Actor,
  { version, ...deadlines }: Deadlines & { readonly version: number },
  now: number,
): Promise<void> {
  demand(actor, 'journeys.set-deadlines')
  await writeSetting(tx, actor, deadlineSetting, deadlines, version, now)
}
