import type { Day } from '../../../kernel/day.ts'
import type { Land } from '../../../kernel/holidays.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { InboxItem } from '../../../platform/room.ts'
import { resolutionPath } from '../paths.ts'
import { dueObligations, type Obligation } from './obligations.ts'

/** The contract of rooms names no Land; the platform is made for Nordrhein-Westfalen, and pages compute with the tenant's own. */
const land: Land = 'NW'

/** Obligations that are overdue or due within four weeks, most urgent first. */
export async function councilInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<InboxItem[]> {
  const due = await dueFor(actor, (filter) => dueObligations(tx, actor, { today, land }, filter))
  return due.slice(0, limit).map(itemOf)
}

/** The coordination looks after all; a municipality after what it answers for; nobody else is asked. */
export async function dueFor(
  actor: Actor,
  read: (filter: { responsibleId?: string }) => Promise<readonly Obligation[]>,
): Promise<readonly Obligation[]> {
  if (actor.roles.includes('lead') || actor.roles.includes('coordinator')) return await read({})
  if (actor.roles.includes('municipality') && actor.organisationId)
    return await read({ responsibleId: actor.organisationId })
  return []
}

const itemOf = (one: Obligation): InboxItem => ({
  title: one.title,
  path: `${resolutionPath(one.resolutionId)}#o${one.id}`,
  kind: `council.obligation.kind.${one.kind}`,
  due: one.due,
})
