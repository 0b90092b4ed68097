import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type DumpOptions, dump } from './dump.ts'
import { encrypted } from './format/age.ts'
import { packed } from './format/archive.ts'
import { BackupRefused } from './refused.ts'

export interface WriteOptions extends DumpOptions {
  readonly file: string
  /** Keys to encrypt for; none writes a plain file. */
  readonly recipients: readonly string[]
}

export interface Written {
  readonly bytes: number
  /** Of the file as it lies there, for `sha256sum -c`. */
  readonly sha256: string
}

/**
 * Writes a backup as one stream into a file that only its owner may read. It has its name only when it is whole and on the
 * disk; a run that was broken off leaves nothing with that name. Throws BackupRefused where the file is already there, or the
 * disk is full.
 */
export async function writeBackup({ file, recipients, ...options }: WriteOptions): Promise<Written> {
  const draft = `${file}.partial`
  const handle = await open(draft, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw refused(error, draft)
  })
  try {
    const plain = packed(dump(options))
    const bytes = recipients.length > 0 ? await encrypted(plain, recipients) : plain
    const hash = createHash('sha256')
    let length = 0
    for await (const chunk of bytes) {
      hash.update(chunk)
      length += chunk.length
      await writeAll(handle, chunk)
    }
    await handle.sync()
    await handle.close()
    await rename(draft, file)
    await syncFolder(dirname(file))
    return { bytes: length, sha256: hash.digest('hex') }
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(draft, { force: true })
    throw refused(error as NodeJS.ErrnoException, file)
  }
}

async function writeAll(handle: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten
}

/** The name of a file is on the disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function refused(error: NodeJS.ErrnoException, file: string): Error {
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new BackupRefused(`The disk is full: ${file} could not be written. Make room, or write to another folder.`)
    case 'ENOENT':
      return new BackupRefused(`The folder of ${file} is not there. Make it, readable for this user alone.`)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new BackupRefused(`${file} cannot be written by this user (${error.code}).`)
    case 'EEXIST':
      return new BackupRefused(`${file} is there already. If no backup is running, remove it.`)
    default:
      return error
  }
}
