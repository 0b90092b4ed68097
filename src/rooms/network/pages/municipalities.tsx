import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { Figure, FilterSelect, Link, Name } from '../../../platform/ui/index.ts'
import { municipalityKinds } from '../domain/kinds.ts'
import { pathOf } from '../paths.ts'
import {
  listMunicipalities,
  listRegions,
  type MunicipalityListing,
  municipalitySorts,
} from '../queries/municipalities.ts'
import { keyIn, oneOf, readListing } from './listing.ts'
import { register, sortBy } from './register.tsx'

export async function showMunicipalities(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock, locale } = request
  const format = createFormat(locale)
  const regions = await listRegions(tx)
  const choices = [
    {
      name: 'kind',
      label: t('network.field.kind'),
      options: municipalityKinds.map((kind) => ({ value: kind, label: t(`network.municipality-kind.${kind}`) })),
    },
    {
      name: 'region',
      label: t('network.municipality.field.region'),
      options: regions.map(({ key, name }) => ({ value: key, label: name })),
    },
  ]
  return register(request, {
    kind: 'municipality',
    listing: readMunicipalities(query),
    list: (listing) => listMunicipalities(tx, actor, listing, clock.today()),
    filters: choices.map((choice) => ({ ...choice, field: <FilterSelect {...choice} empty={t('network.any')} /> })),
    columns: [
      {
        key: 'name',
        header: t('network.field.name'),
        names: true,
        sort: sortBy(query, 'name', true),
        cell: (row) => (
          <Link to={pathOf('municipality', row.key)} quiet>
            <Name>{row.name}</Name>
          </Link>
        ),
      },
      {
        key: 'ags',
        header: t('network.municipality.field.ags'),
        sort: sortBy(query, 'ags'),
        cell: (row) => <Figure>{row.ags}</Figure>,
      },
      {
        key: 'kind',
        header: t('network.field.kind'),
        cell: (row) => t(`network.municipality-kind.${row.kind}`),
      },
      {
        key: 'region',
        header: t('network.municipality.field.region'),
        sort: sortBy(query, 'region'),
        cell: (row) => row.regionName && <Name>{row.regionName}</Name>,
      },
      {
        key: 'population',
        header: t('network.municipality.field.population'),
        kind: 'number',
        sort: sortBy(query, 'population'),
        cell: (row) => (row.population === null ? t('network.unknown') : format.number(row.population)),
      },
      {
        key: 'populationOn',
        header: t('network.municipality.field.populationOn'),
        cell: (row) => row.populationOn && format.day(row.populationOn),
      },
    ],
  })
}

export function readMunicipalities(query: URLSearchParams) {
  const kind = oneOf(query, 'kind', municipalityKinds)
  const region = keyIn(query, 'region')
  return {
    ...readListing(query, municipalitySorts),
    ...(kind && { kind }),
    ...(region && { region }),
  } satisfies MunicipalityListing
}
