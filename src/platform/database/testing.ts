/**
 * A real database for a test file, ready in well under a second:
 *
 *     const { db, tenant, actor, close } = await testDatabase()
 *     afterAll(close)
 *
 * On the embedded server of the run it is a copy of a migrated template; with `NAHTLOS_TEST_DATABASE_URL` it is a set of schemas
 * of its own in that database, migrated for the file.
 */
import { newId } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../access/index.ts'
import type { Database } from './database.ts'
import { type MigrationSource, migrate } from './migrate/migrate.ts'
import { createTenant, getTenant, type NewTenant, type Tenant } from './tenant.ts'
import { copyOf, copyOfTemplate, emptyDatabase } from './testing/embedded.ts'
import { allSources } from './testing/rooms.ts'
import { givenServer, scratchSchemas } from './testing/scratch.ts'

export interface TestDatabase {
  readonly db: Database
  /** A tenant with all migrations and no rows; not a demo. */
  readonly tenant: Tenant
  /** Somebody who may do everything in it, with ids of their own; no row of any table knows them. */
  readonly actor: Actor
  /** All migrations, for making a second tenant. */
  readonly sources: readonly MigrationSource[]
  readonly close: () => Promise<void>
}

const testTenant: NewTenant = { key: 'auental', name: 'Kreis Auental', demo: false, land: 'NW' }

export async function testDatabase(): Promise<TestDatabase> {
  const sources = allSources()
  const given = givenServer()
  const db = given ? await scratchSchemas(given) : await copyOfTemplate(sources, testTenant)
  if (given) {
    await migrate(db, sources)
    await createTenant(db, sources, testTenant)
  }
  const tenant = await getTenant(db, testTenant.key)
  return { db, tenant, actor: anActor(), sources, close: () => db.close() }
}

/** A database in which nothing was migrated yet. */
export async function emptyTestDatabase(): Promise<Database> {
  const given = givenServer()
  return given ? await scratchSchemas(given) : await emptyDatabase()
}

/**
 * A database that `fill` has filled: once in a run for each name, however many files ask for it. With a given server, where
 * no database can be copied, each file fills its own.
 */
export async function filledTestDatabase(name: string, fill: (db: Database) => Promise<void>): Promise<Database> {
  const given = givenServer()
  if (!given) return await copyOf(name, fill)
  const db = await scratchSchemas(given)
  await fill(db)
  return db
}

/** An actor for tests; without roles named, one with all that work on content and administration need. */
export function anActor(
  roles: readonly RoleKey[] = ['administrator', 'coordinator', 'lead', 'caseManager'],
  rest: Partial<Actor> = {},
): Actor {
  const organisationId = newId<'organisation'>()
  return {
    userId: newId<'user'>(),
    accountId: newId<'account'>(),
    name: 'Testperson',
    roles,
    organisationId,
    controllerId: organisationId,
    locale: 'de',
    ...rest,
  }
}
