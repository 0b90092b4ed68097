/** What waits in the room of persons: what one's organisation was told, bases that were revoked or run out. */
import type { Day } from '../../kernel/day.ts'
import type { Actor } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { InboxItem } from '../../platform/room.ts'
import { basesInbox, countBasesInbox } from './bases/notices.ts'
import { countTellingInbox, tellingInbox } from './telling/queries.ts'

export async function inbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  const told = await tellingInbox(tx, actor, today, limit)
  return told.length >= limit ? told : [...told, ...(await basesInbox(tx, actor, today, limit - told.length))]
}

export async function countInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<number> {
  const told = await countTellingInbox(tx, actor, limit)
  return told >= limit ? told : told + (await countBasesInbox(tx, actor, today, limit - told))
}
