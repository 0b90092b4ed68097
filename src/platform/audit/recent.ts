import { type Database, inTenant, type Tenant } from '../database/index.ts'
import { append, emptyTree, rootOf, type Tree } from './merkle.ts'
import { type Checkpoint, isSignatureOf, type SealKey } from './signature.ts'
import type { AuditTables } from './tables.ts'

/** How the seal of a tenant's audit stands, from its newest end. The whole audit is checked by `verifyAudit`. */
export interface SealState {
  /** When the oldest entry that waits was written, in milliseconds since 1970; undefined when none waits. */
  readonly oldestWaitingMs: number | undefined
  /** When the newest checkpoint was signed, and the newest entry written. */
  readonly lastSealedMs: number | undefined
  readonly newestEntryMs: number | undefined
  /** Checkpoints that were looked at. */
  readonly checked: number
  /** `other-key`: signed with a key that is not this installation's; the rest as in `verifyAudit`. */
  readonly fault: 'signature' | 'chain' | 'root' | 'changed' | 'other-key' | undefined
}

/** Leaves that are read at most: a bulk load may have sealed very many at once. */
const mostLeaves = 20_000

/** Reads how the seal stands and checks the newest checkpoints, from the last but `count` to the last. */
export async function readSealState(
  db: Database,
  tenant: Tenant,
  key: Pick<SealKey, 'id' | 'publicKey'>,
  count: number,
): Promise<SealState> {
  return await inTenant(
    db,
    tenant,
    'system',
    async (tx) => {
      const audit = tx.withTables<AuditTables>()
      const waiting = await audit.selectFrom('audit_pending').select('entry_id').orderBy('entry_id').limit(1).execute()
      const newest = await audit.selectFrom('audit_entry').select('id').orderBy('id', 'desc').limit(1).execute()
      const rows = await audit
        .selectFrom('audit_checkpoint')
        .selectAll()
        .orderBy('size', 'desc')
        .limit(count + 1)
        .execute()
      rows.reverse()
      const first = rows.length > count ? rows.shift() : undefined
      let before: Tree = first ? { size: first.size, edge: first.edge } : emptyTree
      let fault: SealState['fault'] = first && !rootOf(before).equals(first.root) ? 'root' : undefined
      let checked = 0
      let leaves = 0
      for (const row of rows) {
        if (leaves + row.size - before.size > mostLeaves) {
          before = { size: row.size, edge: row.edge }
          continue
        }
        leaves += row.size - before.size
        const checkpoint: Checkpoint = {
          tenant: tenant.key,
          size: row.size,
          root: row.root,
          previousSize: row.previous_size,
          previousRoot: row.previous_root,
          sealedMs: row.sealed_ms,
        }
        const found = await audit
          .selectFrom('audit_leaf as l')
          .leftJoin('audit_entry as e', 'e.id', 'l.entry_id')
          .select(['l.leaf', 'e.leaf as sealed'])
          .where('l.position', '>=', before.size)
          .where('l.position', '<', row.size)
          .orderBy('l.position')
          .execute()
        const after = append(
          before,
          found.map(({ leaf }) => leaf),
        )
        if (row.key_id !== key.id) fault ??= 'other-key'
        else if (!isSignatureOf(key.publicKey, checkpoint, row.signature)) fault ??= 'signature'
        if (row.previous_size !== before.size || !row.previous_root.equals(rootOf(before))) fault ??= 'chain'
        if (after.size !== row.size || !rootOf(after).equals(row.root)) fault ??= 'root'
        if (found.some(({ leaf, sealed }) => !sealed?.equals(leaf))) fault ??= 'changed'
        before = { size: row.size, edge: row.edge }
        checked++
      }
      return {
        oldestWaitingMs: madeMs(waiting[0]?.entry_id),
        lastSealedMs: (rows.at(-1) ?? first)?.sealed_ms,
        newestEntryMs: madeMs(newest[0]?.id),
        checked,
        fault,
      }
    },
    { readOnly: true, snapshot: true },
  )
}

/** The instant in a version 7 id (RFC 9562), in milliseconds. */
function madeMs(id: string | undefined): number | undefined {
  return id === undefined ? undefined : Number.parseInt(id.replace('-', '').slice(0, 12), 16)
}
