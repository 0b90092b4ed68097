import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { moveOrganisation, removeName, removeParent, renameOrganisation } from '../actions/organisationhistory.ts'
import { changeOrganisation, createOrganisation } from '../actions/organisations.ts'
import * as forms from '../forms.ts'
import { settingOf } from '../pages/listing.ts'
import { showOrganisation } from '../pages/organisation.tsx'
import { showNewOrganisation, showOrganisationForm } from '../pages/organisationform.tsx'
import { showNames, showParents } from '../pages/organisationhistory.tsx'
import { showOrganisations } from '../pages/organisations.tsx'
import { recordRoutes } from './records.tsx'

const { form, page } = routesFor(rights)

export const organisationRoutes = [
  page('/network/organisations', 'network.read', showOrganisations),
  page('/network/organisations/:key', 'network.read', showOrganisation),
  form(
    '/network/organisations/new',
    'network.edit',
    forms.NewOrganisation,
    showNewOrganisation,
    async (request, input) => {
      const key = await createOrganisation(request.tx, request.actor, settingOf(request), input)
      return `/network/organisations/${key}?done=created`
    },
    { draft: true, once: true },
  ),
  form(
    '/network/organisations/:key/edit',
    'network.edit',
    forms.ChangedOrganisation,
    showOrganisationForm,
    async (request, input) => {
      const { key } = request.params
      await changeOrganisation(request.tx, request.actor, settingOf(request), key, input)
      return `/network/organisations/${key}?done=changed`
    },
    { draft: true },
  ),
  form(
    '/network/organisations/:key/names',
    'network.edit',
    forms.NewName,
    showNames,
    async (request, input) => {
      const { key } = request.params
      await renameOrganisation(request.tx, request.actor, settingOf(request), key, input)
      return `/network/organisations/${key}/names?done=renamed`
    },
    { once: true },
  ),
  form(
    '/network/organisations/:key/names/remove',
    'network.edit',
    forms.Removal,
    showNames,
    async (request, { row }) => {
      const { key } = request.params
      await removeName(request.tx, request.actor, settingOf(request), key, row)
      return `/network/organisations/${key}/names?done=removed`
    },
  ),
  form(
    '/network/organisations/:key/parents',
    'network.edit',
    forms.NewParent,
    showParents,
    async (request, input) => {
      const { key } = request.params
      await moveOrganisation(request.tx, request.actor, settingOf(request), key, input)
      return `/network/organisations/${key}/parents?done=moved`
    },
    { once: true },
  ),
  form(
    '/network/organisations/:key/parents/remove',
    'network.edit',
    forms.Removal,
    showParents,
    async (request, { row }) => {
      const { key } = request.params
      await removeParent(request.tx, request.actor, settingOf(request), key, row)
      return `/network/organisations/${key}/parents?done=removed`
    },
  ),
  ...recordRoutes('organisation'),
]
