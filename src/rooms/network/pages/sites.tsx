import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { FilterSelect, Link, Name } from '../../../platform/ui/index.ts'
import { pathOf } from '../paths.ts'
import { choosableMunicipalities, choosableOrganisations } from '../queries/options.ts'
import { listSites, type SiteListing, siteSorts } from '../queries/sites.ts'
import { keyIn, readListing } from './listing.ts'
import { register, sortBy } from './register.tsx'

export async function showSites(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock } = request
  const today = clock.today()
  const organisations = await choosableOrganisations(tx, actor, today)
  const municipalities = await choosableMunicipalities(tx, actor, today)
  const choices = [
    { name: 'organisation', label: t('network.field.organisation'), options: organisations.map(asOption) },
    { name: 'municipality', label: t('network.field.municipality'), options: municipalities.map(asOption) },
  ]
  return register(request, {
    kind: 'site',
    listing: readSites(query),
    list: (listing) => listSites(tx, actor, listing, today),
    filters: choices.map((choice) => ({ ...choice, field: <FilterSelect {...choice} empty={t('network.any')} /> })),
    columns: [
      {
        key: 'name',
        header: t('network.field.name'),
        names: true,
        sort: sortBy(query, 'name', true),
        cell: (row) => (
          <Link to={pathOf('site', row.key)} quiet>
            <Name>{row.name}</Name>
          </Link>
        ),
      },
      {
        key: 'organisation',
        header: t('network.field.organisation'),
        sort: sortBy(query, 'organisation'),
        cell: (row) => <Name>{row.organisationName}</Name>,
      },
      {
        key: 'street',
        header: t('network.field.street'),
        sort: sortBy(query, 'street'),
        cell: (row) => row.street && <Name>{row.street}</Name>,
      },
      {
        key: 'place',
        header: t('network.site.place'),
        cell: (row) => <Name>{[row.postalCode, row.place].filter(Boolean).join(' ')}</Name>,
      },
      {
        key: 'municipality',
        header: t('network.field.municipality'),
        sort: sortBy(query, 'municipality'),
        cell: (row) => row.municipalityName && <Name>{row.municipalityName}</Name>,
      },
    ],
  })
}

export function readSites(query: URLSearchParams) {
  const organisation = keyIn(query, 'organisation')
  const municipality = keyIn(query, 'municipality')
  return {
    ...readListing(query, siteSorts),
    ...(organisation && { organisation }),
    ...(municipality && { municipality }),
  } satisfies SiteListing
}

const asOption = ({ key, name }: { key: string; name: string }) => ({ value: key, label: name })
