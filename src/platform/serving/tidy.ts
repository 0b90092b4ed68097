import { removeOldCalls } from '../api/programs.ts'
import { type SharedTx, sql, type Tx } from '../database/index.ts'
import { removeSpentSignIns } from '../identity/federation/begin.ts'
import type { JobHandler, Schedule } from '../jobs/index.ts'
import { removeOldSubscriptions } from '../subscriptions/actions.ts'

/** Name of the job that removes what lives for minutes or belongs to nobody; what has a period goes by deletion runs. */
const tidyJob = 'platform.tidy'

export const platformSchedules: readonly Schedule[] = [{ job: tidyJob, cron: '17 * * * *' }]

export const platformJobs: Readonly<Record<string, JobHandler>> = {
  [tidyJob]: async ({ tx, clock }) => {
    await removeOldSubscriptions(tx)
    await removeSpentAccess(tx, clock.now())
    await removeSpentSignIns(tx, clock.now())
    await removeOldCalls(tx, clock.now())
  },
}

/**
 * Attempts of the day before yesterday and challenges that are over: hashes that belong to no tenant, so that no deletion
 * run has them. Everything else goes with its period, see platform/retention.
 */
export async function removeSpentAccess(tx: Tx | SharedTx, now: number): Promise<void> {
  const before = (days: number) => new Date(now - days * 86_400_000)
  await sql`DELETE FROM sign_in_throttle WHERE last_at < ${before(2)}`.execute(tx)
  await sql`DELETE FROM spent_challenge WHERE expires_at < ${before(0)}`.execute(tx)
}
