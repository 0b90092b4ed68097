import { pipeline } from 'node:stream/promises'
import { constants, createGunzip } from 'node:zlib' // part of Node.js; computes only, touches no file
import { Invalid } from '../../kernel/errors.ts'
import type { Bytes } from './source.ts'

/** Below this size the expansion does not matter: short files of a few repeated rows pack extremely well. */
const harmless = 64 << 20

/** Event logs pack by 10 to 60 times; a file that unpacks to more than 200 times its size was made to fill a machine. */
export const largestExpansion = 200

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/**
 * Unpacks gzip, several members in a row included. Throws Invalid when the data is cut off or damaged, and when more
 * than 64 MiB come out that are more than `largest` times what went in (a zip bomb), or more than `most` bytes at all.
 */
export async function* gunzip(
  source: Bytes,
  largest: number = largestExpansion,
  most: number = Number.POSITIVE_INFINITY,
): Bytes {
  const unpacker = createGunzip({ chunkSize: 1 << 18 })
  let packed = 0
  let unpacked = 0
  async function* counted(): Bytes {
    for await (const piece of source) {
      packed += piece.length
      yield piece
    }
  }
  const feeding = pipeline(counted(), unpacker)
  try {
    for await (const piece of unpacker as AsyncIterable<Uint8Array>) {
      unpacked += piece.length
      if (unpacked > harmless && unpacked > packed * largest) {
        throw new Invalid([{ field: 'log', code: 'log.gzip.bomb', values: { unpacked, packed, largest } }])
      }
      if (unpacked > most) {
        const megabytes = Math.floor(most / 1024 / 1024)
        throw new Invalid([{ field: 'log', code: 'log.gzip.too-large', values: { megabytes } }])
      }
      yield piece
    }
  } catch (error) {
    throw explained(error, packed, unpacked)
  } finally {
    unpacker.destroy()
    // Lets go of the source. What went wrong was thrown above, or nobody waits for it any more.
    await feeding.catch(() => undefined)
  }
}

function explained(error: unknown, packed: number, unpacked: number): unknown {
  const code = (error as { code?: unknown }).code
  const cutOff = code === 'Z_BUF_ERROR'
  const damaged = typeof code === 'string' && code.startsWith('Z_') && code in constants
  const trailing = code === 'ERR_TRAILING_JUNK_AFTER_STREAM_END'
  if (!cutOff && !damaged && !trailing) return error
  return new Invalid([
    { field: 'log', code: cutOff ? 'log.gzip.cut-off' : 'log.gzip.damaged', values: { packed, unpacked } },
  ])
}
