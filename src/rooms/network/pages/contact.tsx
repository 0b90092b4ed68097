import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { DescriptionList, Link, Name, Section, Tag } from '../../../platform/ui/index.ts'
import { pathOf } from '../paths.ts'
import { getContact } from '../queries/contacts.ts'
import { phoneLink } from './contacts.tsx'
import { recordPage } from './record.tsx'

export async function showContact(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, t, clock } = request
  const contact = await getContact(tx, actor, params.key, clock.today())
  return recordPage(request, {
    kind: 'contact',
    record: contact,
    title: contact.office,
    headline: <Name>{contact.office}</Name>,
    meta: [
      t('network.contact.one'),
      <Link key="organisation" to={pathOf('organisation', contact.organisationKey)} quiet>
        <Name>{contact.organisationName}</Name>
      </Link>,
      contact.internal && <Tag key="internal">{t('network.contact.internal')}</Tag>,
    ],
    children: (
      <Section title={t('network.master-data')}>
        <DescriptionList
          empty={t('network.not-given')}
          items={[
            { term: t('network.contact.field.task'), value: contact.task && <Name>{contact.task}</Name> },
            {
              term: t('network.contact.field.phone'),
              value: contact.phone && <Link to={phoneLink(contact.phone)}>{contact.phone}</Link>,
            },
            {
              term: t('network.contact.field.email'),
              value: contact.email && <Link to={`mailto:${contact.email}`}>{contact.email}</Link>,
            },
            {
              term: t('network.contact.field.hoursNote'),
              value: contact.hoursNote && <Name>{contact.hoursNote}</Name>,
            },
            {
              term: t('network.site.one'),
              value: contact.siteKey && (
                <Link to={pathOf('site', contact.siteKey)}>
                  <Name>{contact.siteName}</Name>
                </Link>
              ),
            },
          ]}
        />
      </Section>
    ),
  })
}
