import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { FilterSelect, Link, Name } from '../../../platform/ui/index.ts'
import { bodyKinds } from '../domain/kinds.ts'
import { pathOf } from '../paths.ts'
import { type BodyListing, bodySorts, listBodies } from '../queries/bodies.ts'
import { oneOf, readListing, yesOrNo } from './listing.ts'
import { register, sortBy } from './register.tsx'

export function showBodies(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock, locale } = request
  const choices = [
    {
      name: 'kind',
      label: t('network.field.kind'),
      options: bodyKinds.map((kind) => ({ value: kind, label: t(`network.body-kind.${kind}`) })),
    },
    {
      name: 'public',
      label: t('network.body.field.isPublic'),
      options: (['yes', 'no'] as const).map((value) => ({ value, label: t(`network.${value}`) })),
    },
  ]
  return register(request, {
    kind: 'body',
    listing: readBodies(query),
    list: (listing) => listBodies(tx, actor, listing, clock.today()),
    filters: choices.map((choice) => ({ ...choice, field: <FilterSelect {...choice} empty={t('network.any')} /> })),
    columns: [
      {
        key: 'name',
        header: t('network.field.name'),
        names: true,
        sort: sortBy(query, 'name', true),
        cell: (row) => (
          <Link to={pathOf('body', row.key)} quiet>
            <Name>{row.name}</Name>
          </Link>
        ),
      },
      {
        key: 'kind',
        header: t('network.field.kind'),
        sort: sortBy(query, 'kind'),
        cell: (row) => t(`network.body-kind.${row.kind}`),
      },
      {
        key: 'chair',
        header: t('network.member-role.chair'),
        sort: sortBy(query, 'chair'),
        cell: (row) => row.chairName && <Name>{row.chairName}</Name>,
      },
      {
        key: 'members',
        header: t('network.body.members-short'),
        kind: 'number',
        sort: sortBy(query, 'members'),
        cell: (row) => createFormat(locale).number(row.members),
      },
      { key: 'rhythm', header: t('network.body.field.rhythm'), cell: (row) => row.rhythm && <Name>{row.rhythm}</Name> },
      {
        key: 'public',
        header: t('network.body.field.isPublic'),
        cell: (row) => t(row.isPublic ? 'network.yes' : 'network.no'),
      },
    ],
  })
}

export function readBodies(query: URLSearchParams) {
  const kind = oneOf(query, 'kind', bodyKinds)
  const isPublic = yesOrNo(query, 'public')
  return {
    ...readListing(query, bodySorts),
    ...(kind && { kind }),
    ...(isPublic !== undefined && { isPublic }),
  } satisfies BodyListing
}
