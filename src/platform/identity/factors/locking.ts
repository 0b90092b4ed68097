import { Conflict } from '../../../kernel/errors.ts'
import type { Actor } from '../../access/index.ts'
import { record } from '../../audit/index.ts'
import { type Database, inTenant, setTenantLock, sql, type Tenant, type Tx } from '../../database/index.ts'
import type { IdentityTables } from '../tables.ts'
import type { LockReason } from './lock.ts'

/**
 * The emergency lock, by an administrator: every session of the tenant ends, nobody gets in, jobs wait. Only whoever runs the
 * platform opens it again. Throws Conflict when it is locked already.
 */
export async function lockTenant(tx: Tx, tenant: Tenant, actor: Actor, reason: LockReason, now: number): Promise<void> {
  const { rows } = await sql<{ locked: number }>`
    SELECT lock_tenant(${tenant.key}, ${reason}, ${new Date(now)}) AS locked
  `.execute(tx)
  if (rows[0]?.locked !== 1) throw new Conflict(`${tenant.key} is locked already, or a demo`)
  const sessions = await endAll(tx, tenant, now)
  await record(tx, actor, { event: 'identity.tenant-locked', details: { reason, sessions } })
}

/** The same for whoever runs the platform. Returns how many sessions ended, undefined when it was locked already. */
export async function lockByOperator(
  db: Database,
  tenant: Tenant,
  reason: LockReason,
  now: number = Date.now(),
): Promise<number | undefined> {
  if (!(await setTenantLock(db, tenant.key, { since: new Date(now), reason }))) return undefined
  return await inTenant(db, tenant, 'system', async (tx) => {
    const sessions = await endAll(tx, tenant, now)
    await record(tx, 'system', { event: 'identity.tenant-locked', details: { reason, sessions } })
    return sessions
  })
}

/** Opens a locked tenant again. False when it was not locked. */
export async function unlockByOperator(db: Database, tenant: Tenant): Promise<boolean> {
  if (!(await setTenantLock(db, tenant.key, undefined))) return false
  await inTenant(db, tenant, 'system', (tx) => record(tx, 'system', { event: 'identity.tenant-unlocked' }))
  return true
}

async function endAll(tx: Tx, tenant: Tenant, now: number): Promise<number> {
  const ended = await tx
    .withTables<IdentityTables>()
    .updateTable('session')
    .set({ ended_at: new Date(now), end_reason: 'locked' })
    .where('tenant', '=', tenant.key)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}
