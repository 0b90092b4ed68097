/** What the import and export of tables give to the room around them. */
import type { JobHandler, Schedule } from '../../../platform/jobs/index.ts'
import { forgetImports } from './actions/undo.ts'

export { importRoutes } from './routes.tsx'

export const importJobs: Readonly<Record<string, JobHandler>> = { 'measures.forget-imports': forgetImports }

/** At night, in UTC. */
export const importSchedules: readonly Schedule[] = [{ job: 'measures.forget-imports', cron: '40 2 * * *' }]
