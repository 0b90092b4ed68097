import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { BackupRefused } from '../refused.ts'

/** What an encrypted file begins with (the age format, version 1: https://age-encryption.org/v1). */
const magic = 'age-encryption.org/v1'

export interface KeyPair {
  /** Opens backups. Belongs to the operator and not on this machine. */
  readonly identity: string
  /** Encrypts them; may be known to everybody. */
  readonly recipient: string
}

export async function makeKeyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Whether a text is a key to encrypt for (`age1…`), with its checksum. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text)
    return true
  } catch {
    return false
  }
}

/** Encrypts a stream for every recipient; each of them alone opens it. */
export async function encrypted(
  bytes: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return await encrypter.encrypt(ReadableStream.from(bytes) as ReadableStream<Uint8Array>)
}

/** The plain bytes of a file, whether it is encrypted or not. Throws BackupRefused without a key that opens it. */
export async function decrypted(
  bytes: AsyncIterable<Uint8Array>,
  identities: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const { head, all } = await peek(bytes)
  if (!head.toString('latin1').startsWith(magic)) return all
  if (identities.length === 0)
    throw new BackupRefused(
      'The backup is encrypted. Give the file with the key that opens it: --identity <file> (it begins with AGE-SECRET-KEY-1).',
    )
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  try {
    return watched(await decrypter.decrypt(ReadableStream.from(all) as ReadableStream<Uint8Array>))
  } catch (error) {
    if (/no identity matched/.test((error as Error).message))
      throw new BackupRefused(
        'This key does not open the backup: it was encrypted for another one. Give the key whose recipient stood in NAHTLOS_BACKUP_RECIPIENT when it was made.',
      )
    throw unreadable(error)
  }
}

async function* watched(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes
  } catch (error) {
    throw unreadable(error)
  }
}

function unreadable(cause: unknown): BackupRefused {
  return new BackupRefused(
    'The file is damaged or incomplete: it cannot be decrypted as it was encrypted. Take another copy of it, or an earlier backup.',
    { cause },
  )
}

/** Reads as much as tells what a file is, and hands out everything again. */
async function peek(bytes: AsyncIterable<Uint8Array>) {
  const source = bytes[Symbol.asyncIterator]()
  const parts: Uint8Array[] = []
  let length = 0
  while (length < magic.length) {
    const next = await source.next()
    if (next.done) break
    parts.push(next.value)
    length += next.value.length
  }
  async function* all() {
    try {
      yield* parts
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
    } finally {
      await source.return?.()
    }
  }
  return { head: Buffer.concat(parts), all: all() }
}
