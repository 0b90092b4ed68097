/** One PostgreSQL 15 as Debian ships it, in a folder of its own, for every system that is measured. Never runs as root. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

const binaries = '/usr/lib/postgresql/15/bin'

export interface Cluster {
  readonly postmaster: number
  readonly port: number
  query(database: string, text: string, values?: readonly unknown[]): Promise<pg.QueryResult>
  stop(): void
}

/** Makes the cluster when the folder is new, and starts it on the loopback. Throws where Debian's server is not installed. */
export function startCluster(folder: string, port: number): Cluster {
  if (!existsSync(join(binaries, 'postgres')))
    throw new Error('PostgreSQL 15 is not there; install it with: apt-get install postgresql-15')
  mkdirSync(folder, { recursive: true })
  const who = account()
  if (who) chownSync(folder, who.uid, who.gid)
  chmodSync(folder, 0o700)
  const run = (program: string, ...options: string[]) =>
    execFileSync(join(binaries, program), options, { ...(who ?? {}), cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] })
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    run('initdb', '-D', folder, '-U', 'postgres', '--auth=trust', '--locale=C.UTF-8', '--encoding=UTF8')
    const settings = `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = '${folder}'\nmax_locks_per_transaction = 256\nshared_buffers = 512MB\n`
    appendFileSync(join(folder, 'postgresql.conf'), settings)
  }
  const pidFile = join(folder, 'postmaster.pid')
  if (!isRunning(pidFile)) run('pg_ctl', '-D', folder, '-w', '-l', join(folder, 'log'), 'start')
  return {
    postmaster: pidIn(pidFile),
    port,
    async query(database, text, values = []) {
      const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database })
      await client.connect()
      try {
        return await client.query(text, [...values])
      } finally {
        await client.end()
      }
    },
    stop: () => run('pg_ctl', '-D', folder, '-w', '-m', 'fast', 'stop'),
  }
}

/** The server refuses to run as root; then Debian's own account runs it. */
function account(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const id = (option: string) => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

const pidIn = (file: string) => Number(readFileSync(file, 'utf8').split('\n')[0])

function isRunning(file: string): boolean {
  return existsSync(file) && existsSync(`/proc/${pidIn(file)}`)
}
