import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Clock } from '../../kernel/clock.ts'
import { sealAudit, sealKeyFrom, verifyAudit } from '../audit/index.ts'
import type { Secrets } from '../config/index.ts'
import { quoteIdentifier, quoteLiteral } from '../database/escape.ts'
import {
  asOwner,
  type Database,
  getTenant,
  listTenants,
  type MigrationSource,
  sql,
  type Tenant,
} from '../database/index.ts'
import { makeKeyPair } from './format/age.ts'
import type { CopiedTenant } from './format/manifest.ts'
import { dropPendingJobs } from './jobs.ts'
import { BackupRefused } from './refused.ts'
import { restore } from './restore.ts'
import { programVersion } from './run.ts'
import { copyingSession } from './session.ts'
import { conditionFor } from './sharedrows.ts'
import { openBackup } from './source.ts'
import { shapesOf } from './tables.ts'
import { differences } from './verify.ts'
import { writeBackup } from './write.ts'

export interface MoveOptions {
  readonly from: { readonly db: Database; readonly secrets: Secrets }
  readonly to: { readonly db: Database; readonly secrets: Secrets }
  readonly tenant: Tenant
  readonly sources: readonly MigrationSource[]
  readonly clock: Clock
  /** For the file on its way, encrypted with a key that nobody ever sees; removed in any case. */
  readonly workFolder: string
  readonly say: (message: string) => void
  /** How long to wait until every program knows of the lock, in milliseconds; six seconds, but for tests. */
  readonly rememberedMs?: number
}

export interface Moved {
  readonly rows: number
  /** How long nobody could work in the district, up to here. */
  readonly closedMs: number
}

/** How long a program may go on letting people in after a tenant was locked, because it remembers tenants (see the gate). */
const rememberedMs = 6000

/** What changes on the way, and why it may: restored is noted, seals are taken over, secrets sealed anew, accounts found. */
const mayDiffer = new Set(['audit_entry', 'audit_pending', 'audit_origin', 'setting', 'membership', 'migration'])

/** Says of a schema that its tenant has moved; only then it may be removed here. */
const movedMark = 'nahtlos: moved elsewhere, waiting for the word to remove it here'

/**
 * Moves a tenant to another database. It is locked first and then copied, so that nothing is written that does not come
 * along; how long that takes is told. What arrived is compared table by table, and its seals are checked. The source keeps
 * all of it, locked, until `finishMove` or `undoMove`. When anything fails, the source is opened again. Throws BackupRefused.
 */
export async function moveTenant(options: MoveOptions): Promise<Moved> {
  const { from, to, tenant, sources, clock, workFolder, say } = options
  if ((await listTenants(to.db)).some(({ key }) => key === tenant.key))
    throw new BackupRefused(`There is a tenant ${tenant.key} at the other place already.`)
  const file = join(workFolder, `nahtlos-move-${randomBytes(8).toString('hex')}.age`)
  const { identity, recipient } = await makeKeyPair()
  const closedSince = performance.now()
  const wasLocked = await lock(from.db, tenant, clock.now())
  say('Locked; waiting until everybody is out.')
  try {
    await everybodyOut(from.db, options.rememberedMs ?? rememberedMs)
    const sealKey = sealKeyFrom(from.secrets)
    await sealAudit(from.db, tenant, sealKey, clock)
    await writeBackup({
      db: from.db,
      tenant,
      sealKey,
      program: programVersion,
      now: clock.now(),
      file,
      recipients: [recipient],
    })
    const source = await openBackup(file, [identity])
    const { secrets } = to
    const restored = await restore({
      db: to.db,
      sources,
      secrets,
      formerSecrets: from.secrets,
      source,
      now: clock.now(),
      say,
    })
    await mustHaveArrived(options, source.manifest.tenants[0] as CopiedTenant)
    if (!wasLocked) await unlock(to.db, tenant)
    await mark(from.db, tenant, movedMark)
    return { rows: restored.tenants[0]?.rows ?? 0, closedMs: performance.now() - closedSince }
  } catch (error) {
    if (!wasLocked) await unlock(from.db, tenant)
    say('It did not work. The district is as it was where it was.')
    throw error
  } finally {
    await rm(file, { force: true })
  }
}

