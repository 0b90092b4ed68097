import { Worker } from 'node:worker_threads'
import { bytesOf, type Written } from './writing.ts'

/** More rows than these are written in a thread of their own; below it starting one takes longer than writing. */
const writtenHere = 2000

/** Writes a file, without keeping anybody waiting. */
export async function writeExport(written: Written, mostHere: number = writtenHere): Promise<Uint8Array> {
  if (written.rows.length <= mostHere) return await bytesOf(written)
  const worker = new Worker(new URL('./writer.ts', import.meta.url), { workerData: written })
  return await new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the thread that writes an export ended without one')))
  })
}
