/** The door of journeys: hand-overs and their steps, pathways, loading in bulk. Figures go through the published views. */
import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { codelists, fixedLists } from './codelists.ts'
import { retention } from './retention.ts'

export { type Answer, answerHandover } from './actions/answer.ts'
export { type Arrival, recordFirstAppointment } from './actions/arrive.ts'
export { completeHandover, withdrawHandover } from './actions/end.ts'
export { type NewHandover, offerHandover, offerPrepared, prepareHandover } from './actions/offer.ts'
export { declarePathway, type NewPathway } from './actions/pathway.ts'
export type { Dated, Setting } from './adding.ts'
export type { Certainty, HandoverKind, Source, State } from './domain.ts'
export { type HandoverData, type Loaded, loadJourneys, type StepData } from './load.ts'
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

export const room: Room = {
  key: 'journeys',
  folder: new URL('.', import.meta.url),
  rights,
  routes: [],
  retention,
  codelists,
  fixedLists,
}
