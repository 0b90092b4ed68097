import { jobsRunSince, readQueue } from '../../jobs/state.ts'
import type { HealthFinding, InstallationCheck, TenantCheck } from '../check.ts'

/** Whether any program runs the jobs. While none does, mails wait and nothing is tidied. */
const runner: InstallationCheck = {
  key: 'jobs.runner',
  about: 'installation',
  async run({ db }): Promise<HealthFinding> {
    const since = await jobsRunSince(db)
    return since ? { state: 'ok', code: 'fine', values: { since } } : { state: 'attention', code: 'none' }
  },
}

/** A job that is due begins within seconds; after so long nobody runs them, or too few. */
const longestWaitMs = { attention: 5 * 60_000, broken: 60 * 60_000 }

export interface Waiting {
  readonly waiting: number
  readonly oldestMs: number
  readonly failed: number
}

/** Judges what waits in the queue and what was given up. */
export function judgeQueue({ waiting, oldestMs, failed }: Waiting): HealthFinding {
  if (oldestMs > longestWaitMs.broken) return { state: 'broken', code: 'late', values: { waiting, oldestMs } }
  if (oldestMs > longestWaitMs.attention) return { state: 'attention', code: 'late', values: { waiting, oldestMs } }
  if (failed > 0) return { state: 'attention', code: 'failed', values: { failed } }
  return { state: 'ok', code: 'fine', values: { waiting } }
}

const queue: TenantCheck = {
  key: 'jobs.queue',
  about: 'tenant',
  async run({ db }, tenant): Promise<HealthFinding> {
    const [state] = await readQueue(db, tenant.schema)
    return judgeQueue(state ?? { waiting: 0, oldestMs: 0, failed: 0 })
  },
}

export const jobsChecks = [runner, queue]
