import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { Link, Name } from '../../../platform/ui/index.ts'
import { pathOf } from '../paths.ts'
import { jurisdictionSorts, listJurisdictions } from '../queries/jurisdictions.ts'
import { readListing } from './listing.ts'
import { register, sortBy } from './register.tsx'

export function showJurisdictions(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock, locale } = request
  return register(request, {
    kind: 'jurisdiction',
    listing: readListing(query, jurisdictionSorts),
    list: (listing) => listJurisdictions(tx, actor, listing, clock.today()),
    filters: [],
    columns: [
      {
        key: 'code',
        header: t('network.jurisdiction.field.code'),
        names: true,
        sort: sortBy(query, 'code', true),
        cell: (row) => (
          <Link to={pathOf('jurisdiction', row.key)} quiet>
            <Name>{row.code}</Name>
          </Link>
        ),
      },
      {
        key: 'name',
        header: t('network.field.name'),
        sort: sortBy(query, 'name'),
        cell: (row) => <Name>{row.name}</Name>,
      },
      { key: 'norm', header: t('network.jurisdiction.field.norm'), cell: (row) => row.norm && <Name>{row.norm}</Name> },
      {
        key: 'interfaces',
        header: t('network.interface.many'),
        kind: 'number',
        sort: sortBy(query, 'interfaces'),
        cell: (row) => createFormat(locale).number(row.interfaces),
      },
    ],
  })
}
