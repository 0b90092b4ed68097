import type { Writable } from 'node:stream'
import type { Clock } from '../../kernel/clock.ts'

/** What the command touches of the world, so that tests can give it another one. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>
  readonly stdout: Writable
  readonly stderr: Writable & { readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
}

const enough = 1 << 16

/** Writes piece after piece, no faster than they are taken. A reader that has seen enough (`| head`) is no error. */
export async function write(stream: Writable, pieces: Iterable<string>): Promise<void> {
  for (const text of inPortions(pieces)) if (!(await writeOne(stream, text))) return
}

/** Few large portions instead of many small ones: each costs a call of the system. */
export function* inPortions(pieces: Iterable<string>): Iterable<string> {
  let portion = ''
  for (const piece of pieces) {
    portion += piece
    if (portion.length < enough) continue
    yield portion
    portion = ''
  }
  if (portion !== '') yield portion
}

/** False when nobody reads any more. */
function writeOne(stream: Writable, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve(false) : reject(error))
    stream.once('error', failed)
    stream.write(text, (error) => {
      if (error) return // comes as an event, too
      stream.removeListener('error', failed)
      resolve(true)
    })
  })
}
