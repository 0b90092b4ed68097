import { type CsvValue, csvType, writeCsv } from '../../platform/documents/index.ts'
import type { Download, PageRequest } from '../../platform/http/index.ts'
import { createFormat } from '../../platform/i18n/index.ts'
import type { RecordKind } from './domain/kinds.ts'
import { readBodies } from './pages/bodies.tsx'
import { readContacts } from './pages/contacts.tsx'
import { readInterfaces } from './pages/interfaces.tsx'
import { readListing } from './pages/listing.ts'
import { readMunicipalities } from './pages/municipalities.tsx'
import { readOrganisations } from './pages/organisations.tsx'
import { readSites } from './pages/sites.tsx'
import { fieldLabel } from './pages/words.ts'
import { listBodies } from './queries/bodies.ts'
import { listContacts } from './queries/contacts.ts'
import { listInterfaces } from './queries/interfaces.ts'
import { jurisdictionSorts, listJurisdictions } from './queries/jurisdictions.ts'
import { type Listed, type Listing, longestList } from './queries/listing.ts'
import { listMunicipalities } from './queries/municipalities.ts'
import { listOrganisations } from './queries/organisations.ts'
import type { Kept } from './queries/records.ts'
import { listSites } from './queries/sites.ts'

/** The list as it is shown, filters and order included, all pages of it, as a table for the office. */
export const exportOf =
  (kind: RecordKind) =>
  async (request: PageRequest): Promise<Download> =>
    exports[kind](request)

const exports: Record<RecordKind, (request: PageRequest) => Promise<Download>> = {
  organisation: (request) =>
    table(request, 'organisation', readOrganisations(request.query), listOrganisations, (t) => [
      column(t, 'organisation', 'name', (row) => row.name),
      column(t, 'organisation', 'shortName', (row) => row.shortName),
      column(t, 'organisation', 'kind', (row) => t(`network.organisation-kind.${row.kind}`)),
      column(t, 'organisation', 'parent', (row) => row.parentName),
      column(t, 'organisation', 'municipality', (row) => row.municipalityName),
      column(t, 'organisation', 'isController', (row) => t(row.isController ? 'network.yes' : 'network.no')),
      column(t, 'organisation', 'homepage', (row) => row.homepage),
      column(t, 'organisation', 'note', (row) => row.note),
    ]),
  site: (request) =>
    table(request, 'site', readSites(request.query), listSites, (t) => [
      column(t, 'site', 'name', (row) => row.name),
      column(t, 'site', 'organisation', (row) => row.organisationName),
      column(t, 'site', 'street', (row) => row.street),
      column(t, 'site', 'postalCode', (row) => row.postalCode),
      column(t, 'site', 'place', (row) => row.place),
      column(t, 'site', 'municipality', (row) => row.municipalityName),
      column(t, 'site', 'openingNote', (row) => row.openingNote),
      column(t, 'site', 'accessibilityNote', (row) => row.accessibilityNote),
    ]),
  contact: (request) =>
    table(request, 'contact', readContacts(request.query), listContacts, (t) => [
      column(t, 'contact', 'office', (row) => row.office),
      column(t, 'contact', 'task', (row) => row.task),
      column(t, 'contact', 'organisation', (row) => row.organisationName),
      column(t, 'contact', 'site', (row) => row.siteName),
      column(t, 'contact', 'phone', (row) => row.phone),
      column(t, 'contact', 'email', (row) => row.email),
      column(t, 'contact', 'hoursNote', (row) => row.hoursNote),
      column(t, 'contact', 'internal', (row) => t(row.internal ? 'network.yes' : 'network.no')),
    ]),
  municipality: (request) => {
    const format = createFormat(request.locale)
    return table(request, 'municipality', readMunicipalities(request.query), listMunicipalities, (t) => [
      column(t, 'municipality', 'name', (row) => row.name),
      column(t, 'municipality', 'ags', (row) => row.ags),
      column(t, 'municipality', 'kind', (row) => t(`network.municipality-kind.${row.kind}`)),
      column(t, 'municipality', 'region', (row) => row.regionName),
      column(t, 'municipality', 'population', (row) => row.population),
      column(t, 'municipality', 'populationOn', (row) => row.populationOn && format.day(row.populationOn)),
      column(t, 'municipality', 'latitude', (row) => row.latitude),
      column(t, 'municipality', 'longitude', (row) => row.longitude),
    ])
  },
  jurisdiction: (request) =>
    table(request, 'jurisdiction', readListing(request.query, jurisdictionSorts), listJurisdictions, (t) => [
      column(t, 'jurisdiction', 'code', (row) => row.code),
      column(t, 'jurisdiction', 'name', (row) => row.name),
      column(t, 'jurisdiction', 'norm', (row) => row.norm),
    ]),
  body: (request) =>
    table(request, 'body', readBodies(request.query), listBodies, (t) => [
      column(t, 'body', 'name', (row) => row.name),
      column(t, 'body', 'shortName', (row) => row.shortName),
      column(t, 'body', 'kind', (row) => t(`network.body-kind.${row.kind}`)),
      column(t, 'body', 'parent', (row) => row.parentName),
      { header: t('network.member-role.chair'), cell: (row) => row.chairName },
      column(t, 'body', 'members', (row) => row.members),
      column(t, 'body', 'rhythm', (row) => row.rhythm),
      column(t, 'body', 'isPublic', (row) => t(row.isPublic ? 'network.yes' : 'network.no')),
    ]),
  interface: (request) => {
    const format = createFormat(request.locale)
    return table(request, 'interface', readInterfaces(request.query), listInterfaces, (t) => [
      column(t, 'interface', 'name', (row) => row.name),
      { header: t('network.interface.from'), cell: (row) => row.fromLabel },
      column(t, 'interface', 'fromJurisdiction', (row) => row.fromJurisdiction),
      column(t, 'interface', 'responsibleFrom', (row) => row.responsibleFrom),
      { header: t('network.interface.to'), cell: (row) => row.toLabel },
      column(t, 'interface', 'toJurisdiction', (row) => row.toJurisdiction),
      column(t, 'interface', 'responsibleTo', (row) => row.responsibleTo),
      column(t, 'interface', 'trigger', (row) => row.trigger),
      column(t, 'interface', 'days', (row) => row.targetDays),
      column(t, 'interface', 'unit', (row) => row.targetUnit && t(`network.target-unit.${row.targetUnit}`)),
      { header: t('network.target.since'), cell: (row) => row.targetSince && format.day(row.targetSince) },
      column(t, 'interface', 'checklist', (row) => row.checklist.join('\n')),
    ])
  },
}

