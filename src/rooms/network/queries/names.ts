import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { OrganisationKind } from '../domain/kinds.ts'
import { german, longestList, nameOn, parentOn } from './listing.ts'

export interface OrganisationName {
  readonly id: Id<'organisation'>
  readonly key: string
  readonly kind: OrganisationKind
  readonly name: string
  readonly shortName: string | null
  readonly parentId: Id<'organisation'> | null
}

/**
 * What every organisation is called on a day, ended ones included, by name: for rooms that keep ids and show names. Also
 * for visitors of public pages; the third lock narrows it.
 */
export function organisationNames(tx: Tx, day: Day): Promise<OrganisationName[]> {
  return tables(tx)
    .selectFrom('organisation')
    .innerJoinLateral(nameOn('organisation.id', day).as('named'), (join) => join.onTrue())
    .leftJoinLateral(parentOn('organisation.id', day).as('belongs'), (join) => join.onTrue())
    .select([
      'organisation.id',
      'organisation.key',
      'organisation.kind',
      'named.name',
      'named.short_name as shortName',
      'belongs.parent_id as parentId',
    ])
    .orderBy(german('named.name'))
    .limit(longestList)
    .execute()
}

/** What some organisations are called on a day, by id; nothing is asked where none is named. */
export async function organisationNamesOf(
  tx: Tx,
  ids: readonly Id<'organisation'>[],
  day: Day,
): Promise<ReadonlyMap<Id<'organisation'>, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(tx)
    .selectFrom('organisation')
    .innerJoinLateral(nameOn('organisation.id', day).as('named'), (join) => join.onTrue())
    .select(['organisation.id', 'named.name'])
    .where('organisation.id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface MunicipalityName {
  readonly id: Id<'municipality'>
  readonly key: string
  readonly name: string
  readonly regionKey: string | null
}

/** As organisationNames, for municipalities. */
export function municipalityNames(tx: Tx): Promise<MunicipalityName[]> {
  return tables(tx)
    .selectFrom('municipality')
    .leftJoin('region', 'region.id', 'municipality.region_id')
    .select(['municipality.id', 'municipality.key', 'municipality.name', 'region.key as regionKey'])
    .orderBy(german('municipality.name'))
    .limit(longestList)
    .execute()
}

/** As organisationNames, for the bodies that the actor may see. */
export function bodyNames(tx: Tx): Promise<{ id: Id<'body'>; key: string; name: string; shortName: string | null }[]> {
  return tables(tx)
    .selectFrom('body')
    .select(['id', 'key', 'name', 'short_name as shortName'])
    .orderBy(german('name'))
    .limit(longestList)
    .execute()
}
