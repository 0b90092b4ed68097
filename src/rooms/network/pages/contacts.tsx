import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { FilterSelect, Link, Name, Tag } from '../../../platform/ui/index.ts'
import { pathOf } from '../paths.ts'
import { type ContactListing, contactSorts, listContacts } from '../queries/contacts.ts'
import { choosableOrganisations } from '../queries/options.ts'
import { keyIn, readListing } from './listing.ts'
import { register, sortBy } from './register.tsx'

export async function showContacts(request: PageRequest): Promise<Page> {
  const { tx, actor, query, t, clock } = request
  const today = clock.today()
  const organisations = await choosableOrganisations(tx, actor, today)
  const choice = {
    name: 'organisation',
    label: t('network.field.organisation'),
    options: organisations.map(({ key, name }) => ({ value: key, label: name })),
  }
  return register(request, {
    kind: 'contact',
    listing: readContacts(query),
    list: (listing) => listContacts(tx, actor, listing, today),
    filters: [{ ...choice, field: <FilterSelect {...choice} empty={t('network.any')} /> }],
    columns: [
      {
        key: 'office',
        header: t('network.contact.field.office'),
        names: true,
        sort: sortBy(query, 'office', true),
        cell: (row) => (
          <>
            <Link to={pathOf('contact', row.key)} quiet>
              <Name>{row.office}</Name>
            </Link>{' '}
            {row.internal && <Tag>{t('network.contact.internal')}</Tag>}
          </>
        ),
      },
      {
        key: 'organisation',
        header: t('network.field.organisation'),
        sort: sortBy(query, 'organisation'),
        cell: (row) => <Name>{row.organisationName}</Name>,
      },
      {
        key: 'site',
        header: t('network.site.one'),
        sort: sortBy(query, 'site'),
        cell: (row) => row.siteName && <Name>{row.siteName}</Name>,
      },
      {
        key: 'phone',
        header: t('network.contact.field.phone'),
        cell: (row) => row.phone && <Link to={phoneLink(row.phone)}>{row.phone}</Link>,
      },
      {
        key: 'email',
        header: t('network.contact.field.email'),
        cell: (row) => row.email && <Link to={`mailto:${row.email}`}>{row.email}</Link>,
      },
    ],
  })
}

export function readContacts(query: URLSearchParams) {
  const organisation = keyIn(query, 'organisation')
  return { ...readListing(query, contactSorts), ...(organisation && { organisation }) } satisfies ContactListing
}

export const phoneLink = (phone: string) => `tel:${phone.replace(/[^+\d]/g, '')}`
