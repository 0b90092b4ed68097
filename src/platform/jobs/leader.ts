import { setTimeout as sleep } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import type { Database } from '../database/index.ts'
import { queueSchema } from './queue.ts'
import { leaderLock } from './state.ts'

/** The right to run the jobs of an installation, which one program has at a time. */
export interface Seat {
  /** Resolves when it is lost: the connection that holds it ended. */
  readonly lost: Promise<void>
  /** Gives it up; the next in line has it within a second. */
  leave(): void
}

/** How often who stands by asks again, and how often who leads shows that it is there. */
const pauseMs = 1000
/** Unheard for so long, the server ends the connection and with it the seat: a machine that lost its network, a stopped process. */
const silentSeconds = 20
/** An answer that takes so long is taken for none. */
const patienceMs = 10_000

export interface SeatOptions {
  readonly db: Database
  readonly signal: AbortSignal
  /** Called once when another program has the seat. */
  readonly onStandby: () => void
}

/**
 * Waits for the seat on a connection of its own. It is a lock of the session, so it ends with the program, however that ends;
 * who stands by then has it within a second. Locks of a session do not reach other nodes of a Citus cluster and need not:
 * the queue lies on the one node that all programs connect to. (Through a pooler that changes connections between
 * transactions they mean nothing; see docs/operations/upgrade.md.) Undefined when told to stop. Throws when there is no database.
 */
export async function takeSeat({ db, signal, onStandby }: SeatOptions): Promise<Seat | undefined> {
  const client = await db.owner.pool.connect()
  const gone = Promise.withResolvers<void>()
  client.on('error', () => gone.resolve())
  client.on('end', () => gone.resolve())
  try {
    await client.query(`SET application_name = 'nahtlos jobs'; SET idle_session_timeout = '${silentSeconds}s'`)
    for (let told = false; !signal.aborted; ) {
      if (await tryLock(db, client)) return held(client, gone)
      if (!told) onStandby()
      told = true
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  } catch (error) {
    client.release(true)
    throw error
  }
  client.release(true)
  return undefined
}

async function tryLock(db: Database, client: PoolClient): Promise<boolean> {
  // lint-allow advisory: see takeSeat
  const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS got', [
    ...leaderLock(db.names.shared),
  ])
  return rows[0]?.got === true
}

function held(client: PoolClient, gone: PromiseWithResolvers<void>): Seat {
  const ending = new AbortController()
  const alive = async () => {
    while (!ending.signal.aborted) {
      await sleep(pauseMs, undefined, { signal: ending.signal }).catch(() => undefined)
      if (ending.signal.aborted) return
      const late = sleep(patienceMs, 'late', { ref: false, signal: ending.signal })
      late.catch(() => undefined)
      const heard = await Promise.race([client.query('SELECT 1'), late]).catch(() => 'late')
      if (heard === 'late') return gone.resolve()
    }
  }
  void alive()
  return {
    lost: gone.promise,
    leave() {
      ending.abort()
      // Closed and not given back: the lock ends with it.
      client.release(true)
    },
  }
}

/**
 * Gives back the jobs that runners of programs that are gone had begun; without this they would wait for four hours. Only for
 * who has the seat: then no living program has any. A job may so run a second time, which handlers allow for (see JobHandler).
 * Returns how many.
 */
export async function freeAbandonedJobs(db: Database): Promise<number> {
  const schema = queueSchema(db.names.shared)
  const { rows } = await db.owner.pool.query<{ runner: string; jobs: number }>(
    `SELECT locked_by AS runner, count(*)::int AS jobs FROM ${schema}._private_jobs WHERE locked_by IS NOT NULL GROUP BY 1`,
  )
  if (rows.length === 0) return 0
  await db.owner.pool.query(`SELECT ${schema}.force_unlock_workers($1::text[])`, [rows.map(({ runner }) => runner)])
  return rows.reduce((sum, { jobs }) => sum + jobs, 0)
}
