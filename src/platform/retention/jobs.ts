import type { Database, Tenant } from '../database/index.ts'
import { inTenant } from '../database/index.ts'
import { enqueue, type JobHandler, type Schedule } from '../jobs/index.ts'
import { backupDays } from './backups.ts'
import { controllersWith } from './controllers.ts'
import { closeSilentOffers, eraseJob } from './decisions.ts'
import { nightlyAt } from './domain.ts'
import { eraseBatch } from './erasing.ts'
import type { RetentionKind } from './kind.ts'
import { getRun, prepareRun } from './runs.ts'

const nightlyJob = 'platform.retention'

export const retentionSchedules: readonly Schedule[] = [
  { job: nightlyJob, cron: `${nightlyAt.minute} ${nightlyAt.hour} * * *` },
]

/** What is due is made ready every night; what goes by itself begins, everything else waits for a person. */
export function retentionJobs(
  kinds: readonly RetentionKind[],
  ownDays: number | null,
): Readonly<Record<string, JobHandler>> {
  return {
    [nightlyJob]: async ({ db, tenant, clock }) => {
      await inTenant(db, tenant, 'system', (tx) => closeSilentOffers(tx, clock.today()))
      // One transaction for each kind: one that fails keeps no other from being prepared, and the job is tried again.
      const failed: unknown[] = []
      for (const kind of kinds) {
        await prepareAll(db, tenant, kind, clock.today(), clock.now()).catch((error: unknown) => failed.push(error))
      }
      if (failed.length > 0) throw failed[0]
    },
    [eraseJob]: async ({ tx, clock }, payload) => {
      const { run: id } = payload as { readonly run: string }
      const run = await getRun(tx, id)
      const kind = kinds.find(({ key }) => key === run.kind)
      // A kind that this program no longer knows: another program prepared it, and that one must finish it.
      if (!kind) throw new RangeError(`no kind of data is called ${run.kind}`)
      const more = await eraseBatch(tx, kind, id, {
        today: clock.today(),
        now: clock.now(),
        backupDays: await backupDays(tx, ownDays),
      })
      if (more) await enqueue(tx, eraseJob, { run: id }, { key: `${eraseJob} ${id}` })
    },
  }
}

async function prepareAll(
  db: Database,
  tenant: Tenant,
  kind: RetentionKind,
  today: Parameters<typeof prepareRun>[4],
  now: number,
): Promise<void> {
  await inTenant(
    db,
    tenant,
    'system',
    async (tx) => {
      for (const controllerId of await controllersWith(tx, kind)) {
        const id = await prepareRun(tx, 'system', kind, controllerId, today, now)
        if (id && kind.byItself) await enqueue(tx, eraseJob, { run: id }, { key: `${eraseJob} ${id}` })
      }
    },
    { statementTimeoutMs: 0 },
  )
}
