import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { changeSite, createSite } from '../actions/sites.ts'
import * as forms from '../forms.ts'
import { settingOf } from '../pages/listing.ts'
import { showSite } from '../pages/site.tsx'
import { showNewSite, showSiteForm } from '../pages/siteform.tsx'
import { showSites } from '../pages/sites.tsx'
import { recordRoutes } from './records.tsx'

const { form, page } = routesFor(rights)

export const siteRoutes = [
  page('/network/sites', 'network.read', showSites),
  page('/network/sites/:key', 'network.read', showSite),
  form(
    '/network/sites/new',
    'network.edit',
    forms.NewSite,
    showNewSite,
    async (request, input) => {
      const key = await createSite(request.tx, request.actor, settingOf(request), input)
      return `/network/sites/${key}?done=created`
    },
    { draft: true, once: true },
  ),
  form(
    '/network/sites/:key/edit',
    'network.edit',
    forms.ChangedSite,
    showSiteForm,
    async (request, input) => {
      const { key } = request.params
      await changeSite(request.tx, request.actor, settingOf(request), key, input)
      return `/network/sites/${key}?done=changed`
    },
    { draft: true },
  ),
  ...recordRoutes('site'),
]
