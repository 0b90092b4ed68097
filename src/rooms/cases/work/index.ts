/** The door of the work on a file: plan, follow-ups, notes, documents, assessment, conferences. */
import type { AdministrationEntry } from '../../../platform/administration/entry.ts'
import type { JobHandler, Schedule } from '../../../platform/jobs/index.ts'
import type { FileColumn } from '../../../platform/retention/kinds/files.ts'
import type { NavigationEntry } from '../../../platform/room.ts'
import { remindOfDue } from './tasks/inbox.ts'

export { workRights } from './access.ts'
export { keepNextDue } from './due.ts'
export { type CaseWork, loadWork, type WorkSetting } from './load.ts'
export { workRoutes } from './routes.tsx'
export { workSections } from './sections.tsx'
export { addTask } from './tasks/actions.ts'
export { dropOpenTasks } from './tasks/dropping.ts'
export { countDue, dueInbox } from './tasks/inbox.ts'
export { openTasks } from './tasks/queries.ts'

export const workNavigation: readonly NavigationEntry[] = [
  { path: '/follow-ups', label: 'cases.task.page', right: 'cases.edit', order: 22 },
]

export const workAdministration: readonly AdministrationEntry[] = [
  {
    path: '/admin/assessment',
    label: 'cases.builder.title',
    detail: 'cases.builder.text',
    right: 'cases.assessment-form',
    group: 'content',
    order: 45,
  },
]

/** Columns that hold ids of stored files. */
export const workFileColumns: readonly FileColumn[] = [{ table: 'case_document', column: 'file_id' }]

export const workJobs: Readonly<Record<string, JobHandler>> = { 'cases.remind-of-due': remindOfDue }

/** In the morning, before the offices open. */
export const workSchedules: readonly Schedule[] = [{ job: 'cases.remind-of-due', cron: '15 6 * * 1-5' }]
