import { statSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataFolder } from '../../config/index.ts'
import { announce, lives, lock, present } from '../../process/presence.mjs'
import { type Cluster, prepareCluster } from './cluster.ts'
import { awaitReady, findPostmaster, type Postmaster, startPostmaster, stopPostmaster } from './postmaster.ts'

export interface SupervisorOptions {
  readonly dataDir: string
  /** Password of the superuser; only the supervisor and provisioning use that account. */
  readonly password: string
  /** False only for throw-away clusters of tests: no fsync, so a crash of the machine may destroy them. */
  readonly durable: boolean
  /** False leaves the server running when its last user goes; whoever started the tests ends it. */
  readonly stopWhenUnused?: boolean
  readonly say: (message: string) => void
}

/** The embedded server as one of its users sees it. */
export interface Supervisor {
  readonly superuser: string
  readonly password: string
  /** Where the server listens now; starts it again when it has died. */
  ensure(): Promise<Postmaster>
  /** Gives up the use. The last user ends the server. */
  close(): Promise<void>
}

/**
 * Attaches to the running server of the data folder, or starts it. Whoever uses it is listed in `users`; whoever goes last
 * ends it. When the server dies while it is used, the first user who notices starts it again. A server that outlived its
 * users (they were killed) is used by the next.
 */
export async function supervise(options: SupervisorOptions): Promise<Supervisor> {
  const { dataDir, say } = options
  makeDataFolder(dataDir)
  const users = join(dataDir, 'users')
  const locked = <T>(work: () => Promise<T>) => withLock(dataDir, say, work)

  let closed = false
  let current: Postmaster | undefined
  let cluster: Cluster
  const own = await locked(async () => {
    cluster = await prepareCluster(dataDir, options.password)
    current = await attachOrStart()
    return announce(users)
  })

  async function attachOrStart(): Promise<Postmaster> {
    const running = await awaitReady(cluster.data)
    if (running) return running
    return await startPostmaster(cluster, settings(options.durable), restart)
  }

  let restarting: Promise<Postmaster> | undefined
  function ensure(): Promise<Postmaster> {
    if (closed) return Promise.reject(new Error('the embedded PostgreSQL was closed'))
    if (current && lives(current.pid)) return Promise.resolve(current)
    restarting ??= locked(async () => {
      if (closed) throw new Error('the embedded PostgreSQL was closed')
      if (!findPostmaster(cluster.data)) say('The embedded PostgreSQL has ended unexpectedly; starting it again.')
      current = await attachOrStart()
      return current
    }).finally(() => {
      restarting = undefined
    })
    return restarting
  }

  function restart(): void {
    if (closed) return
    ensure().catch((error: Error) => say(error.message))
  }

  // A server that somebody else started sends us no news of its end.
  const watch = setInterval(() => {
    if (current && !restarting && !lives(current.pid)) restart()
  }, 1000)
  watch.unref()

  return {
    superuser: cluster!.superuser,
    password: cluster!.password,
    ensure,
    async close() {
      if (closed) return
      closed = true
      clearInterval(watch)
      await restarting?.catch(() => undefined)
      await locked(async () => {
        own.leave()
        if (options.stopWhenUnused !== false && present(users).length === 0) await stopPostmaster(cluster.data)
      })
    },
  }
}

/** Ends the server of a data folder whoever uses it. */
export async function stopServer(dataDir: string): Promise<void> {
  if (!statSync(join(dataDir, 'postgres'), { throwIfNoEntry: false })) return
  await withLock(
    dataDir,
    () => undefined,
    () => stopPostmaster(join(dataDir, 'postgres/data')),
  )
}

async function withLock<T>(dataDir: string, say: (message: string) => void, work: () => Promise<T>): Promise<T> {
  const release = await lock(join(dataDir, 'lock'), {
    onWait: (pid) => say(`Process ${pid} is starting or ending the embedded PostgreSQL; waiting for it.`),
  })
  try {
    return await work()
  } finally {
    release()
  }
}

/** Given at each start, so that they follow the program and not what a past version wrote into a file. */
function settings(durable: boolean): Readonly<Record<string, string>> {
  return {
    listen_addresses: '',
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '128MB',
    // Nothing replicates from here; minimal makes loading into new tables write less.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_replication_slots: '0',
    max_logical_replication_workers: '0',
    jit: 'off',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'ISO, YMD',
    lc_messages: 'C',
    // One file for each day of the week. No values in it: they are personal data.
    logging_collector: 'on',
    log_directory: '../log',
    log_filename: 'postgresql-%a.log',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_checkpoints: 'off',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }),
  }
}
