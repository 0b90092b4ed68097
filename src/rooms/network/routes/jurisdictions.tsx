import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { changeJurisdiction, createJurisdiction } from '../actions/jurisdictions.ts'
import * as forms from '../forms.ts'
import { showJurisdiction } from '../pages/jurisdiction.tsx'
import { showJurisdictionForm, showNewJurisdiction } from '../pages/jurisdictionform.tsx'
import { showJurisdictions } from '../pages/jurisdictions.tsx'
import { settingOf } from '../pages/listing.ts'
import { recordRoutes } from './records.tsx'

const { form, page } = routesFor(rights)

export const jurisdictionRoutes = [
  page('/network/jurisdictions', 'network.read', showJurisdictions),
  page('/network/jurisdictions/:key', 'network.read', showJurisdiction),
  form(
    '/network/jurisdictions/new',
    'network.edit',
    forms.NewJurisdiction,
    showNewJurisdiction,
    async (request, input) => {
      const key = await createJurisdiction(request.tx, request.actor, settingOf(request), input)
      return `/network/jurisdictions/${key}?done=created`
    },
    { draft: true, once: true },
  ),
  form(
    '/network/jurisdictions/:key/edit',
    'network.edit',
    forms.ChangedJurisdiction,
    showJurisdictionForm,
    async (request, input) => {
      const { key } = request.params
      await changeJurisdiction(request.tx, request.actor, settingOf(request), key, input)
      return `/network/jurisdictions/${key}?done=changed`
    },
    { draft: true },
  ),
  ...recordRoutes('jurisdiction'),
]
