import {
  CompiledQuery,
  isAbortedTransactionError,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  SingleConnectionProvider,
  Transaction,
} from 'kysely'
import { type Connections, isLost } from './pool.ts'

/** Transactions of one role. */
export interface Transactor {
  /**
   * Runs work in one transaction. `opening` is SQL that starts it, context included, in one round trip. Commits when work
   * returns; rolls back when it throws, and also when a statement failed and work went on as if nothing had happened
   * (AbortedTransactionError): what is returned was committed.
   */
  transaction<Tables, T>(opening: string, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>
}

/**
 * How long a transaction may take to open, in milliseconds. A server that is gone says so; one that stands still (stopped,
 * its disk hanging) takes the statement and never answers.
 */
const patienceMs = 10_000

export function transactorFor(pool: Connections, openingMs = patienceMs): Transactor {
  const dialect = new PostgresDialect({ pool })
  const driver = new PostgresDriver({ pool })
  const ready = driver.init()
  const executor = new Kysely({ dialect }).getExecutor()
  return {
    async transaction<Tables, T>(opening: string, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
      await ready
      const connection = await begin(driver, pool, opening, openingMs)
      try {
        const single = executor.withConnectionProvider(new SingleConnectionProvider(connection))
        const result = await work(new Transaction<Tables>({ config: { dialect }, dialect, driver, executor: single }))
        await driver.commitTransaction(connection)
        return result
      } catch (error) {
        // A failing rollback only means that the connection is gone; the driver discards it and the first error counts.
        if (!isAbortedTransactionError(error)) await driver.rollbackTransaction(connection).catch(() => undefined)
        throw error
      } finally {
        await driver.releaseConnection(connection)
      }
    },
  }
}

type Connection = Parameters<PostgresDriver['rollbackTransaction']>[0]

/** An idle connection may have died unnoticed. As long as nothing but the opening ran, another one is as good. */
async function begin(
  driver: PostgresDriver,
  pool: Connections,
  opening: string,
  openingMs: number,
): Promise<Connection> {
  for (let left = pool.options.max ?? 10; ; left--) {
    const connection = (await driver.acquireConnection()) as Connection
    const opened = connection.executeQuery(CompiledQuery.raw(opening))
    if (!(await settlesWithin(opened, openingMs))) {
      void giveBackOnceOpened(driver, connection, opened)
      throw new DatabaseStandsStill()
    }
    try {
      await opened
      return connection
    } catch (error) {
      await driver.rollbackTransaction(connection).catch(() => undefined)
      await driver.releaseConnection(connection)
      if (!isLost(error) || left <= 0) throw error
    }
  }
}

/** Nobody waits for it any more; the connection itself is as good as before once the server goes on. */
async function giveBackOnceOpened(driver: PostgresDriver, connection: Connection, opened: Promise<unknown>) {
  await Promise.allSettled([opened])
  await driver.rollbackTransaction(connection).catch(() => undefined)
  await driver.releaseConnection(connection)
}

/** Whether a promise settles, either way, in this time. */
async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const settled = Promise.allSettled([promise]).then(() => true)
  try {
    return await Promise.race([settled, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The server takes statements and does not answer. */
class DatabaseStandsStill extends Error {
  override name = 'DatabaseStandsStill'
  readonly code = 'ETIMEDOUT'

  constructor() {
    super('the database does not answer')
  }
}
