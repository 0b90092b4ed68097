import { routesFor } from '../../platform/http/index.ts'
import { rights } from './access.ts'
import { addRegion, describeDistrict } from './actions/district.ts'
import * as forms from './forms.ts'
import { showDistrict } from './pages/districtform.tsx'
import { showDistrictHistory } from './pages/history.tsx'
import { settingOf } from './pages/listing.ts'
import { showStart } from './pages/start.tsx'
import { bodyRoutes } from './routes/bodies.tsx'
import { contactRoutes } from './routes/contacts.tsx'
import { interfaceRoutes } from './routes/interfaces.tsx'
import { jurisdictionRoutes } from './routes/jurisdictions.tsx'
import { meetingRoutes } from './routes/meetings.tsx'
import { municipalityRoutes } from './routes/municipalities.tsx'
import { organisationRoutes } from './routes/organisations.tsx'
import { siteRoutes } from './routes/sites.tsx'

const { page, form } = routesFor(rights)

/** Every address of the network. The routes that all kinds of records have alike are in routes/records.tsx. */
export const routes = [
  page('/network', 'network.read', showStart),
  page('/network/district/history', 'network.read-internal', showDistrictHistory),
  form('/network/district', 'network.edit', forms.DistrictForm, showDistrict, async (request, input) => {
    await describeDistrict(request.tx, request.actor, settingOf(request), input)
    return '/network?done=district'
  }),
  form(
    '/network/regions',
    'network.edit',
    forms.RegionForm,
    showDistrict,
    async ({ tx, actor }, input) => {
      await addRegion(tx, actor, input)
      return '/network/district?done=region'
    },
    { once: true },
  ),
  ...interfaceRoutes,
  ...organisationRoutes,
  ...contactRoutes,
  ...siteRoutes,
  ...bodyRoutes,
  ...municipalityRoutes,
  ...jurisdictionRoutes,
  ...meetingRoutes,
]
