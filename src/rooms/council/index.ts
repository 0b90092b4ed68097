import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { dischargeByReview } from './actions/reviewconcluded.ts'
import { draftFromSteering } from './drafting/actions/fromsteering.ts'
import { fixedLists } from './fixedlists.ts'
import { panels } from './pages/panels.tsx'
import { paperTopic, resolutionTopic } from './public/queries.ts'
import { panelOfMeasure } from './public/routes.tsx'
import { councilInbox } from './queries/inbox.ts'
import { searchCouncil } from './queries/search.ts'
import { fileColumns, retention } from './retention.ts'
import { routes } from './routes.tsx'

/** The door of the council side: what other rooms and the demo may use. Nobody reads its tables. */
export const room: Room = {
  key: 'council',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  search: searchCouncil,
  inbox: councilInbox,
  inboxTitle: 'council.tracking',
  panels,
  retention,
  fixedLists,
  fileColumns,
  jobs: { 'council.review-concluded': dischargeByReview, 'council.draft-from-steering': draftFromSteering },
  topics: { resolution: { find: resolutionTopic }, paper: { find: paperTopic } },
  publicPanels: [{ slot: 'measures.public', order: 10, show: panelOfMeasure }],
  publicNavigation: [
    { path: '/', label: 'council.public.home', order: 0 },
    { path: '/decisions', label: 'council.public.decisions', order: 10 },
    { path: '/papers', label: 'council.public.papers', order: 30 },
    { path: '/meetings', label: 'council.public.meetings-short', order: 40 },
  ],
  navigation: [
    { path: '/papers', label: 'council.papers', right: 'council.read', order: 52 },
    { path: '/resolutions', label: 'council.tracking', right: 'council.read', order: 54 },
  ],
}

export { type Discharged, dischargeObligation, reopenObligation } from './actions/obligations.ts'
export { createPaper, type NewPaper, type PaperHead, writePaper } from './actions/papers.ts'
export { releasePaper } from './actions/releasing.ts'
export { blocksOf, checksumOf, emptyContent, type PaperContent, plainText } from './domain/content.ts'
export type {
  ConsultationRole,
  ObligationKind,
  ObligationState,
  PaperKind,
  PaperState,
  RelationKind,
  Result,
} from './domain/kinds.ts'
export { beginDraft, type NewDraft } from './drafting/actions/begin.ts'
export type * from './load.ts'
export type { KnownIds, LoadedCouncil } from './loading/ids.ts'
export { loadCouncil } from './loading/load.ts'
export { type Consultation, consultationsOf } from './queries/consultations.ts'
export {
  dueObligations,
  getObligation,
  type Obligation,
  type ObligationListing,
  obligationsAbout,
  openObligations,
} from './queries/obligations.ts'
export { getPaper, listPapers, type Paper, type PaperListing, type PaperVersion, versionsOf } from './queries/papers.ts'
export { getResolution, listResolutions, type Resolution, type ResolutionListing } from './queries/resolutions.ts'
export type { Setting } from './recording.ts'
