import { inBatches, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { NetworkData } from '../load.ts'
import type { LoadedNetwork } from './ids.ts'
import { find, first, get, kept } from './rows.ts'

/** The district, its parts, its municipalities, and the law: what everything else refers to. */
export async function insertPlaces(tx: Tx, data: NetworkData, ids: LoadedNetwork): Promise<void> {
  const db = tables(tx)
  const { district, simulated, regions = [], municipalities = [], jurisdictions = [] } = data
  await db
    .insertInto('district')
    .values({ id: ids.district, key5: district.key5, name: district.name, simulated, ...first })
    .execute()
  await inBatches(
    regions.map(({ key, name }, position) => ({ id: get(ids.regions, key), key, name, position })),
    (rows) => db.insertInto('region').values(rows).execute(),
  )
  await inBatches(
    jurisdictions.map((one) => ({
      // Law is never simulated, not even in a demonstration.
      ...kept(one, false),
      id: get(ids.jurisdictions, one.key),
      code: one.code,
      name: one.name,
      norm: one.norm ?? null,
      note: one.note ?? null,
    })),
    (rows) => db.insertInto('jurisdiction').values(rows).execute(),
  )
  await inBatches(
    municipalities.map((one) => ({
      ...kept(one, simulated),
      id: get(ids.municipalities, one.key),
      ags: one.ags,
      name: one.name,
      kind: one.kind,
      region_id: find(ids.regions, one.region),
      population: one.population?.count ?? null,
      population_on: one.population?.on ?? null,
      longitude: one.centre?.longitude ?? null,
      latitude: one.centre?.latitude ?? null,
      outline: one.outline ? JSON.stringify(one.outline) : null,
      note: one.note ?? null,
    })),
    (rows) => db.insertInto('municipality').values(rows).execute(),
  )
}
