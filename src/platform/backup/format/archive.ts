import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import { BackupRefused } from '../refused.ts'

/** A file inside a backup. */
export interface Entry {
  readonly name: string
  readonly content: Buffer
}

/** Name of the last entry: the SHA-256 of every byte before it, in hexadecimal digits. */
const endName = 'end.sha256'

/**
 * Writes entries as a tar (POSIX ustar) that any `tar` opens. Its end is fully determined by the bytes before it, so that
 * a reader notices every changed, missing or added byte, and not only in contents.
 */
export async function* packed(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const { name, content } of entries) {
    const blocks = await tarBlocks(name, content)
    // What tar puts at the end of an archive comes once, after the last entry.
    for (const block of blocks.slice(0, -1)) {
      hash.update(block)
      yield block
    }
  }
  yield await ending(hash)
}

/**
 * Reads what `packed` wrote, entry by entry. Throws BackupRefused at the end when anything is not as it was written; what
 * was handed out until then must not be relied on before.
 */
export async function* unpacked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const hash = createHash('sha256')
  const end: { bytes: Buffer } = { bytes: Buffer.alloc(0) }
  const archive = extract()
  const feeding = pipeline(Readable.from(beforeEnding(bytes, hash, end)), archive)
  // The entries tell of a failure too; heard here, it ends no program.
  feeding.catch(() => undefined)
  try {
    for await (const entry of archive) {
      const parts: Buffer[] = []
      for await (const part of entry) parts.push(part as Buffer)
      yield { name: entry.header.name, content: Buffer.concat(parts) }
    }
    await feeding
  } catch (error) {
    if (error instanceof BackupRefused) throw error
    throw damaged(error)
  }
  if (!end.bytes.equals(await ending(hash))) throw damaged()
}

/** The size of the last entry with the end of the archive: a header, a block with the sum, two empty blocks. */
const endingBytes = 4 * 512

async function ending(hash: Hash): Promise<Buffer> {
  return Buffer.concat(await tarBlocks(endName, Buffer.from(`${hash.copy().digest('hex')}\n`)))
}

async function* beforeEnding(bytes: AsyncIterable<Uint8Array>, hash: Hash, end: { bytes: Buffer }) {
  for await (const chunk of bytes) {
    const all = Buffer.concat([end.bytes, chunk])
    const known = Math.max(0, all.length - endingBytes)
    end.bytes = all.subarray(known)
    if (known === 0) continue
    hash.update(all.subarray(0, known))
    yield all.subarray(0, known)
  }
}

/** Header, content, filling, and the end of an archive as the last of them. */
async function tarBlocks(name: string, content: Buffer): Promise<Buffer[]> {
  const one = pack()
  one.entry({ name, size: content.length, mode: 0o600, mtime: new Date(0) }, content)
  one.finalize()
  const blocks: Buffer[] = []
  for await (const block of one) blocks.push(block as Buffer)
  return blocks
}

function damaged(cause?: unknown): BackupRefused {
  return new BackupRefused(
    'The file is damaged or incomplete: what it holds is not what was written. Take another copy of it, or an earlier backup.',
    { cause },
  )
}
