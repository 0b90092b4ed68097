import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { codelists } from './codelists.ts'
import { directoryExport } from './exports.ts'
import { fixedLists } from './fixedlists.ts'
import { offerImport } from './importing/kind.ts'
import { panels } from './pages/panel.tsx'
import { searchOffers } from './queries/finding.ts'
import { offersInbox, offersInboxCount } from './queries/inbox.ts'
import { routes } from './routes.tsx'

/** The door of the directory: what other rooms and the demo may use. Nobody reads its tables. */
export const room: Room = {
  key: 'offers',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  navigation: [{ path: '/offers', label: 'offers.title', right: 'offers.read', order: 26 }],
  search: searchOffers,
  inbox: offersInbox,
  inboxCount: offersInboxCount,
  exports: [directoryExport],
  imports: [offerImport],
  codelists,
  fixedLists,
  panels,
}

export { planOffer } from './actions/plan.ts'
export { loadOffers, type OfferData } from './load.ts'
export { offerPath } from './paths.ts'
export { findOffers, type Need } from './queries/finding.ts'
export { getOffer, type Offer, type OfferRow, offerNames } from './queries/offers.ts'
