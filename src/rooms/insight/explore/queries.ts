import type { LogKind } from '../../../engine/readers/index.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { LogFigures } from './analysis.ts'
import { keepDays } from './domain.ts'
import type { Reading } from './reading.ts'
import { figuresStored } from './stored.ts'
import { tables } from './tables.ts'

export interface UploadedLog {
  readonly id: string
  readonly title: string
  readonly kind: LogKind
  readonly reading: Reading
  readonly uploadedAt: Date
}

/** Logs that one member may have at a time; the list has no pages. */
export const mostLogs = 20

const dayLength = 86_400_000

/** One's own logs that are not over, newest first. The second lock: the member stands in the query, not only in the policy. */
const own = (tx: Tx, actor: Actor, now: number) =>
  tables(tx)
    .selectFrom('insight_log')
    .where('member_id', '=', actor.userId)
    .where('uploaded_at', '>', new Date(now - keepDays * dayLength))

export async function listLogs(tx: Tx, actor: Actor, now: number): Promise<readonly UploadedLog[]> {
  const rows = await own(tx, actor, now).selectAll().orderBy('uploaded_at', 'desc').limit(mostLogs).execute()
  return rows.map(({ id, title, source_kind: kind, reading, uploaded_at: uploadedAt }) => ({
    id,
    title,
    kind,
    reading,
    uploadedAt,
  }))
}

/** Throws NotFound for logs of others, and for those that are over. */
export async function getLog(tx: Tx, actor: Actor, id: string, now: number): Promise<UploadedLog> {
  const row = await own(tx, actor, now).selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('log')
  const { title, source_kind: kind, reading, uploaded_at: uploadedAt } = row
  return { id, title, kind, reading, uploadedAt }
}

/** The figures of a log that `getLog` found. */
export async function readFigures(tx: Tx, { id }: UploadedLog): Promise<LogFigures> {
  const row = await tables(tx)
    .selectFrom('insight_log_figures')
    .select('figures')
    .where('log_id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('figures of a log')
  return figuresStored(row.figures)
}
