import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import { decrypted } from './format/age.ts'
import { unpacked } from './format/archive.ts'
import { type Manifest, manifestName, partOf, readManifest } from './format/manifest.ts'
import { BackupRefused } from './refused.ts'

/** A backup that has been read once from its first byte to its last and is what was written. */
export interface BackupSource {
  readonly manifest: Manifest
  /** Size of the file. */
  readonly bytes: number
  /** Reads it again: the rows, portion by portion, table by table, the shared schema first. */
  parts(): AsyncGenerator<{ readonly place: string; readonly table: string; readonly raw: Buffer }>
}

const decompress = promisify(zstdDecompress)
/** No part that this program wrote is as large; one that is would only fill the memory. */
const largestPart = 64 * 1024 * 1024

/** Opens a backup and checks all of it. Throws BackupRefused for a wrong key, a damaged file and a newer format. */
export async function openBackup(file: string, identities: readonly string[]): Promise<BackupSource> {
  const { size } = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new BackupRefused(`${file} cannot be read (${error.code}).`)
  })
  const entries = async () =>
    unpacked(await decrypted(createReadStream(file, { highWaterMark: 1024 * 1024 }), identities))
  let found: Buffer | undefined
  for await (const { name, content } of await entries()) if (name === manifestName) found = content
  // Only now is it known to be what was written.
  if (!found) throw new BackupRefused(`${file} is no backup of this program: it has no manifest.`)
  const manifest = readManifest(found)
  return {
    manifest,
    bytes: size,
    async *parts() {
      for await (const { name, content } of await entries()) {
        const part = partOf(name)
        if (part) yield { ...part, raw: await decompress(content, { maxOutputLength: largestPart }) }
      }
    },
  }
}