/** Removes a tenant that has moved: its schema, its sessions and links, and accounts that no other tenant trusts. */
export async function finishMove(db: Database, tenant: Tenant): Promise<void> {
  await mustHaveMoved(db, tenant)
  await copyingSession(db, 'BEGIN', async (client) => {
    await client.query(`SET LOCAL search_path = ${quoteIdentifier(db.names.shared)}`)
    const shapes = await shapesOf(client, db.names.shared)
    const having = (column: string) =>
      shapes.filter(({ name, columns }) => columns.includes(column) && !['tenant', 'backup_run'].includes(name))
    // Whose accounts they were is asked before the tables that tell are emptied.
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM account WHERE ${conditionFor('account', tenant.key)}
         AND NOT EXISTS (SELECT FROM account_tenant t WHERE t.account_id = account.id AND t.tenant <> $1)`,
      [tenant.key],
    )
    const accounts = rows.map(({ id }) => id)
    for (const { name } of having('tenant'))
      await client.query(`DELETE FROM ${quoteIdentifier(name)} WHERE tenant = $1`, [tenant.key])
    for (const { name } of having('account_id'))
      await client.query(`DELETE FROM ${quoteIdentifier(name)} WHERE account_id = ANY ($1)`, [accounts])
    await client.query('DELETE FROM account WHERE id = ANY ($1)', [accounts])
    await client.query('DELETE FROM tenant WHERE key = $1', [tenant.key])
    await dropPendingJobs(client, db, tenant.schema)
    await client.query(`DROP SCHEMA ${quoteIdentifier(tenant.schema)} CASCADE`)
  })
}

/** Opens a tenant again where it was; what became of it at the other place is no longer it. */
export async function undoMove(db: Database, tenant: Tenant): Promise<void> {
  await mustHaveMoved(db, tenant)
  await mark(db, tenant, null)
  await unlock(db, tenant)
}

/** Nobody new is let in: the gate answers that the district is locked, its jobs wait. True when it was locked before. */
async function lock(db: Database, { key }: Tenant, now: number): Promise<boolean> {
  return await asOwner(db, async (tx) => {
    const { numAffectedRows } =
      await sql`UPDATE tenant SET locked_at = ${new Date(now)}, locked_reason_code = 'operation'
      WHERE key = ${key} AND locked_at IS NULL`.execute(tx)
    return numAffectedRows === 0n
  })
}

async function unlock(db: Database, { key }: Tenant): Promise<void> {
  await asOwner(db, (tx) =>
    sql`UPDATE tenant SET locked_at = NULL, locked_reason_code = NULL WHERE key = ${key}`.execute(tx),
  )
}

async function mark(db: Database, { schema }: Tenant, text: string | null): Promise<void> {
  const comment = text === null ? 'NULL' : quoteLiteral(text)
  await asOwner(db, (tx) => sql.raw(`COMMENT ON SCHEMA ${quoteIdentifier(schema)} IS ${comment}`).execute(tx))
}

/** Until every program knows of the lock, and every transaction that began before has ended. */
async function everybodyOut(db: Database, waitMs: number): Promise<void> {
  await sleep(waitMs)
  const last = await one<{ next: string }>(db, 'SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next')
  for (;;) {
    const { done } = await one<{ done: boolean }>(
      db,
      `SELECT pg_snapshot_xmin(pg_current_snapshot()) >= '${last.next}'::xid8 AS done`,
    )
    if (done) return
    await sleep(100)
  }
}

async function one<Row extends pg.QueryResultRow>(db: Database, query: string): Promise<Row> {
  const { rows } = await db.owner.pool.query<Row>(query)
  return rows[0] as Row
}

async function mustHaveArrived({ to, tenant }: MoveOptions, copied: CopiedTenant): Promise<void> {
  const arrived = await getTenant(to.db, tenant.key)
  const different = (await differences(to.db, arrived.schema, copied)).filter((table) => !mayDiffer.has(table))
  const { id, publicKey } = sealKeyFrom(to.secrets)
  const { findings } = await verifyAudit(to.db, arrived, { keys: new Map([[id, publicKey]]) })
  if (different.length > 0 || findings.length > 0)
    throw new BackupRefused(
      `What arrived is not what was sent (${[...different, ...findings.map(({ code }) => code)].join(', ')}). Remove it there; here nothing was changed.`,
    )
}

async function mustHaveMoved(db: Database, { key, schema }: Tenant): Promise<void> {
  const { rows } = await db.owner.pool.query<{ note: string | null }>(
    `SELECT obj_description(oid, 'pg_namespace') AS note FROM pg_namespace WHERE nspname = $1`,
    [schema],
  )
  if (rows[0]?.note !== movedMark)
    throw new BackupRefused(`${key} has not moved from here. First: npx nahtlos tenant move ${key} --to <address>`)
}
