/** Records of a demo tenant to try routes with: one of each kind that everybody who may read the kind sees. */
import { type Database, inTenant, sql, type Tenant } from '../../src/platform/database/index.ts'
import type { ListedRoute } from '../../src/platform/http/gate/routelist.ts'

/** Which table has the record that `:key` below an address names, and which of its rows all readers see. */
const tables: readonly (readonly [under: string, table: string, visible: string])[] = [
  ['/network/organisations', 'organisation', 'true'],
  ['/network/sites', 'site', 'true'],
  ['/network/contacts', 'contact', 'NOT internal'],
  ['/network/municipalities', 'municipality', 'true'],
  ['/network/jurisdictions', 'jurisdiction', 'true'],
  ['/network/bodies', 'body', 'is_public'],
  ['/network/interfaces', 'service_interface', 'true'],
  ['/interfaces', 'service_interface', 'true'],
]

/** Keys by the address below which they stand. */
export type Keys = ReadonlyMap<string, string>

/** The first visible record of each kind whose key the other tenant does not know. */
export async function keysOf(db: Database, tenant: Tenant, other: Tenant): Promise<Keys> {
  const read = (where: Tenant, table: string, visible: string) =>
    inTenant(db, where, 'system', async (tx) => {
      const found = await sql<{ key: string }>`
        SELECT key FROM ${sql.table(table)} WHERE ${sql.raw(visible)} ORDER BY key`.execute(tx)
      return found.rows.map((row) => row.key)
    })
  const keys = new Map<string, string>()
  for (const [under, table, visible] of tables) {
    const elsewhere = new Set(await read(other, table, 'true'))
    const key = (await read(tenant, table, visible)).find((candidate) => !elsewhere.has(candidate))
    if (key) keys.set(under, key)
  }
  return keys
}

/** The address of a route with these records, where the kind has one, and with this user. */
export function addressWith(keys: Keys, userId: string, route: ListedRoute): string {
  const key = keys.get(route.path.slice(0, route.path.indexOf('/:'))) ?? 'there-is-none'
  return route.path
    .replace('/:language', '/de')
    .replace('/:key', `/${key}`)
    .replace('/:id', `/${userId}`)
    .replace('/:table', `/${route.path.startsWith('/situation') ? 'hurdles' : 'waits'}.csv`)
}
