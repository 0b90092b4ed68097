import type { Day } from '../../kernel/day.ts'
import { type Actor, may } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import type { InboxItem, Room } from '../room.ts'
import { awaitingGrants, endingGrants } from './members.ts'

/** What waits for administrators: guarded roles that a second one has to confirm, and access that ends within 30 days. */
export const identityInbox: Pick<Room, 'key' | 'inbox' | 'inboxTitle'> & { readonly inboxRight: string } = {
  key: 'identity',
  inboxRight: 'users.manage',
  inboxTitle: 'identity.users.title',
  inbox: (tx, actor, today, limit) => waitingForAdministrators(tx, actor, today, limit),
}

async function waitingForAdministrators(
  tx: Tx,
  actor: Actor,
  today: Day,
  limit: number,
): Promise<readonly InboxItem[]> {
  if (!may(actor, 'users.manage') || limit <= 0) return []
  const awaiting = (await awaitingGrants(tx, today, limit)).filter(
    ({ grantedBy, memberId }) => grantedBy !== actor.userId && memberId !== actor.userId,
  )
  const ending = await endingGrants(tx, today, limit)
  return [
    ...awaiting.map(({ id, memberId, name }) => ({
      title: name,
      path: `/admin/users/${memberId}/grants/${id}`,
      kind: 'identity.inbox.second',
      due: null,
    })),
    ...ending.map(({ id, memberId, name, validTo }) => ({
      title: name,
      path: `/admin/users/${memberId}/grants/${id}`,
      kind: 'identity.inbox.ends',
      due: validTo,
    })),
  ].slice(0, limit)
}
