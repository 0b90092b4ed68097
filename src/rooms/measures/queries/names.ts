import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import {
  type MunicipalityName,
  municipalityNames,
  type OrganisationName,
  organisationNames,
} from '../../network/index.ts'

/**
 * What offices and places are called on a day. The register keeps their ids; names belong to the network. A district has
 * a few hundred of them: they are read once for a page, in the order of the German dictionary.
 */
export interface Names {
  readonly organisations: ReadonlyMap<Id<'organisation'>, OrganisationName>
  readonly municipalities: ReadonlyMap<Id<'municipality'>, MunicipalityName>
}

export async function readNames(tx: Tx, today: Day): Promise<Names> {
  return {
    organisations: new Map((await organisationNames(tx, today)).map((one) => [one.id, one])),
    municipalities: new Map((await municipalityNames(tx)).map((one) => [one.id, one])),
  }
}

/** An office as lists show it: with the district or town it belongs to, as short as it is known. */
export interface Office {
  readonly id: Id<'organisation'>
  readonly key: string
  readonly name: string
  /** The office's short name where it has one. */
  readonly short: string
  /** An office of the district itself, whose name does not say so. */
  readonly ofDistrict: boolean
}

export function officeOf(names: Names, id: Id<'organisation'> | null): Office | null {
  const one = id === null ? undefined : names.organisations.get(id)
  if (!one) return null
  const short = one.shortName ?? one.name
  const above = one.parentId === null ? undefined : names.organisations.get(one.parentId)
  return {
    id: one.id,
    key: one.key,
    name: one.name,
    short,
    // Names such as "Jobcenter Kreis Auental" say it themselves.
    ofDistrict: above !== undefined && one.kind === 'districtOffice' && !short.includes(above.name),
  }
}
