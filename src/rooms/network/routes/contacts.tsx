import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { changeContact, createContact } from '../actions/contacts.ts'
import * as forms from '../forms.ts'
import { showContact } from '../pages/contact.tsx'
import { showContactForm, showNewContact } from '../pages/contactform.tsx'
import { showContacts } from '../pages/contacts.tsx'
import { settingOf } from '../pages/listing.ts'
import { recordRoutes } from './records.tsx'

const { form, page } = routesFor(rights)

export const contactRoutes = [
  page('/network/contacts', 'network.read', showContacts),
  page('/network/contacts/:key', 'network.read', showContact),
  form(
    '/network/contacts/new',
    'network.edit',
    forms.NewContact,
    showNewContact,
    async (request, input) => {
      const key = await createContact(request.tx, request.actor, settingOf(request), input)
      return `/network/contacts/${key}?done=created`
    },
    { draft: true, once: true },
  ),
  form(
    '/network/contacts/:key/edit',
    'network.edit',
    forms.ChangedContact,
    showContactForm,
    async (request, input) => {
      const { key } = request.params
      await changeContact(request.tx, request.actor, settingOf(request), key, input)
      return `/network/contacts/${key}?done=changed`
    },
    { draft: true },
  ),
  ...recordRoutes('contact'),
]
