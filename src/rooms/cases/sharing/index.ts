/** The door of sharing within the room of cases: hand-overs from a file and into one. */
import type { AdministrationEntry } from '../../../platform/administration/entry.ts'
import { needsPath } from './paths.ts'

export { sharingRights } from './access.ts'
export { followingJobs, followingSchedules } from './following/jobs.ts'
export { sharingRoutes } from './routes.tsx'
export { handoversSection } from './section.tsx'
export { takePanel } from './take/panel.tsx'

export const sharingAdministration: readonly AdministrationEntry[] = [
  {
    path: needsPath,
    label: 'cases.sharing.needs.title',
    detail: 'cases.sharing.needs.detail',
    right: 'cases.set-needs',
    group: 'content',
    order: 65,
  },
]
