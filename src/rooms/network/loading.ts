import { sql } from 'kysely'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { tables } from './access.ts'
import type { SubjectKind } from './domain/kinds.ts'
import type { InterfaceSideData, NetworkData, SourceData } from './load.ts'
import { membersIn, namesIn, parentsIn, problemsIn } from './loadcheck.ts'
import { addWords, rowId, type Worded } from './recording.ts'

/** The ids that were made, by key. */
export interface LoadedNetwork {
  readonly district: Id<'district'>
  readonly regions: ReadonlyMap<string, Id<'region'>>
  readonly jurisdictions: ReadonlyMap<string, Id<'jurisdiction'>>
  readonly municipalities: ReadonlyMap<string, Id<'municipality'>>
  readonly organisations: ReadonlyMap<string, Id<'organisation'>>
  readonly sites: ReadonlyMap<string, Id<'site'>>
  readonly contacts: ReadonlyMap<string, Id<'contact'>>
  readonly bodies: ReadonlyMap<string, Id<'body'>>
  readonly interfaces: ReadonlyMap<string, Id<'interface'>>
}

/**
 * Loads a whole network into a tenant that has none yet, a few statements for all of it. Runs as the system
 * (`inTenant(db, tenant, 'system', …)`). Throws RangeError with every problem of the data, and then nothing is written.
 */
