import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Secrets } from '../config/index.ts'

/** The key that seals the audit of this installation (Ed25519, RFC 8032). */
export interface SealKey {
  /** First 16 hexadecimal digits of the SHA-256 of the public key. */
  readonly id: string
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** A state of the tree that is signed. */
export interface Checkpoint {
  readonly tenant: string
  readonly size: number
  readonly root: Buffer
  readonly previousSize: number
  readonly previousRoot: Buffer
  /** Milliseconds since 1970, UTC. */
  readonly sealedMs: number
}

// What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410, section 7).
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

export function sealKeyFrom(secrets: Secrets): SealKey {
  const seed = secrets.derive('audit seal (Ed25519)', 32)
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  return { id: keyIdOf(publicKey), publicKey, privateKey }
}

export function keyIdOf(publicKey: KeyObject): string {
  const bytes = publicKey.export({ format: 'der', type: 'spki' })
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16)
}

/** The public key as PEM, to be kept where the checkpoints are kept. */
export function publicKeyText(key: Pick<SealKey, 'publicKey'>): string {
  return key.publicKey.export({ format: 'pem', type: 'spki' }) as string
}

export function signCheckpoint(key: SealKey, checkpoint: Checkpoint): Buffer {
  return sign(null, Buffer.from(noteOf(checkpoint)), key.privateKey)
}

export function isSignatureOf(publicKey: KeyObject, checkpoint: Checkpoint, signature: Buffer): boolean {
  return verify(null, Buffer.from(noteOf(checkpoint)), publicKey, signature)
}

/** The exact text that is signed; lines end with a line feed. */
export function noteOf(checkpoint: Checkpoint): string {
  return [
    'nahtlos audit checkpoint 1',
    checkpoint.tenant,
    checkpoint.size,
    checkpoint.root.toString('base64'),
    checkpoint.previousSize,
    checkpoint.previousRoot.toString('base64'),
    checkpoint.sealedMs,
    '',
  ].join('\n')
}
