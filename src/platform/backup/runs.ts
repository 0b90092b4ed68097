import { newPublicId } from '../../kernel/ids.ts'
import { asOwner, type Database, type SharedTx, sql, type Tx } from '../database/index.ts'

/** How a run ended; `running` until then. `different`: restored on trial, something else came out. */
export type BackupResult = 'running' | 'done' | 'failed' | 'refused' | 'different' | 'interrupted'

/** A backup that was made here, or should have been. */
export interface BackupRun {
  readonly id: string
  readonly scope: 'whole' | 'tenant'
  /** Key of the tenant; null for the whole installation. */
  readonly tenant: string | null
  /** By the schedule, not by hand. */
  readonly planned: boolean
  readonly startedAt: Date
  readonly endedAt: Date | null
  /** Name of the file, without its folder. */
  readonly file: string | null
  readonly bytes: number | null
  readonly encrypted: boolean | null
  /** When it was restored into a scratch schema and found the same. */
  readonly verifiedAt: Date | null
  readonly result: BackupResult
  /** When its file was removed, because others had come after it. */
  readonly expiredAt: Date | null
}

const columns = sql`id, scope, tenant, planned, started_at AS "startedAt", ended_at AS "endedAt", file, bytes, encrypted,
  verified_at AS "verifiedAt", result, expired_at AS "expiredAt"`

export type NewRun = Pick<BackupRun, 'scope' | 'tenant' | 'planned' | 'startedAt'>

/** Notes that a run begins. One of the schedule that was left unfinished (the program was killed) counts as interrupted now. */
export async function beginRun(db: Database, run: NewRun): Promise<string> {
  const id = newPublicId<'backup'>()
  await asOwner(db, async (tx) => {
    if (run.planned)
      await sql`UPDATE backup_run SET result = 'interrupted', ended_at = ${run.startedAt}
        WHERE result = 'running' AND planned AND started_at <= ${run.startedAt}`.execute(tx)
    await sql`INSERT INTO backup_run (id, scope, tenant, planned, started_at, result)
      VALUES (${id}, ${run.scope}, ${run.tenant}, ${run.planned}, ${run.startedAt}, 'running')`.execute(tx)
  })
  return id
}

export type EndedRun = { readonly result: Exclude<BackupResult, 'running'>; readonly endedAt: Date } & Partial<
  Pick<BackupRun, 'file' | 'bytes' | 'encrypted' | 'verifiedAt'>
>

export async function endRun(db: Database, id: string, ended: EndedRun): Promise<void> {
  await asOwner(db, (tx) =>
    sql`UPDATE backup_run SET result = ${ended.result}, ended_at = ${ended.endedAt}, file = ${ended.file ?? null},
      bytes = ${ended.bytes ?? null}, encrypted = ${ended.encrypted ?? null}, verified_at = ${ended.verifiedAt ?? null}
      WHERE id = ${id}`.execute(tx),
  )
}

/** Notes with the newest planned run how long what was deleted may still be in a backup. */
export async function noteKeepDays(db: Database, days: number): Promise<void> {
  await asOwner(db, (tx) =>
    sql`UPDATE backup_run SET keep_days = ${days}
      WHERE id = (SELECT id FROM backup_run WHERE planned ORDER BY started_at DESC, id DESC LIMIT 1)`.execute(tx),
  )
}

/** Notes that the file of a run was removed. */
export async function expireRun(db: Database, id: string, at: Date): Promise<void> {
  await asOwner(db, (tx) => sql`UPDATE backup_run SET expired_at = ${at} WHERE id = ${id}`.execute(tx))
}

/** Files of the schedule that are there, newest first. */
export async function keptRuns(db: Database): Promise<BackupRun[]> {
  const { rows } = await asOwner(db, (tx) =>
    sql<BackupRun>`SELECT ${columns} FROM backup_run
      WHERE planned AND file IS NOT NULL AND expired_at IS NULL ORDER BY started_at DESC, id DESC LIMIT 2000`.execute(
      tx,
    ),
  )
  return rows
}

/** The newest runs of all kinds, for the operator. */
export async function lastRuns(db: Database): Promise<BackupRun[]> {
  const { rows } = await asOwner(db, (tx) =>
    sql<BackupRun>`SELECT ${columns} FROM backup_run ORDER BY started_at DESC, id DESC LIMIT 50`.execute(tx),
  )
  return rows
}

export interface LastBackups {
  /** The newest of the whole installation that was restored on trial. */
  readonly verified: BackupRun | null
  /** The newest of the whole installation, however it ended. */
  readonly newest: BackupRun | null
  /** The newest file that is there, whether verified or not. */
  readonly made: BackupRun | null
}

/** How old the last backups are; of the whole installation, for that is what a disaster needs. */
export async function lastBackups(db: Database): Promise<LastBackups> {
  return await asOwner(db, (tx) => lastBackupsIn(tx))
}

async function lastBackupsIn(tx: SharedTx | Tx): Promise<LastBackups> {
  const newest = async (condition: ReturnType<typeof sql>) => {
    const { rows } = await sql<BackupRun>`SELECT ${columns} FROM backup_run WHERE scope = 'whole' AND ${condition}
      ORDER BY started_at DESC, id DESC LIMIT 1`.execute(tx)
    return rows[0] ?? null
  }
  return {
    verified: await newest(sql`verified_at IS NOT NULL`),
    newest: await newest(sql`true`),
    made: await newest(sql`result = 'done'`),
  }
}

export const runsPerPage = 20

/** What a district's administrators see: runs of the whole installation and their own, newest first. */
export async function listRuns(tx: Tx, page: number): Promise<{ readonly runs: BackupRun[]; readonly total: number }> {
  const { rows } = await sql<BackupRun>`SELECT ${columns} FROM backup_run ORDER BY started_at DESC, id DESC
    LIMIT ${runsPerPage} OFFSET ${(page - 1) * runsPerPage}`.execute(tx)
  const counted = await sql<{ total: number }>`SELECT count(*) AS total FROM backup_run`.execute(tx)
  return { runs: rows, total: counted.rows[0]?.total ?? 0 }
}

/** As lastBackups, as a district's administrators see it. */
export async function lastBackupsSeen(tx: Tx): Promise<LastBackups> {
  return await lastBackupsIn(tx)
}
