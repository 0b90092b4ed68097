import { setTimeout } from 'node:timers/promises'
import { type Config, openSecrets, type Secrets } from '../config/index.ts'
import type { Database, RoleConnections } from './database.ts'
import { embeddedRoles, openEmbedded } from './embedded.ts'
import { type Names, namesFor, type Role, roles } from './names.ts'
import { type Address, Connections } from './pool.ts'
import { openServer } from './server/server.ts'
import { transactorFor } from './transaction.ts'

export interface ConnectOptions {
  /** Told what an operator should read; goes to the log. */
  readonly say?: (message: string) => void
}

/**
 * Opens the database: starts or joins the embedded server, or checks the one that `DATABASE_URL` names. Nothing is migrated.
 * Throws EmbeddedUnavailable or DatabaseRefused, whose messages say what to do.
 */
export async function connect(config: Config, options: ConnectOptions = {}): Promise<Database> {
  const say = options.say ?? ((message: string) => process.stderr.write(`${message}\n`))
  const secrets = await openSecrets(config)
  return config.database.kind === 'embedded'
    ? await connectEmbedded(config, config.database.durable, secrets, say)
    : await connectServer(config, secrets, say)
}

async function connectEmbedded(
  config: Config,
  durable: boolean,
  secrets: Secrets,
  say: (message: string) => void,
): Promise<Database> {
  const server = await openEmbedded({ dataDir: config.dataDir, secrets, durable, say })
  return openPools({
    names: namesFor(config.schemaPrefix, embeddedRoles),
    address: (role) => server.address(role),
    poolSize: config.poolSize,
    revive: () => server.supervisor.ensure(),
    say,
    close: () => server.supervisor.close(),
  })
}

async function connectServer(config: Config, secrets: Secrets, say: (message: string) => void): Promise<Database> {
  if (config.database.kind !== 'server') throw new TypeError('not a server database')
  const server = await openServer(config.database, secrets, say)
  return openPools({
    names: namesFor(config.schemaPrefix, server.roleNames),
    address: server.address,
    poolSize: config.poolSize,
    say,
    close: async () => undefined,
  })
}

export interface PoolsOptions {
  readonly names: Names
  readonly address: (role: Role) => Address
  /** Connections of the app role. */
  readonly poolSize: number
  readonly revive?: () => Promise<{ socket: string }>
  readonly say: (message: string) => void
  readonly close: () => Promise<void>
}

/** How long statements under way may take when the database is closed. */
const cutOffMs = 3000

/** Pools for the four roles, each made when it is first asked for: a command often needs only one. */
export function openPools(options: PoolsOptions): Database {
  const open = new Map<Role, RoleConnections>()
  // The owner's: one holds the seat of whoever runs the jobs, one listens for them, two work on them.
  const sizes = { app: options.poolSize, owner: 6, insight: Math.max(2, Math.floor(options.poolSize / 2)), publish: 1 }
  let closing: Promise<void> | undefined

  function connectionsOf(role: Role): RoleConnections {
    const known = open.get(role)
    if (known) return known
    if (closing) throw new Error('the database was closed')
    const pool = new Connections(options.address(role), {
      max: sizes[role],
      // What members and visitors ask for. Figures of insight are better planned for the very period that is asked for.
      remembers: role === 'app' || role === 'publish',
      revive:
        options.revive && (() => (closing ? Promise.reject(new Error('the database was closed')) : options.revive!())),
      onError: (error) => {
        if (!closing) options.say(`Lost a connection to the database (${role}): ${error.message}`)
      },
    })
    const made: RoleConnections = { pool, transaction: transactorFor(pool).transaction }
    open.set(role, made)
    return made
  }

  async function closeAll(): Promise<void> {
    const ended = Promise.all([...open.values()].map(({ pool }) => pool.end()))
    // Work that does not end by itself is cut off by what closes next.
    const patience = setTimeout(cutOffMs, undefined, { ref: false })
    await Promise.race([ended, patience])
    await options.close()
    await ended
  }

  const database = {
    names: options.names,
    close() {
      closing ??= closeAll()
      return closing
    },
  }
  for (const role of roles) Object.defineProperty(database, role, { enumerable: true, get: () => connectionsOf(role) })
  return database as unknown as Database
}
