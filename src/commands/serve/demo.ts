import { existsSync } from 'node:fs'
import type { Clock } from '../../kernel/clock.ts'
import {
  type Database,
  hasReached,
  listTenants,
  reach,
  reachBy,
  removeDemoTenant,
} from '../../platform/database/index.ts'
import type { Room } from '../../platform/room.ts'

/** What `demo/` offers: makes the demo tenants and fills them. */
type LoadDemo = (db: Database, rooms: readonly Room[], options: { readonly clock: Clock }) => Promise<void>

/**
 * Loads the demo tenants into an empty installation, once. A start that was killed on the way is noticed and repeated from
 * the beginning; of two starts at once the second waits for the first. An installation with a tenant of its own never gets
 * them.
 */
export async function loadDemoOnce(
  db: Database,
  rooms: readonly Room[],
  clock: Clock,
  say: (message: string) => void,
): Promise<void> {
  const load = await findLoader()
  if (!load || (await hasReached(db, 'demo-done'))) return
  // In this order: tenants that another start is making just now are seen together with its beginning.
  const empty = (await listTenants(db)).length === 0
  if (!empty && !(await hasReached(db, 'demo-begun'))) return
  await reachBy(db, 'demo-done', async () => {
    if (await hasReached(db, 'demo-begun'))
      for (const { key, demo } of await listTenants(db)) if (demo) await removeDemoTenant(db, key)
    say('Loading the demo tenants; this happens once.')
    await reach(db, 'demo-begun')
    await load(db, rooms, { clock })
  })
}

/** Not part of an installation that leaves `demo/` out. */
async function findLoader(): Promise<LoadDemo | undefined> {
  const module = new URL('../../../demo/index.ts', import.meta.url)
  if (!existsSync(module)) return undefined
  const { loadDemo } = (await import(module.href)) as { loadDemo: LoadDemo }
  return loadDemo
}
