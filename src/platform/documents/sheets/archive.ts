import { setImmediate as breathe } from 'node:timers/promises'
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate'
import { Refused } from './limits.ts'
import type { SheetLimits } from './model.ts'

/** What is handed to the unpacker at once. */
const slice = 64 * 1024

/**
 * Goes through an archive piece by piece and gives the unpacked bytes of the wanted parts. Sizes are counted as they come
 * out, since what an archive says about itself may be a lie; parts that nobody wants are not unpacked.
 */
export async function readParts(
  bytes: Uint8Array,
  limits: SheetLimits,
  wanted: (name: string) => boolean,
  onBytes: (name: string, chunk: Uint8Array, last: boolean) => void | Promise<void>,
): Promise<readonly string[]> {
  const names: string[] = []
  const queue: { name: string; chunk: Uint8Array; last: boolean }[] = []
  let fault: unknown
  let unpacked = 0
  const unzip = new Unzip((file) => {
    names.push(file.name)
    if (names.length > limits.parts) fault ??= new Refused('too-many-parts', { limit: limits.parts })
    if (fault || !wanted(file.name)) return
    let size = 0
    file.ondata = (error, chunk, last) => {
      if (error) fault ??= new Refused('broken')
      if (fault) return
      size += chunk.length
      unpacked += chunk.length
      // What has been read so far is the most that the part can have been packed in.
      if (size > 1024 * 1024 && size > limits.ratio * (at + slice - (starts.get(file.name) ?? 0)))
        fault = new Refused('bomb')
      if (unpacked > limits.unpackedBytes) fault = new Refused('bomb')
      queue.push({ name: file.name, chunk, last })
    }
    starts.set(file.name, at)
    file.start()
  })
  unzip.register(UnzipInflate)
  unzip.register(UnzipPassThrough)
  const starts = new Map<string, number>()
  let at = 0
  for (; at < bytes.length; at += slice) {
    try {
      unzip.push(bytes.subarray(at, at + slice), at + slice >= bytes.length)
    } catch {
      fault ??= new Refused('broken')
    }
    if (fault) throw fault
    for (const { name, chunk, last } of queue.splice(0)) await onBytes(name, chunk, last)
    await breathe()
  }
  return names
}
