import type { Day } from '../../kernel/day.ts'
import { absentFor } from '../access/capacities.ts'
import { type Actor, defineRights, may } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import { capacitiesOn, findActor } from '../identity/grants.ts'
import { actsThere } from './domain.ts'
import type { ExportTables } from './tables.ts'

/**
 * Everybody with a list to take along has their own exports. What may be in one is decided by the right of its list, when it
 * is ordered, made and fetched.
 */
export const exportRights = defineRights({
  'exports.own': [
    'administrator',
    'coordinator',
    'lead',
    'caseManager',
    'municipality',
    'intake',
    'partner',
    'dataProtection',
  ],
  'exports.set-period': ['administrator'],
})

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<ExportTables>()

/** The only way to exports: one's own. */
export const ownOrders = (tx: Tx, actor: Actor) =>
  tables(tx).selectFrom('export_order').where('export_order.member_id', '=', actor.userId)

type Ordered = Pick<ExportTables['export_order'], 'member_id' | 'organisation_id' | 'controller_id'>

/**
 * Whoever ordered something as they may act today, for whom they ordered it; undefined when they may not any more: the role
 * is gone, they have changed to another team, they have left. As the platform.
 */
export async function actorOf(tx: Tx, order: Ordered, right: string, today: Day): Promise<Actor | undefined> {
  const member = await findActor(tx, order.member_id, today)
  const place = { organisationId: order.organisation_id, controllerId: order.controller_id }
  const capacity = member && (await capacitiesOn(tx, member.userId, today)).find((one) => actsThere(one, place))
  if (!member || !capacity) return undefined
  const actingFor = absentFor(capacity, right)
  const actor: Actor = { ...member, ...place, roles: capacity.roles, ...(actingFor && { actingFor }) }
  return may(actor, right) ? actor : undefined
}
