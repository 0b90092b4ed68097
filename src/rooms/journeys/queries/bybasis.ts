import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { asPlatform } from '../../../platform/access/acting.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { Basis } from '../../people/index.ts'
import { tables, visibleHandovers } from '../access.ts'
import type { Side, State } from '../domain.ts'

/** A hand-over in which something went along by a basis. */
export interface ByBasis {
  readonly id: Id<'handover'>
  readonly interfaceId: Id<'interface'>
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  readonly state: State
  readonly offeredOn: Day | null
}

type Of = Pick<Basis, 'id' | 'recipientId' | 'givenOn'>

const mostShown = 20

/** Hand-overs of the actor's side that carry something by this basis, the open ones first; at most 20. */
export async function handoversByBasis(
  tx: Tx,
  actor: Actor,
  basis: Of,
  side: Side,
  only: 'open' | 'all',
): Promise<readonly ByBasis[]> {
  let query = visibleHandovers(tx, actor)
    .select([
      'handover.id',
      'handover.interface_id as interfaceId',
      'handover.from_organisation_id as fromOrganisationId',
      'handover.to_organisation_id as toOrganisationId',
      'handover.state',
      'handover.offered_on as offeredOn',
    ])
    .where('handover.to_organisation_id', '=', basis.recipientId)
    .where(carried(basis, side))
    .orderBy('handover.ended_on', (order) => order.desc().nullsFirst())
    .orderBy('handover.id')
    .limit(mostShown)
  if (only === 'open') query = query.where('handover.ended_on', 'is', null)
  if (basis.givenOn) query = query.where('handover.offered_on', '>=', basis.givenOn)
  return await query.execute()
}

/**
 * How many hand-overs rest on a basis, whichever team gives them: a person who revokes is told all of it. As the platform,
 * since other teams' hand-overs are not the actor's; a number and nothing else.
 */
export async function countByBasis(tx: Tx, basis: Of): Promise<{ readonly open: number; readonly ended: number }> {
  return await asPlatform(tx, async () => {
    let query = tables(tx)
      .selectFrom('handover')
      .select(({ fn }) => [
        fn.countAll<string>().filterWhere('ended_on', 'is', null).as('open'),
        fn.countAll<string>().filterWhere('ended_on', 'is not', null).as('ended'),
      ])
      .where('handover.to_organisation_id', '=', basis.recipientId)
      .where(carried(basis, 'sender'))
    if (basis.givenOn) query = query.where('handover.offered_on', '>=', basis.givenOn)
    const row = await query.executeTakeFirstOrThrow()
    return { open: Number(row.open), ended: Number(row.ended) }
  })
}

const carried = (basis: Of, side: Side) => sql<boolean>`EXISTS (
  SELECT FROM handover_content WHERE handover_content.handover_id = handover.id AND handover_content.side = ${side}
    AND handover_content.items @> ${JSON.stringify([{ basisId: basis.id }])}::jsonb
)`
