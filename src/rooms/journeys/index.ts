/** The door of journeys: hand-overs and their steps, pathways, loading in bulk. Figures go through the published views. */
import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { apiRoutes, webhookEvents } from './api/routes.ts'
import { codelists, fixedLists } from './codelists.ts'
import { handoversExport } from './exports.ts'
import { countHandoverInbox, handoverInbox } from './inbox.ts'
import { outsidePanel } from './outside/pages/section.tsx'
import { posterPath, referralEntry, standingRoute, stuckRoute } from './outside/paths.ts'
import { basisPanel, basisRowPanel, noticePanel } from './pages/bybasis.tsx'
import { deadlinesPath, escalationsPath, inboxPath } from './paths.ts'
import { handoverJobs, handoverSchedules } from './reminding.ts'
import { retention } from './retention.ts'
import { routes } from './routes.tsx'

export { type Answer, answerHandover } from './actions/answer.ts'
export { bookAppointment } from './actions/appointment.ts'
export { type Arrival, recordFirstAppointment } from './actions/arrive.ts'
export { completeHandover, withdrawHandover } from './actions/end.ts'
export { takeIntoFile } from './actions/intofile.ts'
export { changesOf, type JurisdictionChange } from './actions/jurisdiction.ts'
export { addMilestone, type NewMilestone } from './actions/milestone.ts'
export {
  type NewHandover,
  newJourneyKey,
  offerHandover,
  offerPrepared,
  prepareHandover,
  type Reading,
} from './actions/offer.ts'
export { declarePathway, type NewPathway } from './actions/pathway.ts'
export type { Dated, Setting } from './adding.ts'
export type { NewJurisdictionChange, SharedDocument, SharedItem } from './content.ts'
export { type ContinuedHandover, continueJourneys } from './continue.ts'
export { replyDeadline } from './deadlines.ts'
export {
  type Certainty,
  type HandoverKind,
  handoverKinds,
  type Outcome,
  outcomes,
  type Purpose,
  purposes,
  type Source,
  type State,
} from './domain.ts'
export { eraseSharedOf, type GoingFile } from './forgetting.ts'
export { type HandoverData, type Loaded, loadJourneys, type StepData } from './load.ts'
export type { LifeData, MessageData } from './loadlife.ts'
export { handoverMoved } from './news.ts'
export { listReported, type Reported, takeReported } from './outside/actions/reports.ts'
export { codePath } from './outside/paths.ts'
export { type MorningHandovers, MorningTable, newsDays, readMorning, refusalDays } from './pages/morning.tsx'
export { SharedPreview, type SharedView } from './pages/preview.tsx'
export { Due, StateWord } from './pages/words.tsx'
export { handoverPath } from './paths.ts'
export { type FollowedHandover, fileOfHandover, filesOfHandovers, followedHandovers } from './queries/followed.ts'
export { type HandedOver, handedOverOf } from './queries/handedover.ts'
export {
  type FileHandover,
  handoversOf,
  type Journey,
  type JourneyEntry,
  journeyOf,
} from './queries/ofcase.ts'
export { getOpened, type Opened, readContent } from './queries/opened.ts'
export { filesWithOpenHandovers } from './queries/openoffiles.ts'
export {
  getHandover,
  type Handover,
  type HandoverStep,
  type ListedHandover,
  listPathways,
  listWaiting,
  type Milestone,
  type Pathway,
} from './queries.ts'
export { readDeadlines } from './setting.ts'

export const room: Room = {
  key: 'journeys',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  api: apiRoutes,
  webhookEvents,
  navigation: [{ path: inboxPath, label: 'journeys.inbox.title', right: 'journeys.receive', order: 21 }, referralEntry],
  panels: [outsidePanel, basisPanel, basisRowPanel, noticePanel],
  inbox: handoverInbox,
  inboxCount: countHandoverInbox,
  inboxTitle: 'journeys.inbox.title',
  exports: [handoversExport],
  administration: [
    {
      path: deadlinesPath,
      label: 'journeys.deadlines.title',
      detail: 'journeys.deadlines.detail',
      right: 'journeys.set-deadlines',
      group: 'content',
      order: 60,
    },
    {
      path: escalationsPath,
      label: 'journeys.escalations.title',
      detail: 'journeys.escalations.detail',
      right: 'journeys.follow-escalations',
      group: 'operation',
      order: 5,
    },
    {
      path: posterPath,
      label: 'journeys.stuck.poster',
      detail: 'journeys.stuck.poster-detail',
      right: 'journeys.read-pathways',
      group: 'content',
      order: 70,
    },
  ],
  publicNavigation: [
    { path: standingRoute, label: 'journeys.mine.title', order: 50 },
    { path: stuckRoute, label: 'journeys.stuck.title', order: 60 },
  ],
  jobs: handoverJobs,
  schedules: handoverSchedules,
  retention,
  codelists,
  fixedLists,
}
