import type { Day } from '../../kernel/day.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { type Directory, type InterfaceEntry, lawKey, type TargetEntry, type Town } from './directory.ts'

interface Read {
  district: { name: string; simulated: boolean } | null
  interfaces: {
    key: string
    from_label: string
    to_label: string
    from_jurisdiction: string | null
    to_jurisdiction: string | null
    trigger_event: string | null
    ended_on: Day | null
    targets: { days: number | null; unit: TargetEntry['unit']; valid_from: Day; agreed_between: string | null }[]
  }[]
  towns: {
    key: string
    name: string
    population: number | null
    longitude: number | null
    latitude: number | null
    outline: Outline | null
    region_key: string | null
    region_name: string | null
  }[]
}

type Ring = readonly (readonly [number, number])[]
/** A geometry as in GeoJSON (RFC 7946). */
type Outline =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/** The names of the network, as the role of insight sees them. `fallbackName` is the tenant's, where no district is loaded. */
export async function readDirectory(tx: Tx, fallbackName: string): Promise<Directory> {
  const { rows } = await sql<{ read: Read }>`
    SELECT json_build_object(
      'district', (SELECT json_build_object('name', name, 'simulated', simulated) FROM published_district),
      'interfaces', (SELECT coalesce(json_agg(json_build_object(
          'key', key, 'from_label', from_label, 'to_label', to_label, 'from_jurisdiction', from_jurisdiction,
          'to_jurisdiction', to_jurisdiction, 'trigger_event', trigger_event, 'ended_on', ended_on,
          'targets', (
            SELECT coalesce(json_agg(json_build_object(
              'days', days, 'unit', unit, 'valid_from', valid_from, 'agreed_between', agreed_between
            ) ORDER BY valid_from, number), '[]')
            FROM published_interface_target
            WHERE interface_key = published_interface.key AND valid_from IS DISTINCT FROM next_from
          )
        ) ORDER BY from_label, to_label, key), '[]') FROM published_interface),
      'towns', (SELECT coalesce(json_agg(json_build_object(
          'key', key, 'name', name, 'population', population, 'longitude', longitude, 'latitude', latitude,
          'outline', outline, 'region_key', region_key, 'region_name', region_name
        ) ORDER BY name), '[]') FROM published_municipality WHERE ended_on IS NULL)
    ) AS read
  `.execute(tx)
  const { district, interfaces, towns } = (rows[0] as { read: Read }).read
  const entries = interfaces.map(interfaceEntry)
  const laws = entries.flatMap(({ fromLaw, toLaw }) => [fromLaw, toLaw]).filter((law) => law !== null)
  return {
    district: district ?? { name: fallbackName, simulated: false },
    interfaces: new Map(entries.map((entry) => [entry.key, entry])),
    towns: new Map(towns.map((town) => [town.key, townOf(town)])),
    jurisdictions: new Map(laws.sort((a, b) => a.localeCompare(b, 'de')).map((law) => [lawKey(law), law])),
  }
}

function interfaceEntry(row: Read['interfaces'][number]): InterfaceEntry {
  return {
    key: row.key,
    from: row.from_label,
    to: row.to_label,
    fromLaw: row.from_jurisdiction,
    toLaw: row.to_jurisdiction,
    trigger: row.trigger_event,
    endedOn: row.ended_on,
    targets: row.targets.map(({ days, unit, valid_from, agreed_between }) => ({
      days,
      unit,
      from: valid_from,
      agreedBetween: agreed_between,
    })),
  }
}

function townOf(row: Read['towns'][number]): Town {
  const { outline } = row
  return {
    key: row.key,
    name: row.name,
    residents: row.population,
    centre: row.longitude === null || row.latitude === null ? null : [row.longitude, row.latitude],
    outline: outline === null ? null : outline.type === 'Polygon' ? outline.coordinates : outline.coordinates.flat(),
    region: row.region_key === null ? null : { key: row.region_key, name: row.region_name ?? row.region_key },
  }
}
