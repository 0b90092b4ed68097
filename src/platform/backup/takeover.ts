import { createPublicKey } from 'node:crypto'
import { keyIdOf, record, type SealKey } from '../audit/index.ts'
import { type Origin, signOrigin } from '../audit/origins.ts'
import { type Database, getTenant, inTenant } from '../database/index.ts'
import type { Manifest } from './format/manifest.ts'
import type { Querying } from './session.ts'
import { qualified } from './tables.ts'

export interface TakingOver {
  /** The key that the tenant had, and the one it has. */
  readonly from: string
  readonly key: string
  readonly schema: string
  readonly manifest: Manifest
  readonly now: number
}

/**
 * The audit of a tenant was sealed by the installation that it comes from, under the key that it had there. Where one of
 * the two is another one here, this installation signs which key sealed it and up to which state, so that the seals can
 * be checked for ever, and those that follow continue the same tree.
 */
export async function takeOverSeals(
  client: Querying,
  own: SealKey,
  { from, key, schema, manifest, now }: TakingOver,
): Promise<void> {
  if (manifest.sealKey.id === own.id && from === key) return
  const last = await client.query<{ size: number; root: Buffer }>(
    `SELECT size, root FROM ${qualified(schema, 'audit_checkpoint')} ORDER BY size DESC LIMIT 1`,
  )
  const state = last.rows[0]
  if (!state) return
  const origin: Origin = {
    tenant: from,
    publicKey: manifest.sealKey.publicKey,
    size: state.size,
    root: state.root,
    notedMs: now,
  }
  if (keyIdOf(createPublicKey(origin.publicKey)) !== manifest.sealKey.id)
    throw new RangeError('the public key of the backup has another id')
  await client.query(
    `INSERT INTO ${qualified(schema, 'audit_origin')} (position, tenant, public_key, size, root, noted_ms, key_id, signature)
     SELECT coalesce(max(position) + 1, 0), $1, $2, $3, $4, $5, $6, $7 FROM ${qualified(schema, 'audit_origin')}`,
    [from, origin.publicKey, origin.size, origin.root, now, own.id, signOrigin(own, key, origin)],
  )
}

/** Notes in the audit of a tenant that it comes from a backup. */
export async function noteRestored(db: Database, tenantKey: string, manifest: Manifest): Promise<void> {
  const tenant = await getTenant(db, tenantKey)
  await inTenant(db, tenant, 'system', (tx) =>
    record(tx, 'system', {
      event: 'backup.restored',
      subject: manifest.id,
      subjectKind: 'backup',
      details: { madeAt: manifest.madeAt, program: manifest.program, sealKey: manifest.sealKey.id },
    }),
  )
}
