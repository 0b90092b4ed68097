/** The door of jobs: work that must happen after a write, enqueued in the same transaction. */
export type { JobHandler, JobRun, Schedule } from './jobs.ts'
