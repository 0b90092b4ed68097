import { spawn } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lives } from '../../process/presence.mjs'
import { EmbeddedUnavailable } from './binaries.ts'
import { type Cluster, cannotRun } from './cluster.ts'

/** A running server, ours or another process's. */
export interface Postmaster {
  readonly pid: number
  /** Folder of its Unix socket. */
  readonly socket: string
}

const port = 5432
/** Of the folder for a socket whose path beside the data would be too long. */
const foreignPrefix = 'nahtlos-socket-'
/** sockaddr_un holds 108 bytes with the closing zero; macOS holds 104. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107

/** The server of this cluster that accepts connections or is about to; undefined when there is none. */
export function findPostmaster(data: string): (Postmaster & { ready: boolean }) | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const pid = Number(lines[0])
  if (!isServer(pid)) return undefined
  return { pid, socket: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' }
}

/** After SIGKILL or a power cut the number in postmaster.pid may belong to any program by now. */
function isPostgres(pid: number): boolean {
  try {
    // A folder of binaries that was replaced meanwhile shows up as "postgres (deleted)".
    return /\/postgres( \(deleted\))?$/.test(readlinkSync(`/proc/${pid}/exe`))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    // Other accounts' processes do not show their program, and macOS has no /proc: then the number has to do.
    return code === 'EACCES' || process.platform !== 'linux'
  }
}

/**
 * Starts the server and returns when it accepts connections, recovery from its log included. In a session of its own, so
 * that Ctrl-C in the terminal reaches the program first, which then ends the server in order.
 */
export async function startPostmaster(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  onExit: () => void,
): Promise<Postmaster> {
  // Backends of a killed server hold its shared memory for a moment, and a new one refuses to start beside them.
  const end = Date.now() + 15_000
  for (;;) {
    clearAfterDead(cluster)
    const outcome = await startOnce(cluster, settings, onExit)
    if (typeof outcome !== 'string') return outcome
    // A start that was killed right after its spawn left a server that is only now coming up.
    const other = await awaitReady(cluster.data)
    if (other) return other
    if (!/still in use|lock file ".*" already exists/.test(outcome) || Date.now() > end)
      throw new EmbeddedUnavailable(`The embedded PostgreSQL did not start. It says:\n${outcome}`)
    await sleep(200)
  }
}

/**
 * What a dead server left: files that PostgreSQL would believe when their number belongs to another program by now, or to a
 * killed server that nobody has waited for yet, and the folder of a socket that lay elsewhere.
 */
function clearAfterDead({ data, run }: Cluster): void {
  const file = join(data, 'postmaster.pid')
  if (existsSync(file)) {
    const lines = readFileSync(file, 'utf8').split('\n')
    const pid = Number(lines[0])
    if (isServer(pid)) return
    removeForeign(lines[4]?.trim() ?? '', data)
    if (lives(pid)) rmSync(file)
  }
  const lock = join(run, `.s.PGSQL.${port}.lock`)
  if (!existsSync(lock)) return
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10)
  if (lives(pid) && !isPostgres(pid)) rmSync(lock)
}

const isServer = (pid: number): boolean => pid > 0 && lives(pid) && isPostgres(pid)

/** Takes away the folder of a socket unless it is the cluster's own. */
function removeForeign(socket: string, data: string): void {
  if (basename(socket).startsWith(foreignPrefix) && !socket.startsWith(dirname(data)))
    rmSync(socket, { recursive: true, force: true })
}

/** The server, or what it said when it ended instead. */
async function startOnce(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  onExit: () => void,
): Promise<Postmaster | string> {
  const socket = socketFolder(cluster)
  const startLog = join(cluster.log, 'start.log')
  const output = openSync(startLog, 'w', 0o600)
  const all = { ...settings, unix_socket_directories: socket, port: String(port) }
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.data, ...options], {
    ...cluster.account,
    cwd: '/',
    detached: true,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const failed = new Promise<Error | undefined>((resolve) => {
    child.on('error', (error) => resolve(cannotRun(cluster.binaries.postgres, error)))
    child.on('exit', () => resolve(undefined))
  })
  child.unref()
  let gone: { error: Error | undefined } | undefined
  void failed.then((error) => {
    gone = { error }
  })
  for (;;) {
    const server = findPostmaster(cluster.data)
    if (server?.ready && server.pid === child.pid) {
      child.on('exit', onExit)
      return server
    }
    if (gone?.error) throw gone.error
    if (gone) return readFileSync(startLog, 'utf8').trim()
    await sleep(10)
  }
}

/** Beside the data when the path of the socket fits into what the system takes, else in a folder of its own below /tmp. */
function socketFolder(cluster: Cluster): string {
  if (Buffer.byteLength(join(cluster.run, `.s.PGSQL.${port}`)) <= longestSocketPath) return cluster.run
  const folder = mkdtempSync(join(tmpdir().length < 40 ? tmpdir() : '/tmp', foreignPrefix))
  if (cluster.account) chownSync(folder, cluster.account.uid, cluster.account.gid)
  return folder
}

/** Waits for a server that another process is starting. */
export async function awaitReady(data: string): Promise<Postmaster | undefined> {
  for (;;) {
    const server = findPostmaster(data)
    if (!server || server.ready) return server
    await sleep(20)
  }
}

/** Ends the server in order (open transactions roll back), by force after half a minute. */
export async function stopPostmaster(data: string): Promise<void> {
  const server = findPostmaster(data)
  if (!server) return
  const { pid, socket } = server
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (lives(pid)) process.kill(pid, signal)
    const end = Date.now() + patienceMs
    while (lives(pid) && Date.now() < end) await sleep(10)
    if (!lives(pid)) {
      removeForeign(socket, data)
      return
    }
  }
}
