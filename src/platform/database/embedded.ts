import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Secrets } from '../config/index.ts'
import { quoteIdentifier, quoteLiteral } from './escape.ts'
import { type Role, roles } from './names.ts'
import { type Address, isLost } from './pool.ts'
import { EmbeddedUnavailable } from './supervisor/binaries.ts'
import { type Supervisor, supervise } from './supervisor/supervisor.ts'

/** Names in the embedded cluster, which is ours alone. */
export const embeddedRoles: Readonly<Record<Role, string>> = {
  owner: 'nahtlos_owner',
  app: 'nahtlos_app',
  insight: 'nahtlos_insight',
  publish: 'nahtlos_publish',
}
const databaseName = 'nahtlos'

export interface EmbeddedServer {
  readonly supervisor: Supervisor
  address(role: Role, database?: string): Address
  /** As the superuser: to make databases in tests. */
  superuser(database?: string): Address
}

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly secrets: Secrets
  readonly durable: boolean
  readonly stopWhenUnused?: boolean
  readonly say: (message: string) => void
}

/** Starts or joins the embedded server and makes sure that its roles and its database are there. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const passwordOf = (role: string) => options.secrets.derive(`database password of ${role}`).toString('base64url')
  const supervisor = await supervise({ ...options, password: passwordOf('superuser') })
  let { socket } = await supervisor.ensure()
  const server: EmbeddedServer = {
    supervisor,
    address: (role, database = databaseName) => ({
      host: socket,
      port: 5432,
      user: embeddedRoles[role],
      password: passwordOf(role),
      database,
    }),
    superuser: (database = 'postgres') => ({
      host: socket,
      port: 5432,
      user: supervisor.superuser,
      password: supervisor.password,
      database,
    }),
  }
  try {
    const client = await connectAsSuperuser(server, async () => {
      socket = (await supervisor.ensure()).socket
    })
    await provision(client, passwordOf)
  } catch (error) {
    await supervisor.close()
    throw error
  }
  return server
}

const patienceMs = 15_000

/** A server that was killed a moment ago still looks alive when we join it; then it is started again. */
async function connectAsSuperuser(server: EmbeddedServer, revive: () => Promise<void>): Promise<pg.Client> {
  const end = Date.now() + patienceMs
  for (;;) {
    const client = new pg.Client(server.superuser())
    // What comes after the failed connect has been told by it.
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (error) {
      if ((error as { code?: string }).code === '28P01')
        throw new EmbeddedUnavailable(
          'The secret of this installation is not the one its database was made with. Put back the file "secret" of the data folder (or NAHTLOS_SECRET), or restore a backup into a new data folder.',
        )
      if (!isLost(error) || Date.now() > end) throw error
      await revive()
      await sleep(20)
    }
  }
}

/** Idempotent, so that a start that was killed half-way is completed by the next. */
async function provision(client: pg.Client, passwordOf: (role: string) => string): Promise<void> {
  try {
    await checkCollation(client)
    const found = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles')
    const there = new Set(found.rows.map((row) => row.rolname))
    for (const role of roles) {
      const name = embeddedRoles[role]
      if (there.has(name)) continue
      // NOINHERIT and no membership: no role can become another.
      const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS'
      await ignoring(
        '42710',
        client.query(`CREATE ROLE ${quoteIdentifier(name)} ${rights} PASSWORD ${quoteLiteral(passwordOf(role))}`),
      )
    }
    const database = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName])
    if (database.rowCount === 0)
      await ignoring(
        '42P04',
        client.query(`CREATE DATABASE ${quoteIdentifier(databaseName)} OWNER ${quoteIdentifier(embeddedRoles.owner)}`),
      )
  } finally {
    await client.end()
  }
}

/** Two first starts at once make the same things; the second one finds them made. */
async function ignoring(code: string, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (![code, '23505'].includes((error as { code?: string }).code ?? '')) throw error
  }
}

/** PostgreSQL notes which version of ICU sorted a database. Indexes sorted by another one would answer wrongly. */
async function checkCollation(client: pg.Client): Promise<void> {
  const found = await client.query<{ noted: string | null; actual: string | null }>(
    `SELECT datcollversion AS noted, pg_database_collation_actual_version(oid) AS actual
     FROM pg_database WHERE datallowconn AND datcollversion IS DISTINCT FROM pg_database_collation_actual_version(oid)`,
  )
  const row = found.rows[0]
  if (row)
    throw new EmbeddedUnavailable(
      `The data was sorted by ICU ${row.noted}, but this program brings ICU ${row.actual}. Make a backup with the program that wrote it, and restore that with this one.`,
    )
}
