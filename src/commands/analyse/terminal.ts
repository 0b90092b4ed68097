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

/** Writes and waits until it is taken. A reader that has seen enough (`| head`) is no error: false then. */
export function write(stream: Writable, text: string): Promise<boolean> {
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
