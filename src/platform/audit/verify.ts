import type { KeyObject } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { type Database, inTenant, type Tenant } from '../database/index.ts'
import type { ExportedCheckpoint } from './export.ts'
import { append, emptyTree, leafOf, rootOf, type Tree } from './merkle.ts'
import { isSealedElsewhere, type Origin, type OriginTables, readOrigins } from './origins.ts'
import { type Checkpoint, isSignatureOf } from './signature.ts'
import type { AuditTables } from './tables.ts'

export type FindingCode =
  /** The entry does not say what was sealed. */
  | 'changed'
  /** A sealed entry or a place in the order is gone. */
  | 'removed'
  /** An entry that never went through the sealer. */
  | 'inserted'
  /** The payload is gone before its time. */
  | 'expired-early'
  /** The order of entries up to this checkpoint is not the one that was signed. */
  | 'root'
  /** The signature of this checkpoint was not made with a known key. */
  | 'signature'
  /** This checkpoint does not continue the one before. */
  | 'chain'
  /** The checkpoint that was kept outside does not fit. */
  | 'kept-outside'

export interface Finding {
  readonly code: FindingCode
  readonly entry?: string
  /** Size of the tree at the checkpoint concerned. */
  readonly size?: number
}

export interface AuditReport {
  readonly tenant: string
  readonly entries: number
  readonly checkpoints: number
  /** Entries whose payload has expired; their proof is still checked. */
  readonly expired: number
  /** Written and not sealed yet; the sealer runs every second. */
  readonly pending: number
  readonly findings: readonly Finding[]
}

export interface VerifyOptions {
  /** Public keys by their id: the installation's own and earlier ones. */
  readonly keys: ReadonlyMap<string, KeyObject>
  /** Checkpoints that were kept outside of the database: only they show when its newest part was cut off. */
  readonly against?: readonly ExportedCheckpoint[]
}

const portion = 2000

/** A year: no payload may expire earlier (see `audit_expire` in the migration). */
const shortestRetentionMs = 365 * 86_400_000

/** Checks every entry against the sealed order and the signed states. Finds what was changed, removed or inserted. */
export async function verifyAudit(db: Database, tenant: Tenant, options: VerifyOptions): Promise<AuditReport> {
  return await inTenant(db, tenant, 'system', async (tx) => {
    const audit = tx.withTables<AuditTables>()
    const findings: Finding[] = []
    const checkpoints = await readCheckpoints(audit, tenant)
    const origins = await readOrigins(tx.withTables<OriginTables>(), tenant.key, options.keys)
    const isSealed: IsSealed = ({ checkpoint, keyId, signature }) => {
      const key = options.keys.get(keyId)
      return (
        (key !== undefined && isSignatureOf(key, checkpoint, signature)) ||
        isSealedElsewhere(origins, keyId, checkpoint, signature)
      )
    }
    checkChain(checkpoints, isSealed, findings)
    findings.push(...origins.filter((origin) => !isState(checkpoints, origin)).map(({ size }) => chainBroken(size)))
    const roots = await checkEntries(audit, checkpoints, findings)
    for (const kept of options.against ?? []) {
      const fits =
        kept.tenant === tenant.key &&
        checkpoints.some((row) => row.checkpoint.size === kept.size && row.checkpoint.root.equals(kept.root))
      if (!fits) findings.push({ code: 'kept-outside', size: kept.size })
    }
    const stray = await findStrayEntries(audit)
    findings.push(...stray.map((entry): Finding => ({ code: 'inserted', entry })))
    const { pending } = await audit
      .selectFrom('audit_pending')
      .select((count) => count.fn.countAll<number>().as('pending'))
      .executeTakeFirstOrThrow()
    return {
      tenant: tenant.key,
      entries: checkpoints.at(-1)?.checkpoint.size ?? 0,
      checkpoints: checkpoints.length,
      expired: roots.expired,
      pending: pending,
      findings,
    }
  })
}

interface SignedCheckpoint {
  readonly checkpoint: Checkpoint
  readonly keyId: string
  readonly signature: Buffer
}

async function readCheckpoints(audit: Kysely<AuditTables>, tenant: Tenant): Promise<SignedCheckpoint[]> {
  const rows = await audit.selectFrom('audit_checkpoint').selectAll().orderBy('size').execute()
  return rows.map((row) => ({
    checkpoint: {
      tenant: tenant.key,
      size: row.size,
      root: row.root,
      previousSize: row.previous_size,
      previousRoot: row.previous_root,
      sealedMs: row.sealed_ms,
    },
    keyId: row.key_id,
    signature: row.signature,
  }))
}

