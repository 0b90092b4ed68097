import { type SharedTx, sql, type Tx } from '../database/index.ts'
import { removeExpiredDrafts } from '../drafts/index.ts'
import { removeOldSubmissions } from '../http/gate/submissions.ts'
import { removeSpentSignIns } from '../identity/federation/begin.ts'
import type { JobHandler, Schedule } from '../jobs/index.ts'
import { removeOldMails } from '../mail/outbox.ts'
import { removeOldSubscriptions } from '../subscriptions/actions.ts'

/** Name of the job that removes what the platform itself no longer needs. */
const tidyJob = 'platform.tidy'

export const platformSchedules: readonly Schedule[] = [{ job: tidyJob, cron: '17 * * * *' }]

export const platformJobs: Readonly<Record<string, JobHandler>> = {
  [tidyJob]: async ({ tx, clock }) => {
    await removeExpiredDrafts(tx)
    await removeOldSubmissions(tx)
    await removeOldMails(tx)
    await removeOldSubscriptions(tx)
    await removeSpentAccess(tx, clock.now())
    await removeSpentSignIns(tx, clock.now())
  },
}

/**
 * Sessions a week after their end (until then what was typed after it can be given back), links a month after theirs,
 * browsers that nobody has signed in from for half a year, attempts of the day before yesterday. Of all tenants: these tables are shared.
 */
export async function removeSpentAccess(tx: Tx | SharedTx, now: number): Promise<void> {
  const before = (days: number) => new Date(now - days * 86_400_000)
  await sql`DELETE FROM session WHERE expires_at < ${before(7)} OR ended_at < ${before(7)}`.execute(tx)
  await sql`DELETE FROM one_time_link WHERE expires_at < ${before(30)}`.execute(tx)
  await sql`DELETE FROM known_device WHERE last_used_at < ${before(180)}`.execute(tx)
  await sql`DELETE FROM sign_in_throttle WHERE last_at < ${before(2)}`.execute(tx)
  await sql`DELETE FROM spent_challenge WHERE expires_at < ${before(0)}`.execute(tx)
}
