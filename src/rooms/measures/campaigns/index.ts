/** What status campaigns give to the room around them and, through its door, to others. */
import type { JobHandler, Schedule } from '../../../platform/jobs/index.ts'
import { remindAll } from './actions/reminding.ts'

export { makeSnapshot } from './actions/snapshots.ts'
export { type Change, changesBetween, type SnapshotContent, type SnapshotMeasure } from './domain/snapshot.ts'
export type { LastReportState } from './domain/steps.ts'
export { campaignInbox } from './inbox.ts'
export { type CampaignData, type CampaignsData, loadCampaigns, type ReportData } from './load.ts'
export { campaignPanels } from './panels.tsx'
export { getSnapshot, type ListedSnapshot, listSnapshots, type Snapshot } from './queries/snapshots.ts'
export {
  type LastReport,
  lastReports,
  latestSnapshot,
  openReportCount,
  type PublicReport,
  publicReports,
  snapshotOn,
} from './queries.ts'
export { campaignRoutes } from './routes.tsx'

export const campaignJobs: Readonly<Record<string, JobHandler>> = { 'measures.remind': remindAll }

/** Early in the morning, in UTC, so that the mail is there when people begin. */
export const campaignSchedules: readonly Schedule[] = [{ job: 'measures.remind', cron: '15 4 * * *' }]
