import { mkdir } from 'node:fs/promises'
import type { BackupSettings, Secrets } from '../config/index.ts'
import { listTenants, type MigrationSource, sql, type Tenant } from '../database/index.ts'
import type { JobHandler, Schedule } from '../jobs/index.ts'
import type { Log } from '../observe/index.ts'
import { longestKeptDays } from './keep.ts'
import { BackupRefused } from './refused.ts'
import { expireBackups, runBackup } from './run.ts'
import { noteKeepDays } from './runs.ts'
import { isVerified } from './verify.ts'

const backupJob = 'platform.backup'

/** The jobs of a tenant that was locked in an emergency wait, and a backup must not. */
const isLocked = (tenant: Tenant) => (tenant as { readonly lockedAt?: Date | null }).lockedAt != null

export interface PlannedBackups {
  readonly settings: BackupSettings
  readonly sources: readonly MigrationSource[]
  readonly secrets: Secrets
  readonly log: Log
}

/** The backup of every night, where the operator has named a folder. */
export function backupSchedules({ folder, at }: BackupSettings): readonly Schedule[] {
  return folder ? [{ job: backupJob, cron: at }] : []
}

/**
 * A schedule enqueues its job for every tenant, and a backup is one for all: the job of the first open tenant does it, the
 * others do nothing. What is refused (no room, no folder) is not tried again before the next night; the status page and
 * `nahtlos doctor` tell of it.
 */
export function backupJobs({ settings, sources, secrets, log }: PlannedBackups): Readonly<Record<string, JobHandler>> {
  const { folder, recipients, keep } = settings
  if (!folder) return {}
  return {
    [backupJob]: async ({ tx, db, tenant, clock }) => {
      // The transaction of the job waits for the whole run.
      await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(tx)
      const first = (await listTenants(db)).find((one) => !isLocked(one))
      if (first?.key !== tenant.key) return
      await mkdir(folder, { recursive: true, mode: 0o700 })
      try {
        const made = await runBackup({ db, sources, secrets, clock, folder, recipients, planned: true, verify: true })
        await noteKeepDays(db, longestKeptDays(keep))
        if (made.verified && isVerified(made.verified)) {
          const removed = await expireBackups(db, { ...settings, folder }, clock.now())
          log.info({ bytes: made.bytes, rows: made.verified.rows, removed }, 'backup made and restored on trial')
        } else log.error({ different: made.verified?.different }, 'a backup came out of its trial as something else')
      } catch (error) {
        if (!(error instanceof BackupRefused)) throw error
        log.error({ why: error.message }, 'no backup could be made')
      }
    },
  }
}
