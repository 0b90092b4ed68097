import { inTenant, sql } from '../database/index.ts'
import type { HealthFinding, TenantCheck } from '../health/check.ts'

/** Days that a run may wait for somebody before the administration is told. */
const patienceDays = 30

/** Whether deletion happens: no run that waits for a person for a month, none that has stopped in the middle for a day. */
export const retentionChecks: readonly TenantCheck[] = [
  {
    key: 'retention.runs',
    about: 'tenant',
    async run({ db, clock }, tenant): Promise<HealthFinding> {
      const days = (count: number) => new Date(clock.now() - count * 86_400_000)
      const { rows } = await inTenant(db, tenant, 'system', (tx) =>
        sql<{ waiting: number; stuck: number }>`
          SELECT count(*) FILTER (WHERE state IN ('toOffer', 'handing', 'prepared') AND prepared_at < ${days(patienceDays)})::integer AS waiting,
            count(*) FILTER (WHERE state = 'erasing' AND erasing_since < ${days(1)})::integer AS stuck
          FROM retention_run WHERE ended_at IS NULL
        `.execute(tx),
      )
      const { waiting = 0, stuck = 0 } = rows[0] ?? {}
      if (stuck > 0) return { state: 'broken', code: 'stuck', values: { count: stuck } }
      if (waiting > 0) return { state: 'attention', code: 'waiting', values: { count: waiting, days: patienceDays } }
      return { state: 'ok', code: 'fine' }
    },
  },
]
