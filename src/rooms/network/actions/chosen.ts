import type { Day } from '../../../kernel/day.ts'
import { Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import {
  tables,
  visibleBodies,
  visibleJurisdictions,
  visibleMunicipalities,
  visibleOrganisations,
  visibleSites,
} from '../access.ts'
import { nameOn } from '../queries/listing.ts'

/**
 * Records that a form refers to by key. What the person cannot see cannot be chosen: Invalid with `not-an-option` at the
 * field. Ended records can stay chosen, so that an old record can be corrected.
 */
export interface Chosen<Kind extends string> {
  readonly id: Id<Kind>
  readonly name: string
}

export async function chosenOrganisation(
  tx: Tx,
  actor: Actor,
  today: Day,
  field: string,
  key: string,
): Promise<Chosen<'organisation'>> {
  return demand(
    field,
    await visibleOrganisations(tx, actor)
      .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
      .select(['organisation.id', 'named.name'])
      .where('organisation.key', '=', key)
      .executeTakeFirst(),
  )
}

export async function chosenSite(tx: Tx, actor: Actor, field: string, key: string): Promise<Chosen<'site'>> {
  return demand(field, await visibleSites(tx, actor).select(['id', 'name']).where('key', '=', key).executeTakeFirst())
}

export async function chosenMunicipality(
  tx: Tx,
  actor: Actor,
  field: string,
  key: string,
): Promise<Chosen<'municipality'>> {
  return demand(
    field,
    await visibleMunicipalities(tx, actor).select(['id', 'name']).where('key', '=', key).executeTakeFirst(),
  )
}

export async function chosenJurisdiction(
  tx: Tx,
  actor: Actor,
  field: string,
  key: string,
): Promise<Chosen<'jurisdiction'>> {
  return demand(
    field,
    await visibleJurisdictions(tx, actor).select(['id', 'code as name']).where('key', '=', key).executeTakeFirst(),
  )
}

export async function chosenBody(tx: Tx, actor: Actor, field: string, key: string): Promise<Chosen<'body'>> {
  return demand(field, await visibleBodies(tx, actor).select(['id', 'name']).where('key', '=', key).executeTakeFirst())
}

export async function chosenRegion(tx: Tx, field: string, key: string): Promise<Chosen<'region'>> {
  return demand(
    field,
    await tables(tx).selectFrom('region').select(['id', 'name']).where('key', '=', key).executeTakeFirst(),
  )
}

function demand<Kind extends string>(field: string, found: Chosen<Kind> | undefined): Chosen<Kind> {
  if (!found) throw new Invalid([{ field, code: 'not-an-option' }])
  return found
}
