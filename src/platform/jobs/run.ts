import { setTimeout as sleep } from 'node:timers/promises'
import { type Runner, run } from 'graphile-worker'
import type { RunJobsOptions } from './jobs.ts'
import { freeAbandonedJobs, type Seat, takeSeat } from './leader.ts'
import { queueSchema, silent } from './queue.ts'
import { type Tasks, tasksOf } from './tasks.ts'

/** Runs jobs until it is stopped. Stopping lets those under way finish, and the queue know of it. */
export interface RunningJobs {
  stop(): Promise<void>
}

/** How long to wait before trying again after the database was lost; longer each time it is lost at once. */
const restartMs = { least: 1000, most: 30_000 }

/** How long a runner that lost its seat may take to finish what it does. */
const patienceMs = 20_000

/**
 * Runs the jobs of the installation as long as no other program does; else it stands by and takes over within seconds when
 * that one is gone, with what it had begun. It reaches the queue as the owner; what a job does runs as the app role in the
 * transaction of its tenant. A job that fails is tried again, later each time. Throws RangeError for a schedule without a job.
 */
export async function runJobs(options: RunJobsOptions): Promise<RunningJobs> {
  const { db, log } = options
  const tasks = tasksOf(options)
  const stopping = new AbortController()
  const { signal } = stopping
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  /** When it runs, stands by, or has found no database: the program need not wait for more. */
  const settled = Promise.withResolvers<void>()
  const kept = keepRunning()
  await settled.promise

  async function keepRunning(): Promise<void> {
    let waitMs = restartMs.least
    while (!signal.aborted) {
      const began = performance.now()
      const seat = await sit()
      if (seat) await runSeated(seat)
      settled.resolve()
      if (signal.aborted) return
      if (performance.now() - began > restartMs.most) waitMs = restartMs.least
      await sleep(waitMs, undefined, { signal }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, restartMs.most)
    }
  }

  async function sit(): Promise<Seat | undefined> {
    const onStandby = () => {
      log.info('jobs are run by another program of this installation, standing by')
      settled.resolve()
    }
    try {
      return await takeSeat({ db, signal, onStandby })
    } catch (error) {
      log.error({ err: error }, 'jobs could not be started')
      return undefined
    }
  }

  async function runSeated(seat: Seat): Promise<void> {
    let runner: Runner | undefined
    try {
      const freed = await freeAbandonedJobs(db)
      if (freed > 0) log.warn({ freed }, 'jobs that another program had begun are begun again')
      runner = await startRunner(options, tasks)
      settled.resolve()
      // A runner that ends by itself has lost its database.
      await Promise.race([runner.promise, seat.lost, stopped])
      if (!signal.aborted) log.error('jobs stopped, starting them again')
    } catch (error) {
      if (!signal.aborted) log.error({ err: error }, 'jobs stopped, starting them again')
    } finally {
      if (runner) await ended(runner, signal)
      seat.leave()
    }
  }

  return {
    async stop() {
      stopping.abort()
      await kept
    },
  }
}

/** Lets jobs under way finish. When the seat was lost, whoever has it now does them again, so a job that hangs is not waited for. */
async function ended(runner: Runner, told: AbortSignal): Promise<void> {
  const stopping = runner.stop().catch(() => undefined) // it may have ended by itself
  if (told.aborted) return await stopping
  const finished = await Promise.race([stopping.then(() => true), sleep(patienceMs, false, { ref: false })])
  if (!finished) await runner.kill().catch(() => undefined)
}

async function startRunner(options: RunJobsOptions, { taskList, parsedCronItems, locked }: Tasks): Promise<Runner> {
  return await run({
    pgPool: options.db.owner.pool,
    schema: queueSchema(options.db.names.shared),
    concurrency: options.concurrency ?? 2,
    pollInterval: options.pollMs ?? 5000,
    noHandleSignals: true,
    logger: silent,
    // Without a batch the runner does not wait for its note that a job is done, and a lost connection then ends the program.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList,
    parsedCronItems,
    forbiddenFlags: locked,
  })
}
