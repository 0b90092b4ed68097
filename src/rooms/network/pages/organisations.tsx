import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { FilterSelect, Link, Name } from '../../../platform/ui/index.ts'
import { organisationKinds } from '../domain/kinds.ts'
import { pathOf } from '../paths.ts'
import { choosableMunicipalities } from '../queries/options.ts'
import { listOrganisations, type OrganisationListing, organisationSorts } from '../queries/organisations.ts'
import { keyIn, oneOf, readListing, yesOrNo } from './listing.ts'
import { register, sortBy } from './register.tsx'

export async function showOrganisations(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock } = request
  const today = clock.today()
  const municipalities = await choosableMunicipalities(tx, actor, today)
  const kinds = organisationKinds.map((kind) => ({ value: kind, label: t(`network.organisation-kind.${kind}`) }))
  const places = municipalities.map(({ key, name }) => ({ value: key, label: name }))
  const controllers = (['yes', 'no'] as const).map((value) => ({ value, label: t(`network.${value}`) }))
  const choices = [
    { name: 'kind', label: t('network.field.kind'), options: kinds },
    { name: 'municipality', label: t('network.field.municipality'), options: places },
    { name: 'controller', label: t('network.organisation.controller-short'), options: controllers },
  ]
  return register(request, {
    kind: 'organisation',
    listing: readOrganisations(query),
    list: (listing) => listOrganisations(tx, actor, listing, today),
    filters: choices.map((choice) => ({ ...choice, field: <FilterSelect {...choice} empty={t('network.any')} /> })),
    columns: [
      {
        key: 'name',
        header: t('network.field.name'),
        names: true,
        sort: sortBy(query, 'name', true),
        cell: (row) => (
          <Link to={pathOf('organisation', row.key)} quiet>
            <Name>{row.name}</Name>
          </Link>
        ),
      },
      {
        key: 'kind',
        header: t('network.field.kind'),
        sort: sortBy(query, 'kind'),
        cell: (row) => t(`network.organisation-kind.${row.kind}`),
      },
      {
        key: 'parent',
        header: t('network.organisation.field.parent'),
        sort: sortBy(query, 'parent'),
        cell: (row) => row.parentName && <Name>{row.parentName}</Name>,
      },
      {
        key: 'municipality',
        header: t('network.field.municipality'),
        sort: sortBy(query, 'municipality'),
        cell: (row) => row.municipalityName && <Name>{row.municipalityName}</Name>,
      },
      {
        key: 'controller',
        header: t('network.organisation.controller-short'),
        cell: (row) => (row.isController ? t('network.yes') : ''),
      },
    ],
  })
}

export function readOrganisations(query: URLSearchParams) {
  const kind = oneOf(query, 'kind', organisationKinds)
  const municipality = keyIn(query, 'municipality')
  const controller = yesOrNo(query, 'controller')
  return {
    ...readListing(query, organisationSorts),
    ...(kind && { kind }),
    ...(municipality && { municipality }),
    ...(controller !== undefined && { controller }),
  } satisfies OrganisationListing
}