interface ExportColumn<Row> {
  readonly header: string
  readonly cell: (row: Row) => CsvValue
}

type Translate = PageRequest['t']

function column<Row>(t: Translate, kind: RecordKind, field: string, cell: (row: Row) => CsvValue): ExportColumn<Row> {
  return { header: fieldLabel(t, kind, field), cell }
}

async function table<Row extends Kept, Asked extends Listing<string>>(
  { tx, actor, t, locale, clock, tenant }: PageRequest,
  kind: RecordKind,
  listing: Asked,
  list: (tx: PageRequest['tx'], actor: PageRequest['actor'], listing: Asked, today: Today) => Promise<Listed<Row>>,
  columnsIn: (t: Translate) => readonly ExportColumn<Row>[],
): Promise<Download> {
  const today = clock.today()
  const { rows } = await list(tx, actor, { ...listing, offset: 0, limit: longestList }, today)
  const format = createFormat(locale)
  const columns: readonly ExportColumn<Row>[] = [
    ...columnsIn(t),
    { header: fieldLabel(t, kind, 'endedOn'), cell: (row) => row.endedOn && format.day(row.endedOn) },
    { header: t('network.simulated'), cell: (row) => t(row.simulated ? 'network.yes' : 'network.no') },
    { header: t('network.key'), cell: (row) => row.key },
  ]
  const name = `${t(`network.${kind}.many`)} ${tenant.name} ${today}`
  return {
    type: csvType,
    // Who finds the file in a folder next year must see what it is.
    filename: `${tenant.demo ? `${t('page.demo-mark')} ` : ''}${name}.csv`,
    body: writeCsv(
      columns.map(({ header }) => header),
      rows.map((row) => columns.map(({ cell }) => cell(row))),
    ),
  }
}

type Today = ReturnType<PageRequest['clock']['today']>
