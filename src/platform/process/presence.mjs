// Plain JavaScript with its types beside it (presence.d.mts), because bootstrap.mjs needs it on Node 18, before anything is installed.

/**
 * Who is here: each process that uses a thing puts a file of its own into a folder, named after itself. Names are never used twice,
 * so the file of a dead process can be removed by anybody at any time, and nobody can remove a living one by mistake. That makes
 * both a count of users and a lock that survives SIGKILL. Processes of another PID namespace (a second container on the same
 * folder) count as dead; one folder belongs to one container at a time, as with PostgreSQL's own lock file.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Makes a process, usually this one, present in the folder. Returns what takes it out again. */
export function announce(folder, pid = process.pid) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const name = `${pid}-${startOf(pid)}-${bootId()}-${randomBytes(6).toString('hex')}`
  const file = join(folder, name)
  writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
  return { name, leave: () => rmSync(file, { force: true }) }
}

/** The processes present in the folder; files of dead ones are removed on the way. */
export function present(folder) {
  let names
  try {
    names = readdirSync(folder)
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
  return names.flatMap((name) => {
    const [pid, start, boot] = name.split('-')
    if (Number(pid) > 0 && boot === bootId() && startOf(Number(pid)) === start) return [{ name, pid: Number(pid) }]
    rmSync(join(folder, name), { force: true })
    return []
  })
}

/**
 * Takes the lock of the folder, waits while a living process has it, and returns what gives it back.
 * Announcing first and looking second keeps two from getting in: of two that announce, the later one sees the earlier.
 * @throws Error with code ELOCKED when the wait is over
 */
export async function lock(folder, { timeoutMs = 120_000, onWait = (_pid) => undefined } = {}) {
  const end = Date.now() + timeoutMs
  let told = false
  for (;;) {
    let others = present(folder)
    if (others.length === 0) {
      const own = announce(folder)
      others = present(folder).filter((other) => other.name !== own.name)
      if (others.length === 0) return own.leave
      own.leave()
    }
    if (Date.now() > end) {
      const holder = others[0].pid
      throw Object.assign(new Error(`process ${holder} holds the lock ${folder}`), { code: 'ELOCKED', pid: holder })
    }
    // An own second lock of the same process is a wait like any other; telling about it would only confuse.
    if (!told && others[0].pid !== process.pid) {
      told = true
      onWait(others[0].pid)
    }
    await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80))
  }
}

/** True while a process with this number lives; a zombie does not. */
export function lives(pid) {
  return startOf(pid) !== ''
}

/** When a process started, in the system's own unit, without dashes; empty when there is no such living process. */
function startOf(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' || fields[0] === 'X' ? '' : fields[19]
    } catch {
      return ''
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).replace(/\W/g, '')
  } catch {
    return ''
  }
}

let boot
function bootId() {
  if (boot === undefined) {
    try {
      boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8)
    } catch {
      boot = 'boot'
    }
  }
  return boot
}
