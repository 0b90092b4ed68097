import { Invalid } from '../../../kernel/errors.ts'
import { newPublicId } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { analyseLog } from './analysis.ts'
import { getLog, listLogs, mostLogs } from './queries.ts'
import { type Mapping, readUpload } from './reading.ts'
import { storedFigures } from './stored.ts'
import { tables } from './tables.ts'

/** Bytes a log may have as it is sent; packed with gzip it may hold many times that. */
export const largestUpload = 20 * 1024 * 1024

export interface NewLog {
  readonly title: string
  readonly file: File | undefined
  readonly mapping: Mapping
}

/**
 * Reads a log and keeps its figures for the member alone, no event of it. The file is read while it is sent and kept
 * nowhere, which is why there is no job for it. Returns the id. Throws Invalid for what is no log.
 */
export async function uploadLog(tx: Tx, actor: Actor, { title, file, mapping }: NewLog, now: number): Promise<string> {
  demand(actor, 'insight.explore')
  if (!file || file.size === 0) throw new Invalid([{ field: 'file', code: 'file-missing' }])
  if (file.size > largestUpload) throw new Invalid([{ field: 'file', code: 'file-too-large' }])
  if ((await listLogs(tx, actor, now)).length >= mostLogs)
    throw new Invalid([{ field: '', code: 'log.enough', values: { most: mostLogs } }])
  const { kind, log, reading } = await readUpload(new Uint8Array(await file.arrayBuffer()), mapping)
  const figures = storedFigures(await analyseLog(log))
  const id = newPublicId<'log'>()
  await tables(tx)
    .insertInto('insight_log')
    .values({
      id,
      member_id: actor.userId,
      title,
      source_kind: kind,
      reading: sql`${JSON.stringify(reading)}::jsonb`,
      uploaded_at: new Date(now),
    })
    .execute()
  await tables(tx).insertInto('insight_log_figures').values({ log_id: id, figures }).execute()
  await record(tx, actor, {
    event: 'insight.log-uploaded',
    subject: id,
    subjectKind: 'insight.log',
    details: { kind, events: log.size, cases: reading.cases },
  })
  return id
}

/** Takes a log away before its time. Throws NotFound for logs of others. */
export async function removeLog(tx: Tx, actor: Actor, id: string, now: number): Promise<void> {
  const log = await getLog(tx, actor, id, now)
  await tables(tx).deleteFrom('insight_log').where('id', '=', log.id).execute()
  await record(tx, actor, { event: 'insight.log-removed', subject: log.id, subjectKind: 'insight.log' })
}
