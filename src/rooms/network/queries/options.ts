import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import {
  visibleBodies,
  visibleInterfaces,
  visibleJurisdictions,
  visibleMunicipalities,
  visibleOrganisations,
  visibleSites,
} from '../access.ts'
import { german, inState, longestList, nameOn } from './listing.ts'

/** What can be chosen in a form or a filter: records that have not ended, by name. */
export interface Choosable<Id extends string = string> {
  readonly id: Id
  readonly key: string
  readonly name: string
}

export function choosableOrganisations(tx: Tx, actor: Actor, today: Day) {
  return visibleOrganisations(tx, actor)
    .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
    .select(['organisation.id', 'organisation.key', 'organisation.kind', 'named.name'])
    .where(inState('organisation.ended_on', 'active', today))
    .orderBy(german('named.name'))
    .limit(longestList)
    .execute()
}

export function choosableSites(tx: Tx, actor: Actor, today: Day) {
  return visibleSites(tx, actor)
    .innerJoinLateral(nameOn('site.organisation_id', today).as('named'), (join) => join.onTrue())
    .select(['site.id', 'site.key', 'site.name', 'named.name as organisationName'])
    .where(inState('site.ended_on', 'active', today))
    .orderBy(german('named.name'))
    .orderBy(german('site.name'))
    .limit(longestList)
    .execute()
}

export function choosableMunicipalities(tx: Tx, actor: Actor, today: Day) {
  return visibleMunicipalities(tx, actor)
    .select(['id', 'key', 'name'])
    .where(inState('municipality.ended_on', 'active', today))
    .orderBy(german('name'))
    .limit(longestList)
    .execute()
}

/** `name` is the code that offices use; it tells jurisdictions apart in a list. */
export function choosableJurisdictions(tx: Tx, actor: Actor, today: Day) {
  return visibleJurisdictions(tx, actor)
    .select(['id', 'key', 'code as name', 'name as longName'])
    .where(inState('jurisdiction.ended_on', 'active', today))
    .orderBy(german('code'))
    .limit(longestList)
    .execute()
}

export function choosableBodies(tx: Tx, actor: Actor, today: Day) {
  return visibleBodies(tx, actor)
    .select(['id', 'key', 'name', 'is_public as isPublic'])
    .where(inState('body.ended_on', 'active', today))
    .orderBy(german('name'))
    .limit(longestList)
    .execute()
}

export function choosableInterfaces(tx: Tx, actor: Actor, today: Day) {
  return visibleInterfaces(tx, actor)
    .select(['id', 'key', 'name'])
    .where(inState('service_interface.ended_on', 'active', today))
    .orderBy(german('name'))
    .limit(longestList)
    .execute()
}
