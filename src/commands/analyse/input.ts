import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Bytes } from '../../engine/readers/index.ts'
import { exitCodes, Refusal } from './refusal.ts'
import type { Terminal } from './terminal.ts'

/** A log that is open for reading. */
export interface Input {
  /** The name of the file without its folders, or `stdin`. */
  readonly name: string
  readonly bytes: Bytes
  /** Size in bytes; undefined for a pipe. */
  readonly size: number | undefined
  /** Bytes taken so far. */
  taken(): number
}

/** Opens a file, or standard input for `-`. Throws Refusal for what is not there, not readable or a folder. */
export async function openInput(path: string, terminal: Terminal): Promise<Input> {
  if (path === '-') return counted('stdin', terminal.stdin, undefined)
  const found = await stat(path).catch((error) => {
    throw cannotRead(path, error)
  })
  if (found.isDirectory()) throw new Refusal(exitCodes.noInput, 'folder', { file: path })
  const bytes = createReadStream(path, { highWaterMark: 1 << 20 })
  return counted(basename(path), opened(path, bytes), found.isFile() ? found.size : undefined)
}

async function* opened(path: string, bytes: AsyncIterable<Uint8Array>): Bytes {
  try {
    yield* bytes
  } catch (error) {
    throw cannotRead(path, error as NodeJS.ErrnoException)
  }
}

function counted(name: string, source: AsyncIterable<Uint8Array>, size: number | undefined): Input {
  let taken = 0
  async function* counting(): Bytes {
    for await (const piece of source) {
      taken += piece.length
      yield piece
    }
  }
  return { name, bytes: counting(), size, taken: () => taken }
}

/** The refusal for a file that the system does not give; other errors as they are. */
export function cannotRead(path: string, error: NodeJS.ErrnoException): Error {
  if (error.syscall === undefined) return error
  const keys: Readonly<Record<string, string>> = {
    ENOENT: 'not-found',
    ENOTDIR: 'not-found',
    EACCES: 'not-allowed',
    EPERM: 'not-allowed',
    EISDIR: 'folder',
  }
  return new Refusal(exitCodes.noInput, keys[error.code ?? ''] ?? 'unreadable', {
    file: path,
    reason: error.code ?? error.message,
  })
}
