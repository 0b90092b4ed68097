import { newId } from '../../../kernel/ids.ts'
import { inBatches, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { SubjectKind } from '../domain/kinds.ts'
import { searched } from '../domain/searched.ts'
import type { NetworkData, SourceData } from '../load.ts'
import { addWords } from '../recording.ts'
import { insertBodies } from './bodies.ts'
import { namesIn, problemsIn } from './check.ts'
import type { LoadedNetwork } from './ids.ts'
import { insertInterfaces } from './interfaces.ts'
import { insertOrganisations } from './organisations.ts'
import { insertPlaces } from './places.ts'
import { first, get, idsFor } from './rows.ts'
import { insertSources, type Sourced } from './sources.ts'

/**
 * Loads a whole network into a tenant that has none yet, a few statements for all of it. Runs as the system
 * (`inTenant(db, tenant, 'system', …)`). Throws RangeError with every problem of the data, and then nothing is written.
 */
export async function loadNetwork(tx: Tx, data: NetworkData): Promise<LoadedNetwork> {
  const problems = problemsIn(data)
  if (problems.length > 0) throw new RangeError(`the network cannot be loaded:\n${problems.join('\n')}`)
  const ids: LoadedNetwork = {
    district: newId<'district'>(),
    regions: idsFor(data.regions),
    jurisdictions: idsFor(data.jurisdictions),
    municipalities: idsFor(data.municipalities),
    organisations: idsFor(data.organisations),
    sites: idsFor(data.sites),
    contacts: idsFor(data.contacts),
    bodies: idsFor(data.bodies),
    interfaces: idsFor(data.interfaces),
  }
  await insertPlaces(tx, data, ids)
  await insertOrganisations(tx, data, ids)
  await insertBodies(tx, data, ids)
  await insertInterfaces(tx, data, ids)

  const records = recordsIn(data, ids)
  await addWords(tx, records)
  const district: Sourced = { kind: 'district', id: ids.district, sources: data.district.sources }
  await insertSources(tx, [district, ...records])
  await inBatches([district, ...records], (rows) =>
    tables(tx)
      .insertInto('network_change')
      .values(
        rows.map(({ kind, id }) => ({ subject_id: id, subject_kind: kind, event: 'loaded', changes: '[]', ...first })),
      )
      .execute(),
  )
  return ids
}

/** Every record with the texts that it is found by. */
function recordsIn(data: NetworkData, ids: LoadedNetwork) {
  const { jurisdictions = [], municipalities = [], organisations = [] } = data
  const { sites = [], contacts = [], bodies = [], interfaces = [] } = data
  return [
    ...jurisdictions.map((one) =>
      recordOf('jurisdiction', get(ids.jurisdictions, one.key), one, searched.jurisdiction(one)),
    ),
    ...municipalities.map((one) =>
      recordOf('municipality', get(ids.municipalities, one.key), one, searched.municipality(one)),
    ),
    ...organisations.map((one) =>
      recordOf('organisation', get(ids.organisations, one.key), one, searched.organisation(namesIn(one))),
    ),
    ...sites.map((one) => recordOf('site', get(ids.sites, one.key), one, searched.site(one))),
    ...contacts.map((one) => recordOf('contact', get(ids.contacts, one.key), one, searched.contact(one))),
    ...bodies.map((one) => recordOf('body', get(ids.bodies, one.key), one, searched.body(one))),
    ...interfaces.map((one) => {
      const labels = { name: one.name, fromLabel: one.from.label, toLabel: one.to.label }
      return recordOf('interface', get(ids.interfaces, one.key), one, searched.interface(labels))
    }),
  ]
}

function recordOf<const Kind extends SubjectKind>(
  kind: Kind,
  id: string,
  { sources }: { readonly sources?: readonly SourceData[] },
  texts: readonly (string | null | undefined)[],
) {
  return { kind, id, texts, sources }
}
