import type { Day } from '../../../kernel/day.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { InboxItem } from '../../../platform/room.ts'
import { checkDueOn } from '../domain/places.ts'
import { offerPath } from '../paths.ts'
import { listOffers } from './offers.ts'

/** Offers of the own organisation whose places nobody has checked for half a year, longest first. */
export async function offersInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<InboxItem[]> {
  const filter = ownUnchecked(actor)
  if (!filter || limit <= 0) return []
  const { rows } = await listOffers(tx, actor, { ...filter, sort: 'checked', limit }, today)
  return rows.map((row) => ({
    title: row.name,
    path: `${offerPath(row.id)}/places`,
    kind: 'offers.inbox.check',
    due: row.checkedOn && checkDueOn(row.checkedOn),
  }))
}

export async function offersInboxCount(tx: Tx, actor: Actor, today: Day, limit: number): Promise<number> {
  const filter = ownUnchecked(actor)
  if (!filter) return 0
  return Math.min(limit, (await listOffers(tx, actor, { ...filter, limit: 0 }, today)).total)
}

// Who coordinates sees those of everybody in the list; in their inbox only what is theirs to answer.
const ownUnchecked = (actor: Actor) =>
  may(actor, 'offers.keep') && actor.organisationId !== null
    ? ({ organisationId: actor.organisationId, unchecked: true, state: 'all' } as const)
    : undefined