export async function loadNetwork(tx: Tx, data: NetworkData): Promise<LoadedNetwork> {
  const problems = problemsIn(data)
  if (problems.length > 0) throw new RangeError(`the network cannot be loaded:\n${problems.join('\n')}`)
  const db = tables(tx)
  const ids: LoadedNetwork = {
    district: newId<'district'>(),
    regions: idsFor<'region'>(data.regions),
    jurisdictions: idsFor<'jurisdiction'>(data.jurisdictions),
    municipalities: idsFor<'municipality'>(data.municipalities),
    organisations: idsFor<'organisation'>(data.organisations),
    sites: idsFor<'site'>(data.sites),
    contacts: idsFor<'contact'>(data.contacts),
    bodies: idsFor<'body'>(data.bodies),
    interfaces: idsFor<'interface'>(data.interfaces),
  }
  const first = { version: 1, changed_at: sql<Date>`now()`, changed_by: null }
  const kept = (record: { key: string; endedOn?: string; simulated?: boolean }) => ({
    key: record.key,
    ended_on: (record.endedOn ?? null) as never,
    simulated: record.simulated ?? data.simulated,
    ...first,
  })
  const { district, regions = [], jurisdictions = [], municipalities = [], organisations = [] } = data
  const { sites = [], contacts = [], bodies = [], interfaces = [] } = data

  await db
    .insertInto('district')
    .values({
      id: ids.district,
      key5: district.key5,
      name: district.name,
      simulated: data.simulated,
      ...first,
    })
    .execute()
  await inBatches(
    regions.map(({ key, name }, position) => ({ id: get(ids.regions, key), key, name, position })),
    (rows) => db.insertInto('region').values(rows).execute(),
  )
  await inBatches(
    jurisdictions.map((one) => ({
      ...kept({ simulated: false, ...one }),
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
      ...kept(one),
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
  await inBatches(
    organisations.map((one) => ({
      ...kept(one),
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
      ...kept(one),
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
      ...kept(one),
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
  await inBatches(
    bodies.map((one) => ({
      ...kept(one),
      id: get(ids.bodies, one.key),
      name: one.name,
      short_name: one.shortName ?? null,
      kind: one.kind,
      parent_id: find(ids.bodies, one.parent),
      is_public: one.public,
      purpose: one.purpose ?? null,
      rhythm: one.rhythm ?? null,
    })),
    (rows) => db.insertInto('body').values(rows).execute(),
  )
  await inBatches(
    bodies.flatMap((one) =>
      membersIn(one).map(({ organisation, role, validFrom, validTo }) => ({
        id: rowId(),
        body_id: get(ids.bodies, one.key),
        organisation_id: get(ids.organisations, organisation),
        role,
        valid_from: validFrom,
        valid_to: validTo,
      })),
    ),
    (rows) => db.insertInto('body_member').values(rows).execute(),
  )
  await inBatches(
    interfaces.map((one) => {
      const [from, to] = [sideOf(one.from), sideOf(one.to)]
      return {
        ...kept(one),
        id: get(ids.interfaces, one.key),
        name: one.name,
        from_label: from.label,
        from_kind: from.kind,
        from_organisation_id: from.organisation,
        from_jurisdiction_id: from.jurisdiction,
        to_label: to.label,
        to_kind: to.kind,
        to_organisation_id: to.organisation,
        to_jurisdiction_id: to.jurisdiction,
        trigger_event: one.trigger ?? null,
        responsible_from: from.responsible,
        responsible_to: to.responsible,
        checklist: one.checklist ?? [],
      }
    }),
    (rows) => db.insertInto('service_interface').values(rows).execute(),
  )
  await inBatches(
    interfaces.flatMap((one) =>
      (one.targets ?? []).map((target, index) => ({
        interface_id: get(ids.interfaces, one.key),
        number: index + 1,
        days: target.days,
        unit: target.unit ?? ('calendarDays' as const),
        valid_from: target.from,
        agreed_between: target.agreedBetween ?? null,
        note: target.note ?? null,
        backdated: false,
        simulated: one.simulated ?? data.simulated,
        recorded_at: sql<Date>`now()`,
        recorded_by: null,
      })),
    ),
    (rows) => db.insertInto('interface_target').values(rows).execute(),
  )

  const records: (Worded & { kind: SubjectKind; sources?: readonly SourceData[] })[] = [
    ...jurisdictions.map((one) => recordOf('jurisdiction', get(ids.jurisdictions, one.key), one, [one.code, one.name])),
    ...municipalities.map((one) =>
      recordOf('municipality', get(ids.municipalities, one.key), one, [one.name, one.ags]),
    ),
    ...organisations.map((one) =>
      recordOf(
        'organisation',
        get(ids.organisations, one.key),
        one,
        namesIn(one).flatMap((n) => [n.name, n.shortName]),
      ),
    ),
    ...sites.map((one) => recordOf('site', get(ids.sites, one.key), one, [one.name, one.street, one.place])),
    ...contacts.map((one) => recordOf('contact', get(ids.contacts, one.key), one, [one.office, one.task])),
    ...bodies.map((one) => recordOf('body', get(ids.bodies, one.key), one, [one.name, one.shortName])),
    ...interfaces.map((one) =>
      recordOf('interface', get(ids.interfaces, one.key), one, [one.name, one.from.label, one.to.label]),
    ),
  ]
  await addWords(tx, records)
  const sourced = [...records, { kind: 'district' as const, id: ids.district, sources: district.sources }]
  await inBatches(
    sourced.flatMap(({ kind, id, sources = [] }) =>
      sources.map((source) => ({
        id: rowId(),
        subject_id: id,
        subject_kind: kind,
        field: source.field ?? null,
        title: source.title,
        address: source.address ?? null,
        dated_on: source.dated ?? null,
      })),
    ),
    (rows) => db.insertInto('network_source').values(rows).execute(),
  )
  await inBatches(
    sourced.map(({ kind, id }) => ({
      subject_id: id,
      subject_kind: kind,
      event: 'loaded',
      changes: '[]',
      ...first,
    })),
    (rows) => db.insertInto('network_change').values(rows).execute(),
  )
  return ids

  function sideOf(side: InterfaceSideData) {
    return {
      label: side.label,
      kind: side.kind ?? null,
      organisation: find(ids.organisations, side.organisation),
      jurisdiction: find(ids.jurisdictions, side.jurisdiction),
      responsible: side.responsible ?? null,
    }
  }
}

function recordOf(
  kind: Worded['kind'],
  id: string,
  { sources }: { readonly sources?: readonly SourceData[] },
  texts: readonly (string | undefined)[],
) {
  return { kind, id, texts, ...(sources && { sources }) }
}

function idsFor<Kind extends string>(records: readonly { readonly key: string }[] = []): ReadonlyMap<string, Id<Kind>> {
  return new Map(records.map(({ key }) => [key, newId<Kind>()]))
}

function find<Kind extends string>(
  ids: ReadonlyMap<string, Id<Kind>>,
  key: string | null | undefined,
): Id<Kind> | null {
  return key == null ? null : get(ids, key)
}

/** problemsIn has looked: every key that is referred to is there. */
function get<Kind extends string>(ids: ReadonlyMap<string, Id<Kind>>, key: string): Id<Kind> {
  return ids.get(key) as Id<Kind>
}

/** A statement takes 65,535 parameters at most. */
async function inBatches<Row>(rows: readonly Row[], insert: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await insert(rows.slice(from, from + 1000))
}
