import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { campaignInbox, campaignJobs, campaignPanels, campaignSchedules } from './campaigns/index.ts'
import { codelists, fixedLists } from './codelists.ts'
import { measureImport } from './importing/index.ts'
import { overviewPanels } from './overview/index.ts'
import { publicTopic } from './public/queries.ts'
import { figures } from './queries/figures.ts'
import { registerInbox } from './queries/inbox.ts'
import { searchMeasures } from './queries/search.ts'
import { fileColumns, retention } from './retention.ts'
import { reviewInbox, reviewPanels } from './reviews/index.ts'
import { routes } from './routes.tsx'

/** The door of the register: what other rooms and the demo may use. Nobody reads its tables. */
export const room: Room = {
  key: 'measures',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  navigation: [{ path: '/measures', label: 'measures.title', right: 'measures.read', order: 30 }],
  search: searchMeasures,
  topics: { measure: { find: publicTopic } },
  publicNavigation: [{ path: '/measures', label: 'measures.public.title', order: 20 }],
  figures,
  retention,
  fileColumns,
  inbox: async (tx, actor, today, limit) =>
    [
      ...(await campaignInbox(tx, actor, today, limit)),
      ...(await reviewInbox(tx, actor, today, limit)),
      ...(await registerInbox(tx, actor, today, limit)),
    ].slice(0, limit),
  codelists,
  fixedLists,
  panels: [...campaignPanels, ...overviewPanels, ...reviewPanels],
  jobs: campaignJobs,
  schedules: campaignSchedules,
  imports: [measureImport],
}

export { type ConceptInput, changeConcept, createConcept } from './actions/concepts.ts'
export { addDocument, type DocumentInput } from './actions/documents.ts'
export {
  changeMeasure,
  createMeasure,
  type MeasureInput,
  type NewMeasureInput,
  withdrawMeasure,
} from './actions/measures.ts'
export { linkConcept, linkSuccessor, type SuccessionInput } from './actions/parts.ts'
export { changeState, type StateInput } from './actions/states.ts'
export {
  type CampaignData,
  type CampaignsData,
  type Change as SnapshotChange,
  changesBetween,
  getSnapshot,
  type LastReport,
  type LastReportState,
  lastReports,
  latestSnapshot,
  listSnapshots,
  loadCampaigns,
  makeSnapshot,
  openReportCount,
  type PublicReport,
  publicReports,
  type ReportData,
  type Snapshot,
  type SnapshotContent,
  type SnapshotMeasure,
  snapshotOn,
} from './campaigns/index.ts'
export type { Content, FieldChange } from './domain/content.ts'
export {
  type CentreRole,
  type ConceptKind,
  centreRoles,
  conceptKinds,
  type FundingKind,
  type MeasureState,
  measureStates,
  type Priority,
  type SuccessionKind,
} from './domain/kinds.ts'
export type * from './load.ts'
export { type LoadedMeasures, loadMeasures } from './loading/load.ts'
export { type ConceptCoverage, chapterCoverage, conceptCoverages } from './overview/index.ts'
export { type PublicCounts, publicCounts, publicMeasuresBrief } from './public/queries.ts'
export { PublicStateMark } from './public/words.tsx'
export { choosableConcepts, listedFields } from './queries/codes.ts'
export { type Concept, findConceptById, getConcept, listConcepts } from './queries/concepts.ts'
export {
  type Counted,
  type Grouped,
  type GroupRow,
  measureFigures,
  type RegisterFigures,
} from './queries/figures.ts'
export type { MeasureFilter } from './queries/filter.ts'
export {
  type ConceptOfMeasure,
  findMeasure,
  getMeasure,
  type Listed,
  listMeasures,
  type Measure,
  type MeasurePage,
  type MeasureRow,
  measureIds,
} from './queries/measures.ts'
export type { Office } from './queries/names.ts'
export { type Source, sourcesOf } from './queries/parts.ts'
export { measureStatesOn, type StateOfMeasure } from './queries/states.ts'
export type { Setting } from './recording.ts'
export {
  composeDecisionPaper,
  composeSuccessorConcept,
  type FrozenOutcome,
  findReviewByObligation,
  findReviewOutcome,
  getReview,
  getReviewOutcome,
  type LoadReviewsData,
  listReviews,
  loadReviews,
  type OutcomeEntry,
  outcomeCounts,
  type Review,
  type ReviewConcluded,
  type ReviewListing,
  type ReviewOutcome,
  type ReviewProgress,
  reviewConcluded,
  reviewProgressOf,
  type Verdict,
} from './reviews/index.ts'
