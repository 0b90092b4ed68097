import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables, visibleMunicipalities } from '../access.ts'
import type { Area } from '../domain/area.ts'
import type { MunicipalityKind } from '../domain/kinds.ts'
import { found, german, inState, type Listed, type Listing, limitOf } from './listing.ts'
import { type Kept, keptColumns } from './records.ts'

export const municipalitySorts = ['name', 'ags', 'region', 'population'] as const

export interface MunicipalityListing extends Listing<(typeof municipalitySorts)[number]> {
  readonly kind?: MunicipalityKind
  /** Key of the region. */
  readonly region?: string
}

export interface Municipality extends Kept {
  readonly id: Id<'municipality'>
  /** Official key (AGS), eight digits. */
  readonly ags: string
  readonly name: string
  readonly kind: MunicipalityKind
  readonly regionKey: string | null
  readonly regionName: string | null
  readonly population: number | null
  readonly populationOn: Day | null
  /** Centre in degrees, WGS 84. */
  readonly longitude: number | null
  readonly latitude: number | null
  readonly note: string | null
}

export async function listMunicipalities(
  tx: Tx,
  actor: Actor,
  listing: MunicipalityListing,
  today: Day,
): Promise<Listed<Municipality>> {
  const matching = municipalities(tx, actor).where((eb) =>
    eb.and([
      inState('municipality.ended_on', listing.state, today),
      ...found('municipality', 'municipality.id', listing.text),
      ...(listing.kind ? [eb('municipality.kind', '=', listing.kind)] : []),
      ...(listing.region ? [eb('region.key', '=', listing.region)] : []),
    ]),
  )
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const sort = listing.sort ?? 'name'
  const direction = listing.descending ? 'desc' : 'asc'
  const rows = await matching
    .select(columns)
    .orderBy(sorts[sort], (order) => (direction === 'desc' ? order.desc().nullsLast() : order.asc()))
    .orderBy(german('municipality.name'))
    .orderBy('municipality.id')
    .limit(limitOf(listing))
    .offset(listing.offset ?? 0)
    .execute()
  return { total, rows }
}

/** Throws NotFound. */
export async function getMunicipality(tx: Tx, actor: Actor, key: string): Promise<Municipality> {
  const municipality = await municipalities(tx, actor)
    .select(columns)
    .where('municipality.key', '=', key)
    .executeTakeFirst()
  if (!municipality) throw new NotFound(`there is no municipality ${key}`)
  return municipality
}

/** The outline, where the operator has imported one. */
export async function findOutline(tx: Tx, actor: Actor, id: Id<'municipality'>): Promise<Area | undefined> {
  const row = await visibleMunicipalities(tx, actor).select('outline').where('id', '=', id).executeTakeFirst()
  return row?.outline ?? undefined
}

/** The parts of the district, in their order. */
export function listRegions(tx: Tx) {
  return tables(tx).selectFrom('region').select(['id', 'key', 'name']).orderBy('position').orderBy('key').execute()
}

function municipalities(tx: Tx, actor: Actor) {
  return visibleMunicipalities(tx, actor).leftJoin('region', 'region.id', 'municipality.region_id')
}

const sorts = {
  name: german('municipality.name'),
  ags: german('municipality.ags'),
  region: 'region.position',
  population: 'municipality.population',
} as const

const columns = [
  ...keptColumns('municipality'),
  'municipality.id',
  'municipality.ags',
  'municipality.name',
  'municipality.kind',
  'region.key as regionKey',
  'region.name as regionName',
  'municipality.population',
  'municipality.population_on as populationOn',
  'municipality.longitude',
  'municipality.latitude',
  'municipality.note',
] as const
