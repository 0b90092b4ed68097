/** The door of jobs: work that must happen after a write, enqueued in the same transaction. */
export { type EnqueueOptions, enqueue } from './enqueue.ts'
export type { JobHandler, JobRun, RunJobsOptions, Schedule } from './jobs.ts'
export { type RunningJobs, runJobs } from './run.ts'
