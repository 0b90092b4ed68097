import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { visibleSites } from '../access.ts'
import { found, german, inState, type Listed, type Listing, limitOf, nameOn } from './listing.ts'
import { type Kept, keptColumns } from './records.ts'

export const siteSorts = ['name', 'organisation', 'municipality', 'street'] as const

export interface SiteListing extends Listing<(typeof siteSorts)[number]> {
  /** Key of the organisation. */
  readonly organisation?: string
  /** Key of the municipality. */
  readonly municipality?: string
}

export interface Site extends Kept {
  readonly id: Id<'site'>
  readonly name: string
  readonly organisationKey: string
  readonly organisationName: string
  readonly street: string | null
  readonly postalCode: string | null
  readonly place: string | null
  readonly municipalityKey: string | null
  readonly municipalityName: string | null
  readonly openingNote: string | null
  readonly accessibilityNote: string | null
}

export async function listSites(tx: Tx, actor: Actor, listing: SiteListing, today: Day): Promise<Listed<Site>> {
  const matching = sites(tx, actor, today).where((eb) =>
    eb.and([
      inState('site.ended_on', listing.state, today),
      ...found('site', 'site.id', listing.text),
      ...(listing.organisation ? [eb('organisation.key', '=', listing.organisation)] : []),
      ...(listing.municipality ? [eb('municipality.key', '=', listing.municipality)] : []),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .select(columns)
    .orderBy(sorts[listing.sort ?? 'name'], listing.descending ? 'desc' : 'asc')
    .orderBy(german('site.name'))
    .orderBy('site.id')
    .limit(limitOf(listing))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** Throws NotFound. */
export async function getSite(tx: Tx, actor: Actor, key: string, today: Day): Promise<Site> {
  const site = await sites(tx, actor, today).select(columns).where('site.key', '=', key).executeTakeFirst()
  if (!site) throw new NotFound(`there is no site ${key}`)
  return site
}

function sites(tx: Tx, actor: Actor, today: Day) {
  return visibleSites(tx, actor)
    .innerJoin('organisation', 'organisation.id', 'site.organisation_id')
    .innerJoinLateral(nameOn('organisation.id', today).as('named'), (join) => join.onTrue())
    .leftJoin('municipality', 'municipality.id', 'site.municipality_id')
}

const sorts = {
  name: german('site.name'),
  organisation: german('named.name'),
  municipality: german('municipality.name'),
  street: german('site.street'),
}

const columns = [
  ...keptColumns('site'),
  'site.id',
  'site.name',
  'organisation.key as organisationKey',
  'named.name as organisationName',
  'site.street',
  'site.postal_code as postalCode',
  'site.place',
  'municipality.key as municipalityKey',
  'municipality.name as municipalityName',
  'site.opening_note as openingNote',
  'site.accessibility_note as accessibilityNote',
] as const
