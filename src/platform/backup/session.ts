import type pg from 'pg'
import type { Database } from '../database/index.ts'

/** What a query needs. */
export type Querying = Pick<pg.ClientBase, 'query'>

/**
 * What a copy depends on, set for one transaction: the owner sees rows (see migrate/copying.ts), and values are written in
 * the same form on every server and in every version.
 */
const copying = [
  `SET LOCAL "app"."copying" = 'on'`,
  `SET LOCAL datestyle = 'ISO, YMD'`,
  `SET LOCAL intervalstyle = 'postgres'`,
  `SET LOCAL timezone = 'UTC'`,
  `SET LOCAL extra_float_digits = 1`,
  `SET LOCAL bytea_output = 'hex'`,
  // A copy takes as long as it takes; the holder of a snapshot waits for the others.
  'SET LOCAL statement_timeout = 0',
  'SET LOCAL idle_in_transaction_session_timeout = 0',
  // Nobody waits for ever behind a lock that somebody else forgot.
  `SET LOCAL lock_timeout = '60s'`,
].join('; ')

/** Runs work in one transaction of the owner on one connection, with streams of COPY possible. */
export async function copyingSession<T>(
  db: Database,
  begin: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const session = await openSession(db, begin)
  try {
    const result = await work(session.client)
    await session.commit()
    return result
  } catch (error) {
    session.drop()
    throw error
  }
}

export interface Session {
  readonly client: pg.PoolClient
  commit(): Promise<void>
  /** Throws the connection away with whatever it is in the middle of, unless all was committed. */
  drop(): void
}

/** As copyingSession, for work that is no single function. */
export async function openSession(db: Database, begin: string): Promise<Session> {
  const client = await db.owner.pool.connect()
  let ended = false
  const session: Session = {
    client,
    async commit() {
      const done = await client.query('COMMIT')
      if (done.command !== 'COMMIT') throw new Error('a transaction that failed was committed')
      ended = true
      client.release()
    },
    drop() {
      // A copy that is broken off would keep the connection busy for ever.
      if (!ended) client.release(true)
      ended = true
    },
  }
  try {
    await client.query(`${begin}; ${copying}`)
    return session
  } catch (error) {
    session.drop()
    throw error
  }
}

/** Everything that a run reads is of one moment. */
export const reading = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
