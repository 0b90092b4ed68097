import { randomBytes } from 'node:crypto'
import { type ServerDatabase, secretsFrom } from '../../config/index.ts'
import { openPools } from '../connect.ts'
import { asOwner, type Database, sql } from '../database.ts'
import { quoteIdentifier } from '../escape.ts'
import { namesFor } from '../names.ts'
import { openServer } from '../server/server.ts'

/** The server that the tests are to use instead of the embedded one (`NAHTLOS_TEST_DATABASE_URL` and one for each role). */
export function givenServer(): ServerDatabase | undefined {
  const owner = process.env['NAHTLOS_TEST_DATABASE_URL']
  if (!owner) return undefined
  return {
    kind: 'server',
    owner,
    app: process.env['NAHTLOS_TEST_DATABASE_URL_APP'],
    insight: process.env['NAHTLOS_TEST_DATABASE_URL_INSIGHT'],
    publish: process.env['NAHTLOS_TEST_DATABASE_URL_PUBLISH'],
  }
}

/** Schemas of its own in the one database of a server, where we may create no database. Closing drops them. */
export async function scratchSchemas(given: ServerDatabase): Promise<Database> {
  const server = await openServer(given, secretsFrom('test'.repeat(11)), () => undefined)
  const prefix = `x${randomBytes(5).toString('hex')}_`
  const options = {
    names: namesFor(prefix, server.roleNames),
    address: server.address,
    poolSize: 5,
    say: () => undefined,
  }
  return openPools({
    ...options,
    close: async () => {
      const last = openPools({ ...options, close: async () => undefined })
      await dropSchemas(last, prefix)
      await last.close()
    },
  })
}

/** One after the other: a transaction that drops several tenants would lock more tables than a server keeps places for. */
async function dropSchemas(db: Database, prefix: string): Promise<void> {
  const found = await asOwner(db, (tx) =>
    sql<{ name: string }>`
      SELECT nspname AS name FROM pg_namespace WHERE starts_with(nspname, ${prefix}) ORDER BY 1`.execute(tx),
  )
  for (const { name } of found.rows)
    await asOwner(db, (tx) => sql.raw(`DROP SCHEMA ${quoteIdentifier(name)} CASCADE`).execute(tx))
}
