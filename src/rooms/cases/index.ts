/** The door of cases: nobody above needs a file; insight reads what is published. Loading in bulk for the demo. */
import type { Room } from '../../platform/room.ts'
import { rights as core } from './access.ts'
import { dayPath } from './day/paths.ts'
import { caseExports } from './exports/index.ts'
import { findingRights } from './findings/access.ts'
import { findingCodelists } from './findings/codelists.ts'
import { findingJobs } from './findings/jobs.ts'
import { findingsPath, releasePath } from './findings/paths.ts'
import { caseImport } from './importing/index.ts'
import { casesInbox, countCasesInbox } from './inbox.ts'
import { needCodelists } from './needs/codelists.ts'
import { informationPanel } from './pages/informationpanel.tsx'
import { personPanel } from './pages/personpanel.tsx'
import { openingsPath, supervisionPath } from './paths.ts'
import { personalData } from './personaldata.ts'
import { retention } from './retention.ts'
import { routes } from './routes.tsx'
import { followingJobs, followingSchedules, sharingAdministration, sharingRights, takePanel } from './sharing/index.ts'
import {
  workAdministration,
  workFileColumns,
  workJobs,
  workNavigation,
  workRights,
  workSchedules,
} from './work/index.ts'

export const room: Room = {
  key: 'cases',
  folder: new URL('.', import.meta.url),
  rights: { ...core, ...findingRights, ...sharingRights, ...workRights },
  routes,
  navigation: [
    { path: dayPath, label: 'cases.day.title', right: 'cases.edit', order: 5 },
    { path: '/cases', label: 'cases.title', right: 'cases.edit', order: 20 },
    { path: supervisionPath, label: 'cases.supervision.title', right: 'cases.supervise', order: 23 },
    { path: openingsPath, label: 'cases.openings.title', right: 'cases.review-openings', order: 24 },
    { path: releasePath, label: 'cases.finding.release', right: 'cases.supervise', order: 25 },
    ...workNavigation,
    { path: findingsPath, label: 'cases.finding.own', right: 'cases.report-finding', order: 28 },
  ],
  administration: [...sharingAdministration, ...workAdministration],
  inbox: casesInbox,
  inboxCount: countCasesInbox,
  inboxTitle: 'cases.title',
  exports: caseExports,
  fileColumns: workFileColumns,
  jobs: { ...findingJobs, ...followingJobs, ...workJobs },
  schedules: [...followingSchedules, ...workSchedules],
  retention,
  imports: [caseImport],
  codelists: [...findingCodelists, ...needCodelists],
  panels: [personPanel, informationPanel, takePanel],
  personalData,
}

export { type CourseData, loadCourse } from './course/load.ts'
export { type FindingData, loadFindings } from './findings/load.ts'
export { type CaseData, type LoadCasesOptions, type LoadedCases, loadCases } from './load.ts'
export { loadNeeds, type NeedData } from './needs/load.ts'
export { type CaseWork, loadWork, type WorkSetting } from './work/index.ts'
