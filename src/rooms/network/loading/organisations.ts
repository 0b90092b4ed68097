import { inBatches, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { NetworkData } from '../load.ts'
import { rowId } from '../recording.ts'
import { namesIn, parentsIn } from './check.ts'
import type { LoadedNetwork } from './ids.ts'
import { find, get, kept } from './rows.ts'

/** Organisations with their names and parents over time, where they are, and how to reach them. */
export async function insertOrganisations(tx: Tx, data: NetworkData, ids: LoadedNetwork): Promise<void> {
  const db = tables(tx)
  const { simulated, organisations = [], sites = [], contacts = [] } = data
  await inBatches(
    organisations.map((one) => ({
      ...kept(one, simulated),
      id: get(ids.organisations, one.key),
      kind: one.kind,
      is_controller: one.controller ?? false,
      municipality_id: find(ids.municipalities, one.municipality),
      homepage: one.homepage ?? null,
      note: one.note ?? null,
    })),
    (rows) => db.insertInto('organisation').values(rows).execute(),
  )
  await inBatches(
    organisations.flatMap((one) =>
      namesIn(one).map(({ name, shortName, since }) => ({
        id: rowId(),
        organisation_id: get(ids.organisations, one.key),
        name,
        short_name: shortName ?? null,
        valid_from: since ?? null,
      })),
    ),
    (rows) => db.insertInto('organisation_name').values(rows).execute(),
  )
  await inBatches(
    organisations.flatMap((one) =>
      parentsIn(one).map(({ parent, since }) => ({
        id: rowId(),
        organisation_id: get(ids.organisations, one.key),
        parent_id: find(ids.organisations, parent),
        valid_from: since ?? null,
      })),
    ),
    (rows) => db.insertInto('organisation_parent').values(rows).execute(),
  )
  await inBatches(
    sites.map((one) => ({
      ...kept(one, simulated),
      id: get(ids.sites, one.key),
      organisation_id: get(ids.organisations, one.organisation),
      name: one.name,
      street: one.street ?? null,
      postal_code: one.postalCode ?? null,
      place: one.place ?? null,
      municipality_id: find(ids.municipalities, one.municipality),
      opening_note: one.openingNote ?? null,
      accessibility_note: one.accessibilityNote ?? null,
    })),
    (rows) => db.insertInto('site').values(rows).execute(),
  )
  await inBatches(
    contacts.map((one) => ({
      ...kept(one, simulated),
      id: get(ids.contacts, one.key),
      organisation_id: find(ids.organisations, one.organisation),
      site_id: find(ids.sites, one.site),
      office: one.office,
      task: one.task ?? null,
      phone: one.phone ?? null,
      email: one.email ?? null,
      hours_note: one.hoursNote ?? null,
      internal: one.internal ?? false,
    })),
    (rows) => db.insertInto('contact').values(rows).execute(),
  )
}
