import { existsSync } from 'node:fs'
import type { Clock } from '../../kernel/clock.ts'
import { type Database, hasReached, listTenants, reach, removeDemoTenant } from '../../platform/database/index.ts'
import type { Room } from '../../platform/room.ts'

/** What `demo/` offers: makes the demo tenants and fills them. */
type LoadDemo = (db: Database, rooms: readonly Room[], options: { readonly clock: Clock }) => Promise<void>

/**
 * Loads the demo tenants into an empty installation, once. A start that was killed on the way is noticed and repeated from
 * the beginning. An installation with a tenant of its own never gets them.
 */
export async function loadDemoOnce(
  db: Database,
  rooms: readonly Room[],
  clock: Clock,
  say: (message: string) => void,
): Promise<void> {
  if (await hasReached(db, 'demo-done')) return
  const tenants = await listTenants(db)
  if (await hasReached(db, 'demo-begun')) {
    for (const { key, demo } of tenants) if (demo) await removeDemoTenant(db, key)
  } else if (tenants.length > 0) return
  const load = await findLoader()
  if (!load) return
  say('Loading the demo tenants; this happens once.')
  await reach(db, 'demo-begun')
  await load(db, rooms, { clock })
  await reach(db, 'demo-done')
}

/** Not part of an installation that leaves `demo/` out. */
async function findLoader(): Promise<LoadDemo | undefined> {
  const module = new URL('../../../demo/index.ts', import.meta.url)
  if (!existsSync(module)) return undefined
  const { loadDemo } = (await import(module.href)) as { loadDemo: LoadDemo }
  return loadDemo
}
