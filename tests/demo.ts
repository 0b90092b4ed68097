import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { loadDemo } from '../demo/index.ts'
import { rooms } from '../src/app.ts'
import { type Clock, fixedClock } from '../src/kernel/clock.ts'
import { checkoutFolder, secretsFrom } from '../src/platform/config/index.ts'
import { type Database, migrate, platformSources, roomSources } from '../src/platform/database/index.ts'
import { filledTestDatabase } from '../src/platform/database/testing.ts'
import { createLog } from '../src/platform/observe/index.ts'
import { type Serving, startServing } from '../src/platform/serving/index.ts'

/** The day on which all of this is looked at; the demo's data then end with October 2026. */
export const clock = fixedClock('2026-11-16T08:00:00Z')

export interface DemoPlatform {
  /** Scheme, host and port, without a slash. */
  readonly origin: string
  readonly db: Database
  /** Lines of the log at `warn` and above: a test may demand that there are none. */
  readonly warnings: readonly string[]
  close(): Promise<void>
}

/** Both demo tenants as a first start makes them, in a database of its own. */
export function demoDatabase(): Promise<Database> {
  return filledTestDatabase('demo', async (db) => {
    await migrate(db, [...platformSources(), ...roomSources(rooms)])
    await loadDemo(db, rooms, { clock })
  })
}

/** The whole platform with both demo tenants behind a real port; `at`: what time it is there, where a test lets time pass. */
export async function demoPlatform(at: Clock = clock): Promise<DemoPlatform> {
  const db = await demoDatabase()
  const warnings: string[] = []
  let serving: Serving | undefined
  const server = createServer((request, response) => serving?.listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const cacheDir = join(checkoutFolder, '.cache', 'assets')
  await mkdir(cacheDir, { recursive: true })
  serving = await startServing({
    db,
    rooms,
    clock: at,
    secrets: secretsFrom('a secret that only the tests of the whole platform have'),
    log: createLog('warn', { write: (line: string) => warnings.push(line) }),
    origin,
    cacheDir,
  })
  const opened = serving
  return {
    origin,
    db,
    warnings,
    async close() {
      server.close()
      server.closeAllConnections()
      await opened.stop()
      await db.close()
    },
  }
}
