import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { rememberStatements } from './remembered.ts'
import { values } from './values.ts'

/** How to reach a database as one role. */
export interface Address {
  readonly host?: string
  readonly port?: number
  readonly user?: string
  readonly password?: string
  readonly database?: string
  readonly connectionString?: string
}

export interface PoolOptions {
  readonly max: number
  /** The server remembers the statements that come again. */
  readonly remembers?: boolean
  /** Tells where an embedded server listens now, starting it again when it died. */
  readonly revive?: () => Promise<{ socket: string }>
  readonly onError: (error: Error) => void
}

/** How long a request waits for a database that is coming back. */
const patienceMs = 20_000

/**
 * A pool that outlives its server: where a server is supervised, a connection that cannot be made is asked for again until
 * the server is back. Work that was under way when it died fails and was not acknowledged.
 */
export class Connections extends pg.Pool {
  readonly #revive: PoolOptions['revive']

  constructor(address: Address, { max, remembers, revive, onError }: PoolOptions) {
    super({
      ...address,
      max,
      types: values,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      application_name: 'nahtlos',
      allowExitOnIdle: true,
      // What a connection gathered, plans made when tables were small among it, ends with it.
      ...(remembers && { maxLifetimeSeconds: 3600 }),
    })
    this.#revive = revive
    // A lost idle connection is replaced by the pool; unheard, its news would end the program.
    this.on('error', onError)
    // The same for one that is lent out and lost between two statements; its next statement fails, which is news enough.
    this.on('connect', (client) => client.on('error', () => undefined))
    if (remembers) this.on('connect', (client) => rememberStatements(client))
  }

  override connect(): Promise<pg.PoolClient>
  override connect(
    done: (error: Error | undefined, client: pg.PoolClient | undefined, release: (release?: unknown) => void) => void,
  ): void
  override connect(
    done?: (error: Error | undefined, client: pg.PoolClient | undefined, release: (release?: unknown) => void) => void,
  ): Promise<pg.PoolClient> | undefined {
    const connected = this.#connect()
    if (!done) return connected
    connected.then(
      (client) => done(undefined, client, client.release.bind(client) as (release?: unknown) => void),
      (error: Error) => done(error, undefined, () => undefined),
    )
    return undefined
  }

  async #connect(): Promise<pg.PoolClient> {
    const end = Date.now() + patienceMs
    for (;;) {
      try {
        return await super.connect()
      } catch (error) {
        if (!this.#revive || !isLost(error) || Date.now() > end) throw error
        const { socket } = await this.#revive()
        this.options.host = socket
        await sleep(50)
      }
    }
  }
}

const lostCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '57P01', // terminated by an administrator
  '57P02', // another server process crashed
  '57P03', // starting up, shutting down or recovering
  '08006',
])

/** True when an error says that there is no connection, and not that a statement was wrong. */
export function isLost(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return (
    lostCodes.has(code ?? '') || /Connection terminated|Client has encountered a connection error/.test(message ?? '')
  )
}
