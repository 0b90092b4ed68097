import { sql } from 'kysely'
import type { Clock } from '../../kernel/clock.ts'
import { type Database, inTenant, type Tenant, type Tx } from '../database/index.ts'
import { append, emptyTree, rootOf, type Tree } from './merkle.ts'
import { type Checkpoint, type SealKey, signCheckpoint } from './signature.ts'
import type { AuditTables } from './tables.ts'

/** Entries that are sealed in one transaction. */
const portion = 2000

/**
 * Seals what was committed since the last time: orders the entries, appends them to the tree and signs its new state.
 * Returns how many were sealed. Of two sealers at once one wins and the other fails with a unique violation, harmlessly.
 */
export async function sealAudit(db: Database, tenant: Tenant, key: SealKey, clock: Clock): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await inTenant(db, tenant, 'system', (tx) => sealPortion(tx, tenant, key, clock))
    sealed += count
    if (count < portion) return sealed
  }
}

async function sealPortion(tx: Tx, tenant: Tenant, key: SealKey, clock: Clock): Promise<number> {
  const audit = tx.withTables<AuditTables>()
  const pending = await audit
    .deleteFrom('audit_pending')
    .where('entry_id', 'in', (oldest) =>
      oldest.selectFrom('audit_pending').select('entry_id').orderBy('entry_id').limit(portion),
    )
    .returning(['entry_id', 'leaf'])
    .execute()
  if (pending.length === 0) return 0
  pending.sort((one, other) => (one.entry_id < other.entry_id ? -1 : 1))

  const last = await audit
    .selectFrom('audit_checkpoint')
    .selectAll()
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  const before: Tree = last ? { size: last.size, edge: last.edge } : emptyTree
  const after = append(
    before,
    pending.map((entry) => entry.leaf),
  )
  const checkpoint: Checkpoint = {
    tenant: tenant.key,
    size: after.size,
    root: rootOf(after),
    previousSize: before.size,
    previousRoot: rootOf(before),
    sealedMs: clock.now(),
  }
  await sql`
    INSERT INTO audit_leaf (position, entry_id, leaf)
    SELECT ${before.size}::bigint + ordinality - 1, entry_id, leaf
    FROM unnest(
      ${pending.map((entry) => entry.entry_id)}::uuid[], ${pending.map((entry) => entry.leaf)}::bytea[]
    ) WITH ORDINALITY AS pending (entry_id, leaf, ordinality)
  `.execute(audit)
  await audit
    .insertInto('audit_checkpoint')
    .values({
      size: checkpoint.size,
      root: checkpoint.root,
      previous_size: checkpoint.previousSize,
      previous_root: checkpoint.previousRoot,
      edge: [...after.edge],
      sealed_ms: checkpoint.sealedMs,
      key_id: key.id,
      signature: signCheckpoint(key, checkpoint),
    })
    .execute()
  return pending.length
}
