import { type PageRequest, routesFor } from '../../platform/http/index.ts'
import { rights } from './access.ts'
import { changeOffer, createOffer } from './actions/offers.ts'
import { checkPlaces } from './actions/places.ts'
import { changeState } from './actions/states.ts'
import { ChangedOffer, NewOffer, PlacesForm, StateForm } from './forms.ts'
import { offerImportRoutes } from './importing/kind.ts'
import { showHistory } from './pages/history.tsx'
import { showOffer } from './pages/offer.tsx'
import { showNewOffer, showOfferForm } from './pages/offerform.tsx'
import { showOffers } from './pages/offers.tsx'
import { showPlaces } from './pages/places.tsx'
import { showState } from './pages/state.tsx'
import { offerPath } from './paths.ts'

const { form, page } = routesFor(rights)

const settingOf = ({ clock, tenant }: PageRequest) => ({ today: clock.today(), demo: tenant.demo })

export const routes = [
  ...offerImportRoutes,
  page('/offers', 'offers.read', showOffers),
  page('/offers/:id', 'offers.read', showOffer),
  page('/offers/:id/history', 'offers.read', showHistory),
  form(
    '/offers/new',
    'offers.keep',
    NewOffer,
    showNewOffer,
    async (request, input) => {
      const id = await createOffer(request.tx, request.actor, settingOf(request), input)
      return `${offerPath(id)}?done=created`
    },
    { draft: true, autosave: true, once: true },
  ),
  form(
    '/offers/:id/edit',
    'offers.keep',
    ChangedOffer,
    showOfferForm,
    async (request, input) => {
      await changeOffer(request.tx, request.actor, settingOf(request), request.params.id, input)
      return `${offerPath(request.params.id)}?done=changed`
    },
    { draft: true, autosave: true },
  ),
  form('/offers/:id/places', 'offers.keep', PlacesForm, showPlaces, async (request, input) => {
    await checkPlaces(request.tx, request.actor, settingOf(request), request.params.id, input)
    return `${offerPath(request.params.id)}?done=checked`
  }),
  form('/offers/:id/state', 'offers.keep', StateForm, showState, async (request, input) => {
    await changeState(request.tx, request.actor, settingOf(request), request.params.id, input)
    return `${offerPath(request.params.id)}?done=state`
  }),
]
