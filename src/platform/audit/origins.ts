import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Checkpoint, isSignatureOf, keyIdOf, type SealKey } from './signature.ts'

/**
 * Where a district was before it was restored here: its seals up to `size` were made with another key, or under another
 * name. The installation that took it over has signed that, so that nobody who can only write to the database can put
 * a key of their own in.
 */
export interface Origin {
  /** Its key there. */
  readonly tenant: string
  /** As PEM. */
  readonly publicKey: string
  readonly size: number
  readonly root: Buffer
  readonly notedMs: number
}

export type OriginTables = {
  audit_origin: {
    position: number
    tenant: string
    public_key: string
    size: number
    root: Buffer
    noted_ms: number
    key_id: string
    signature: Buffer
  }
}

/** An origin that may be believed. */
interface TrustedOrigin extends Origin {
  readonly key: KeyObject
  readonly keyId: string
}

export function signOrigin(key: SealKey, tenant: string, origin: Origin): Buffer {
  return sign(null, Buffer.from(noteOf(tenant, origin)), key.privateKey)
}

/**
 * The origins of a district, each believed because a key that is believed has signed it: the installation's own key for
 * the last one, the key of that origin for the one before.
 */
export async function readOrigins(
  audit: Kysely<OriginTables>,
  tenant: string,
  keys: ReadonlyMap<string, KeyObject>,
): Promise<TrustedOrigin[]> {
  const rows = await audit.selectFrom('audit_origin').selectAll().orderBy('position', 'desc').execute()
  const trusted: TrustedOrigin[] = []
  const known = new Map(keys)
  let name = tenant
  for (const row of rows) {
    const origin = {
      tenant: row.tenant,
      publicKey: row.public_key,
      size: row.size,
      root: row.root,
      notedMs: row.noted_ms,
    }
    const signer = known.get(row.key_id)
    if (!signer || !verify(null, Buffer.from(noteOf(name, origin)), signer, row.signature)) break
    const key = createPublicKey(row.public_key)
    trusted.push({ ...origin, key, keyId: keyIdOf(key) })
    known.set(keyIdOf(key), key)
    name = row.tenant
  }
  return trusted
}

/** Whether a checkpoint was sealed before the district came here, by the key and under the name that it had there. */
export function isSealedElsewhere(
  origins: readonly TrustedOrigin[],
  keyId: string,
  checkpoint: Checkpoint,
  signature: Buffer,
): boolean {
  return origins.some(
    ({ key, keyId: known, tenant, size }) =>
      known === keyId && checkpoint.size <= size && isSignatureOf(key, { ...checkpoint, tenant }, signature),
  )
}

function noteOf(tenant: string, origin: Origin): string {
  return [
    'nahtlos audit origin 1',
    tenant,
    origin.tenant,
    Buffer.from(origin.publicKey).toString('base64'),
    origin.size,
    origin.root.toString('base64'),
    origin.notedMs,
    '',
  ].join('\n')
}
