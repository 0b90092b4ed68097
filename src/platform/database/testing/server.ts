import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { announce, present } from '../../process/presence.mjs'
import { stopServer } from '../supervisor/supervisor.ts'

/**
 * Vitest's global setup: one folder for the embedded server of a whole run. The server itself starts when the first test
 * asks for it, so that runs without a database cost nothing, and ends here.
 */
export default async function setup(): Promise<() => Promise<void>> {
  await removeLeftovers()
  // Not the system's temp folder where that path is too long for a socket.
  const folder = mkdtempSync(join(tmpdir().length < 40 ? tmpdir() : '/tmp', prefix))
  // The server's account passes through when we are root.
  chmodSync(folder, 0o711)
  writeFileSync(join(folder, 'secret'), `${'test'.repeat(11)}\n`, { mode: 0o600 })
  const own = announce(join(folder, 'run'))
  process.env['NAHTLOS_TEST_FOLDER'] = folder
  return async () => {
    await stopServer(folder)
    own.leave()
    rmSync(folder, { recursive: true, force: true })
  }
}

const prefix = 'nahtlos-test-'

/** Runs that were killed could not clean up after themselves. */
async function removeLeftovers(): Promise<void> {
  const parent = tmpdir().length < 40 ? tmpdir() : '/tmp'
  for (const name of readdirSync(parent).filter((name) => name.startsWith(prefix))) {
    const folder = join(parent, name)
    try {
      if (present(join(folder, 'run')).length > 0) continue
      await stopServer(folder)
      rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      // It belongs to another user of this machine.
    }
  }
}
