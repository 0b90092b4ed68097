import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { secretsFrom } from '../../config/index.ts'
import { lock } from '../../process/presence.mjs'
import { openPools } from '../connect.ts'
import type { Database } from '../database.ts'
import { type EmbeddedServer, embeddedRoles, openEmbedded } from '../embedded.ts'
import { quoteIdentifier } from '../escape.ts'
import { migrate } from '../migrate/migrate.ts'
import { fingerprint, type MigrationSource } from '../migrate/sources.ts'
import { namesFor } from '../names.ts'
import { createTenant, type NewTenant } from '../tenant.ts'

let server: Promise<EmbeddedServer> | undefined

/** The server of this run; the first test file to ask starts it, the others join. */
export function testServer(): Promise<EmbeddedServer> {
  const folder = testFolder()
  server ??= openEmbedded({
    dataDir: folder,
    secrets: secretsFrom(readFileSync(join(folder, 'secret'), 'utf8').trim()),
    durable: false,
    stopWhenUnused: false,
    say: (message) => process.stderr.write(`${message}\n`),
  })
  return server
}

export function testFolder(): string {
  const folder = process.env['NAHTLOS_TEST_FOLDER']
  if (!folder)
    throw new Error('no test server: vitest.config.ts names src/platform/database/testing/server.ts as globalSetup')
  return folder
}

/** A database with this tenant, copied from a template that is migrated once for each state of the migrations. */
export function copyOfTemplate(sources: readonly MigrationSource[], tenant: NewTenant): Promise<Database> {
  return copyOf(fingerprint(sources), async (db) => {
    await migrate(db, sources)
    await createTenant(db, sources, tenant)
  })
}

/** A database of its own, copied from a template that the first to ask for it in this run fills. */
export async function copyOf(name: string, fill: (db: Database) => Promise<void>): Promise<Database> {
  const template = await templateFor(`template_${name}`, fill)
  return openDatabase(
    await testServer(),
    await createDatabase(`TEMPLATE ${quoteIdentifier(template)} STRATEGY FILE_COPY`),
  )
}

/** A database with nothing in it. */
export async function emptyDatabase(): Promise<Database> {
  return openDatabase(await testServer(), await createDatabase('TEMPLATE template0'))
}

async function createDatabase(how: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser((client) =>
    client.query(`CREATE DATABASE ${quoteIdentifier(name)} OWNER ${quoteIdentifier(embeddedRoles.owner)} ${how}`),
  )
  return name
}

function openDatabase(server: EmbeddedServer, name: string, close = () => drop(name)): Database {
  return openPools({
    names: namesFor('', embeddedRoles),
    address: (role) => server.address(role, name),
    poolSize: 5,
    revive: () => server.supervisor.ensure(),
    say: () => undefined,
    close,
  })
}

async function drop(name: string): Promise<void> {
  await asSuperuser((client) => client.query(`DROP DATABASE ${quoteIdentifier(name)} WITH (FORCE)`))
}

async function templateFor(name: string, fill: (db: Database) => Promise<void>): Promise<string> {
  if (await exists(name)) return name
  const release = await lock(join(testFolder(), name))
  try {
    if (await exists(name)) return name
    const draft = await createDatabase('TEMPLATE template0')
    const db = openDatabase(await testServer(), draft, async () => undefined)
    try {
      await fill(db)
    } finally {
      await db.close()
    }
    await asSuperuser((client) =>
      client.query(`ALTER DATABASE ${quoteIdentifier(draft)} RENAME TO ${quoteIdentifier(name)}`),
    )
    return name
  } finally {
    release()
  }
}

async function exists(name: string): Promise<boolean> {
  const found = await asSuperuser((client) => client.query('SELECT FROM pg_database WHERE datname = $1', [name]))
  return found.rowCount === 1
}

async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client((await testServer()).superuser())
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
