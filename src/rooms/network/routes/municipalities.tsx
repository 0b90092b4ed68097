import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { changeMunicipality, createMunicipality } from '../actions/municipalities.ts'
import * as forms from '../forms.ts'
import { settingOf } from '../pages/listing.ts'
import { showMunicipalities } from '../pages/municipalities.tsx'
import { showMunicipality } from '../pages/municipality.tsx'
import { showMunicipalityForm, showNewMunicipality } from '../pages/municipalityform.tsx'
import { recordRoutes } from './records.tsx'

const { form, page } = routesFor(rights)

export const municipalityRoutes = [
  page('/network/municipalities', 'network.read', showMunicipalities),
  page('/network/municipalities/:key', 'network.read', showMunicipality),
  form(
    '/network/municipalities/new',
    'network.edit',
    forms.NewMunicipality,
    showNewMunicipality,
    async (request, input) => {
      const key = await createMunicipality(request.tx, request.actor, settingOf(request), input)
      return `/network/municipalities/${key}?done=created`
    },
    { draft: true, once: true },
  ),
  form(
    '/network/municipalities/:key/edit',
    'network.edit',
    forms.ChangedMunicipality,
    showMunicipalityForm,
    async (request, input) => {
      const { key } = request.params
      await changeMunicipality(request.tx, request.actor, key, input)
      return `/network/municipalities/${key}?done=changed`
    },
    { draft: true },
  ),
  ...recordRoutes('municipality'),
]
