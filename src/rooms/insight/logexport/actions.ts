import { Conflict, Invalid, NotFound } from '../../../kernel/errors.ts'
import { newPublicId } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tenant, Tx } from '../../../platform/database/index.ts'
import type { Download } from '../../../platform/http/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import { type LogExportState, type LogFormat, tables } from './tables.ts'

/** Days that such a file can be fetched; the nightly run deletes it with its entry afterwards. */
export const keepDays = 2
export const writeJob = 'insight.write-log'
const dayLength = 86_400_000
/** Files that one member may have at a time, and of these such as are still being made: each reads all hand-overs. */
export const mostKept = 10
export const mostRunning = 2

export interface LogExport {
  readonly id: string
  readonly format: LogFormat
  readonly reason: string
  readonly state: LogExportState
  readonly handOvers: number | null
  readonly leftOut: number | null
  readonly orderedAt: Date
}

/** Orders the log of the district. Throws Forbidden, and Invalid without a confirmed warning or with too many orders. */
export async function orderLog(
  tx: Tx,
  actor: Actor,
  input: { readonly format: LogFormat; readonly reason: string; readonly understood: boolean },
  now: number,
): Promise<string> {
  demand(actor, 'insight.export-log')
  if (!input.understood) throw new Invalid([{ field: 'understood', code: 'log-export-warning' }])
  // Signs as the database counts them, not halves of them.
  if ([...input.reason].length < 10) throw new Invalid([{ field: 'reason', code: 'too-short', values: { min: 10 } }])
  const orders = await listExports(tx, actor, now)
  if (orders.filter(({ state }) => state === 'ordered').length >= mostRunning)
    throw new Invalid([{ field: '', code: 'log-export-running', values: { most: mostRunning } }])
  if (orders.length >= mostKept)
    throw new Invalid([{ field: '', code: 'log-export-enough', values: { most: mostKept, days: keepDays } }])
  const id = newPublicId<'log-export'>()
  await tables(tx)
    .insertInto('insight_log_export')
    .values({
      id,
      member_id: actor.userId,
      format: input.format,
      reason: input.reason,
      state: 'ordered',
      hand_overs: null,
      left_out: null,
      ordered_at: new Date(now),
      made_at: null,
      fetched_at: null,
    })
    .execute()
  await enqueue(tx, writeJob, { export: id }, { key: `${writeJob} ${id}` })
  await record(tx, actor, {
    event: 'insight.log-export-ordered',
    subject: id,
    subjectKind: 'insight.log-export',
    details: { format: input.format },
  })
  return id
}

const own = (tx: Tx, actor: Actor, now: number) =>
  tables(tx)
    .selectFrom('insight_log_export')
    .where('member_id', '=', actor.userId)
    .where('ordered_at', '>', new Date(now - keepDays * dayLength))

export async function listExports(tx: Tx, actor: Actor, now: number): Promise<readonly LogExport[]> {
  const rows = await own(tx, actor, now).selectAll().orderBy('ordered_at', 'desc').limit(mostKept).execute()
  return rows.map((row) => ({
    id: row.id,
    format: row.format,
    reason: row.reason,
    state: row.state,
    handOvers: row.hand_overs,
    leftOut: row.left_out,
    orderedAt: row.ordered_at,
  }))
}

/** The file, for the one who ordered it. Throws NotFound for others' and for those that are over, Conflict before it is made. */
export async function fetchLog(tx: Tx, actor: Actor, tenant: Tenant, id: string, now: number): Promise<Download> {
  const order = await own(tx, actor, now).selectAll().where('id', '=', id).executeTakeFirst()
  if (!order) throw new NotFound('export of the log')
  if (order.state !== 'ready') throw new Conflict('log-export-not-ready')
  const { content } = await tables(tx)
    .selectFrom('insight_log_export_content')
    .select('content')
    .where('export_id', '=', id)
    .executeTakeFirstOrThrow()
  await tables(tx)
    .updateTable('insight_log_export')
    .set({ fetched_at: new Date(now) })
    .where('id', '=', id)
    .execute()
  await record(tx, actor, {
    event: 'insight.log-export-fetched',
    subject: id,
    subjectKind: 'insight.log-export',
    details: { format: order.format, handOvers: order.hand_overs },
  })
  const name = `hand-overs-${tenant.key}-${order.ordered_at.toISOString().slice(0, 10)}${tenant.demo ? '-DEMO' : ''}`
  return order.format === 'xes'
    ? { type: 'application/xml', filename: `${name}.xes`, body: new Uint8Array(content) }
    : { type: 'application/json', filename: `${name}.json`, body: new Uint8Array(content) }
}
