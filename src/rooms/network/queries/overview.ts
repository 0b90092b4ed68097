import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import {
  tables,
  visibleBodies,
  visibleContacts,
  visibleInterfaces,
  visibleJurisdictions,
  visibleMunicipalities,
  visibleOrganisations,
  visibleSites,
} from '../access.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { listInterfaces } from './interfaces.ts'
import { inState } from './listing.ts'

const count = sql<number>`count(*)`.as('n')

export interface Overview {
  /** Records of each kind that have not ended, as far as the actor may see them. */
  readonly counts: Readonly<Record<RecordKind, number>>
  readonly interfacesWithoutTarget: number
  readonly population: number | null
}

/** What is here, counted. */
export async function readOverview(tx: Tx, actor: Actor, today: Day): Promise<Overview> {
  const counted = await tables(tx)
    .selectNoFrom([
      visibleOrganisations(tx, actor)
        .where(inState('organisation.ended_on', 'active', today))
        .select(count)
        .as('organisation'),
      visibleSites(tx, actor)
        .where(inState('site.ended_on', 'active', today))
        .select(count)
        .as('site'),
      visibleContacts(tx, actor)
        .where(inState('contact.ended_on', 'active', today))
        .select(count)
        .as('contact'),
      visibleMunicipalities(tx, actor)
        .where(inState('municipality.ended_on', 'active', today))
        .select(count)
        .as('municipality'),
      visibleJurisdictions(tx, actor)
        .where(inState('jurisdiction.ended_on', 'active', today))
        .select(count)
        .as('jurisdiction'),
      visibleBodies(tx, actor)
        .where(inState('body.ended_on', 'active', today))
        .select(count)
        .as('body'),
      visibleInterfaces(tx, actor)
        .where(inState('service_interface.ended_on', 'active', today))
        .select(count)
        .as('interface'),
      visibleMunicipalities(tx, actor)
        .where(inState('municipality.ended_on', 'active', today))
        .select((inner) => inner.fn.sum<number | null>('municipality.population').as('n'))
        .as('population'),
    ])
    .executeTakeFirstOrThrow()
  const { population, ...counts } = counted
  const without = await listInterfaces(tx, actor, { hasTarget: false, limit: 1 }, today)
  return { counts: withoutNull(counts), interfacesWithoutTarget: without.total, population }
}

/** A count of a subquery is never null, which its type does not know. */
function withoutNull(counts: Record<RecordKind, number | null>): Record<RecordKind, number> {
  return Object.fromEntries(Object.entries(counts).map(([kind, n]) => [kind, n ?? 0])) as Record<RecordKind, number>
}

export interface District {
  readonly id: string
  readonly key5: string
  readonly name: string
  readonly simulated: boolean
  readonly version: number
}

/** The district itself; undefined until somebody has entered it. */
export function findDistrict(tx: Tx): Promise<District | undefined> {
  return tables(tx).selectFrom('district').select(['id', 'key5', 'name', 'simulated', 'version']).executeTakeFirst()
}
