import { systemClock } from '../../../kernel/clock.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { OrganisationChoice } from '../../../platform/room.ts'
import { visibleOrganisations } from '../access.ts'
import { german, inState, longestList, nameOn, parentOn } from './listing.ts'

/**
 * The organisations that a member may belong to. For the data its members work with answers the organisation itself when
 * it is a controller, else the nearest controller above it, else itself.
 */
export async function organisationChoices(tx: Tx, actor: Actor): Promise<OrganisationChoice[]> {
  // The room contract gives no clock: names and parents are those of the real day.
  const today = systemClock.today()
  const rows = await visibleOrganisations(tx, actor)
    .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
    .leftJoinLateral(parentOn('organisation.id', today).as('belongs'), (join) => join.onTrue())
    .select([
      'organisation.id',
      'named.name',
      'organisation.is_controller as isController',
      'belongs.parent_id as parentId',
    ])
    .where(inState('organisation.ended_on', 'active', today))
    .orderBy(german('named.name'))
    .limit(longestList)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return rows.map(({ id, name }) => ({ id, name, controllerId: controllerOf(byId, id) }))
}

interface Placed {
  readonly id: Id<'organisation'>
  readonly isController: boolean
  readonly parentId: Id<'organisation'> | null
}

function controllerOf(byId: ReadonlyMap<string, Placed>, id: Id<'organisation'>): Id<'organisation'> {
  const seen = new Set<string>()
  for (let at = byId.get(id); at && !seen.has(at.id); at = at.parentId ? byId.get(at.parentId) : undefined) {
    if (at.isController) return at.id
    seen.add(at.id)
  }
  return id
}
