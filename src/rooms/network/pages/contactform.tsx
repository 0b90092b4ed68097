import type { Page, PageRequest } from '../../../platform/http/index.ts'
import { Checkbox, type OptionGroup, Select, TextField } from '../../../platform/ui/index.ts'
import { type Contact, getContact } from '../queries/contacts.ts'
import { choosableOrganisations, choosableSites } from '../queries/options.ts'
import { editingPage } from './editing.tsx'

export async function showNewContact(request: PageRequest): Promise<Page> {
  return contactForm(request, undefined)
}

export async function showContactForm(request: PageRequest<'key'>): Promise<Page> {
  const { tx, actor, params, clock } = request
  return contactForm(request, await getContact(tx, actor, params.key, clock.today()))
}

async function contactForm(request: PageRequest, contact: Contact | undefined): Promise<Page> {
  const { t } = request
  return editingPage(request, {
    kind: 'contact',
    ...(contact && { record: contact, title: contact.office }),
    names: ['belongsTo', 'office', 'task', 'phone', 'email', 'hoursNote', 'internal'],
    initial: { ...contact, belongsTo: belongsTo(request, contact) },
    children: (
      <>
        <Select name="belongsTo" options={await holders(request, contact)} empty={t('network.choose')} />
        <TextField name="office" maxLength={200} hint={t('network.contact.office-hint')} />
        <TextField name="task" optional maxLength={500} hint={t('network.contact.task-hint')} />
        <TextField name="phone" type="tel" optional maxLength={40} width="m" />
        <TextField name="email" type="email" optional maxLength={254} hint={t('network.contact.email-hint')} />
        <TextField name="hoursNote" optional maxLength={500} />
        <Checkbox name="internal" hint={t('network.contact.internal-hint')} />
      </>
    ),
  })
}

/** The value of the choice: of the contact, else what the address asks for. */
function belongsTo({ query }: PageRequest, contact: Contact | undefined): string {
  if (contact) return contact.siteKey ? `site:${contact.siteKey}` : `organisation:${contact.organisationKey}`
  const site = query.get('site')
  const organisation = query.get('organisation')
  return site ? `site:${site}` : organisation ? `organisation:${organisation}` : ''
}

/** Organisations, and sites under the organisation they belong to; the present holder even when it has ended. */
async function holders({ tx, actor, t, clock }: PageRequest, contact: Contact | undefined): Promise<OptionGroup[]> {
  const organisations = await choosableOrganisations(tx, actor, clock.today())
  const sites = await choosableSites(tx, actor, clock.today())
  const groups = [
    {
      label: t('network.organisation.many'),
      options: organisations.map(({ key, name }) => ({ value: `organisation:${key}`, label: name })),
    },
    {
      label: t('network.site.many'),
      options: sites.map(({ key, name, organisationName }) => ({
        value: `site:${key}`,
        label: `${organisationName}: ${name}`,
      })),
    },
  ]
  if (!contact) return groups
  const value = contact.siteKey ? `site:${contact.siteKey}` : `organisation:${contact.organisationKey}`
  if (groups.some(({ options }) => options.some((option) => option.value === value))) return groups
  const label = contact.siteName ?? contact.organisationName
  return [...groups, { label: t('network.state.gone'), options: [{ value, label }] }]
}
