/** The door of jobs: work that must happen after a write, enqueued in the same transaction. */
export { type EnqueueOptions, enqueue } from './enqueue.ts'
export type { JobHandler, JobRun, Schedule } from './jobs.ts'
export { type RunJobsOptions, type RunningJobs, runJobs } from './run.ts'
