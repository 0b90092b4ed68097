/** The door of steering: from findings to topics, proposals, decisions, and whether they helped. */
import type { Room } from '../../platform/room.ts'
import { rights } from './access.ts'
import { effectFixedLists, effectInbox, effectPanels, effectRetention, searchChecks } from './effects/index.ts'
import { gapFixedLists, gapInbox, gapPanels, gapRetention, searchGaps } from './gaps/index.ts'
import { procedureJobs, procedureSchedules } from './proposals/actions/circulate.ts'
import { proposalPanels } from './proposals/panels.tsx'
import { proposalInbox, searchProposals } from './proposals/queries/inbox.ts'
import { proposalRetention } from './proposals/retention.ts'
import { steeringReport } from './report/index.ts'
import { routes } from './routes.tsx'
import {
  searchTopics,
  topicFixedLists,
  topicInbox,
  topicJobs,
  topicPanels,
  topicRetention,
  topicSchedules,
} from './topics/index.ts'

export const room: Room = {
  key: 'steering',
  folder: new URL('.', import.meta.url),
  rights,
  routes,
  navigation: [
    { path: '/topics', label: 'steering.topics.title', right: 'steering.read', order: 14 },
    { path: '/steering', label: 'steering.cockpit.title', right: 'steering.read', order: 40 },
  ],
  inboxTitle: 'steering.cockpit.title',
  inbox: async (tx, actor, today, limit) =>
    [
      ...(await topicInbox(tx, actor, today, limit)),
      ...(await gapInbox(tx, actor, today, limit)),
      ...(await effectInbox(tx, actor, today, limit)),
      ...(await proposalInbox(tx, actor, today, limit)),
    ].slice(0, limit),
  search: async (tx, actor, text, limit) =>
    [
      ...(await searchTopics(tx, actor, text, limit)),
      ...(await searchGaps(tx, actor, text, limit)),
      ...(await searchProposals(tx, actor, text, limit)),
      ...(await searchChecks(tx, actor, text, limit)),
    ].slice(0, limit),
  retention: [...topicRetention, ...gapRetention, ...effectRetention, ...proposalRetention],
  fixedLists: [...topicFixedLists, ...gapFixedLists, ...effectFixedLists],
  panels: [...topicPanels, ...gapPanels, ...effectPanels, ...proposalPanels],
  jobs: { ...topicJobs, ...procedureJobs },
  schedules: [...procedureSchedules, ...topicSchedules],
  paperSections: [steeringReport],
}

export { confirmEffects, type PlayedCheck, playEffects } from './effects/play.ts'
export { confirmGaps, type PlayedGap, playGaps } from './gaps/play.ts'
export { draftJob, noteDraftedPaper, type PaperWanted } from './proposals/actions/escalate.ts'
export { loadProposals, type ProposalData, type ProposalsData, playMeetings } from './proposals/load.ts'
export { findPassedOn } from './proposals/queries/decisions.ts'
export { loadTopics, type TopicData, type TopicsData } from './topics/load.ts'
