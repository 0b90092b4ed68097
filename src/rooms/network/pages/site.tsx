import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { DescriptionList, Link, Name, Section } from '../../../platform/ui/index.ts'
import { pathOf } from '../paths.ts'
import { listContacts } from '../queries/contacts.ts'
import { getSite } from '../queries/sites.ts'
import { Lines, recordPage } from './record.tsx'
import { fewRelated, RelatedContacts } from './related.tsx'

export async function showSite(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const today = clock.today()
  const site = await getSite(tx, actor, params.key, today)
  const contacts = await listContacts(tx, actor, { site: site.key, limit: fewRelated }, today)
  const address = [site.street, [site.postalCode, site.place].filter(Boolean).join(' ')].filter(Boolean)
  return recordPage(request, {
    kind: 'site',
    record: site,
    title: site.name,
    headline: <Name>{site.name}</Name>,
    meta: [
      t('network.site.one'),
      <Link key="organisation" to={pathOf('organisation', site.organisationKey)} quiet>
        <Name>{site.organisationName}</Name>
      </Link>,
    ],
    children: (
      <>
        <Section title={t('network.master-data')}>
          <DescriptionList
            empty={t('network.not-given')}
            items={[
              {
                term: t('network.site.address'),
                value: address.length > 0 && (
                  <Name>
                    <Lines text={address.join('\n')} />
                  </Name>
                ),
              },
              {
                term: t('network.field.municipality'),
                value: site.municipalityKey && (
                  <Link to={pathOf('municipality', site.municipalityKey)}>
                    <Name>{site.municipalityName}</Name>
                  </Link>
                ),
              },
              {
                term: t('network.site.field.openingNote'),
                value: site.openingNote && <Lines text={site.openingNote} />,
              },
              {
                term: t('network.site.field.accessibilityNote'),
                value: site.accessibilityNote && <Lines text={site.accessibilityNote} />,
              },
            ].map(({ term, value }) => ({ term, value: value || null }))}
          />
        </Section>
        <RelatedContacts
          listed={contacts}
          filter={`organisation=${site.organisationKey}`}
          add={`/network/contacts/new?site=${site.key}`}
        />
      </>
    ),
  })
}
