import type { Id } from '../../kernel/ids.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import type { JobHandler, Schedule } from '../jobs/index.ts'
import type { RetentionKind } from '../retention/kind.ts'
import { dueRows, removeRows } from '../retention/rows.ts'
import { tables } from './access.ts'
import { endOrder } from './actions.ts'
import { statesBefore } from './domain.ts'

/** The job that takes away what is over. Enqueued for the moment in which a file expires, and every hour for what was missed. */
export const expireJob = 'exports.expire'

export const exportSchedules: readonly Schedule[] = [{ job: expireJob, cron: '41 * * * *' }]

/** Takes away the files whose time is up; the entries stay. */
export const expireExports: JobHandler = async ({ tx, clock }) => {
  const now = clock.now()
  const due = await tables(tx)
    .selectFrom('export_order')
    .select('id')
    .where('state', '=', 'ready')
    .where('expires_at', '<=', new Date(now))
    .limit(1000)
    .execute()
  for (const { id } of due) await endOrder(tx, id, 'expired', now)
  if (due.length > 0) await record(tx, 'system', { event: 'exports.expired', details: { count: due.length } })
}

/**
 * Takes away all files with data of people that a controller's members have not let go yet, and stops those that wait or are
 * being made: what was written or read before a person was erased must not be fetched any more. As the platform. Returns how
 * many there were.
 */
export async function withdrawExports(tx: Tx, controllerId: Id<'organisation'>, now: number): Promise<number> {
  const ended = await tables(tx)
    .updateTable('export_order')
    .set({ state: 'over', reason: 'withdrawn', ended_at: new Date(now) })
    .where('controller_id', '=', controllerId)
    .where('holds_people', '=', true)
    .where('state', 'in', statesBefore('over'))
    .returning('id')
    .execute()
  const ids = ended.map(({ id }) => id)
  if (ids.length > 0) await tables(tx).deleteFrom('export_file').where('export_id', 'in', ids).execute()
  return ids.length
}

/** What is left of an export when its file is gone: that there was one. The program forgets it after 30 days. */
export const exportKind: RetentionKind = {
  key: 'exports.entry',
  scope: 'tenant',
  fallback: { action: 'delete', period: { days: 30 } },
  actions: ['delete'],
  fixed: true,
  byItself: true,
  traces: { record: 'erased', files: 'erased', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
  ...dueRows({
    from: sql`export_order`,
    id: sql`export_order.id::text`,
    since: sql`export_order.ended_at`,
    where: sql`export_order.state IN ('failed', 'over')`,
    label: sql`export_order.kind`,
  }),
  erase: async (tx, ids) => ({ export_order: await removeRows(tx, 'export_order', sql`id::text`, ids) }),
}