type IsSealed = (signed: SignedCheckpoint) => boolean

/** What was taken over from elsewhere is still the state that was taken over. */
function isState(checkpoints: readonly SignedCheckpoint[], { size, root }: Origin): boolean {
  return checkpoints.some(({ checkpoint }) => checkpoint.size === size && checkpoint.root.equals(root))
}

function chainBroken(size: number): Finding {
  return { code: 'chain', size }
}

function checkChain(checkpoints: readonly SignedCheckpoint[], isSealed: IsSealed, findings: Finding[]): void {
  let before = { size: 0, root: rootOf(emptyTree) }
  for (const signed of checkpoints) {
    const { checkpoint } = signed
    if (!isSealed(signed)) findings.push({ code: 'signature', size: checkpoint.size })
    if (checkpoint.previousSize !== before.size || !checkpoint.previousRoot.equals(before.root)) {
      findings.push({ code: 'chain', size: checkpoint.size })
    }
    before = checkpoint
  }
}

async function checkEntries(
  audit: Kysely<AuditTables>,
  checkpoints: readonly SignedCheckpoint[],
  findings: Finding[],
): Promise<{ expired: number }> {
  let tree: Tree = emptyTree
  let expired = 0
  for (const { checkpoint } of checkpoints) {
    let position = tree.size
    while (position < checkpoint.size) {
      const rows = await readLeaves(audit, position, Math.min(position + portion, checkpoint.size))
      for (const row of rows) {
        const code = codeOf(row)
        if (code) findings.push({ code, entry: row.entry_id })
        if (row.sealed !== null && row.payload === null) expired++
      }
      tree = append(
        tree,
        rows.map((row) => row.leaf),
      )
      position = Math.min(position + portion, checkpoint.size)
    }
    if (tree.size !== checkpoint.size || !rootOf(tree).equals(checkpoint.root)) {
      findings.push({ code: 'root', size: checkpoint.size })
      // Later roots would all be wrong for the same reason: go on from the signed state, so that each fault is told once.
      tree = await edgeAt(audit, checkpoint.size)
    }
  }
  return { expired }
}

interface LeafRow {
  readonly entry_id: string
  readonly leaf: Buffer
  /** The leaf as the entry itself has it; null when the entry is gone. */
  readonly sealed: Buffer | null
  readonly payload: string | null
  readonly salt: Buffer | null
}

async function readLeaves(audit: Kysely<AuditTables>, from: number, to: number): Promise<LeafRow[]> {
  return await audit
    .selectFrom('audit_leaf as l')
    .leftJoin('audit_entry as e', 'e.id', 'l.entry_id')
    .select(['l.entry_id', 'l.leaf', 'e.leaf as sealed', 'e.payload', 'e.salt'])
    .where('l.position', '>=', from)
    .where('l.position', '<', to)
    .orderBy('l.position')
    .execute()
}

function codeOf(row: LeafRow): FindingCode | undefined {
  if (row.sealed === null) return 'removed'
  if (!row.sealed.equals(row.leaf)) return 'changed'
  if (row.payload === null) return madeMs(row.entry_id) > Date.now() - shortestRetentionMs ? 'expired-early' : undefined
  const says = JSON.parse(row.payload) as { id?: unknown }
  const same = row.salt !== null && leafOf(row.salt, row.payload).equals(row.leaf) && says.id === row.entry_id
  return same ? undefined : 'changed'
}

/** The instant in a version 7 id (RFC 9562), in milliseconds. */
function madeMs(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16)
}

async function edgeAt(audit: Kysely<AuditTables>, size: number): Promise<Tree> {
  const row = await audit
    .selectFrom('audit_checkpoint')
    .select('edge')
    .where('size', '=', size)
    .executeTakeFirstOrThrow()
  return { size, edge: row.edge }
}

/** One statement, so that an entry cannot be between waiting and sealed while it is looked at. */
async function findStrayEntries(audit: Kysely<AuditTables>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM audit_entry AS e
    WHERE NOT EXISTS (SELECT FROM audit_leaf AS l WHERE l.entry_id = e.id)
      AND NOT EXISTS (SELECT FROM audit_pending AS p WHERE p.entry_id = e.id AND p.leaf = e.leaf)
    ORDER BY id LIMIT 1000
  `.execute(audit)
  return rows.map((row) => row.id)
}
