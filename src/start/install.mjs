import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { announce, lock } from '../platform/process/presence.mjs'
import { Stop, say, text } from './messages.mjs'
import { checkout, modules, outsideEnvironment } from './places.mjs'

/** Remembers which lock file node_modules was installed from. */
const record = join(modules, '.nahtlos-installed')
const locked = join(checkout, '.cache', 'installing')

/**
 * Installs the packages when they are missing or belong to another lock file. Quick when there is nothing to do. Only the
 * tests need the packages for development; a program that was installed without them (npm ci --omit=dev) is complete.
 */
export async function ensureInstalled({ tests = false } = {}) {
  const wanted = fingerprint()
  const serves = `${wanted} without dev`
  if (installed() === wanted || (!tests && installed() === serves)) return
  if (installed() === undefined && installedByHand(true)) return remember(wanted)
  if (installed() === undefined && !tests && installedByHand(false)) return remember(serves)
  const release = await takeLock()
  try {
    // The start that had the lock may have done it, or its npm after it had been killed.
    if (installed() === wanted) return
    if (installed() === undefined && installedByHand(true)) return remember(wanted)
    say(
      'Nahtlos installiert, was fehlt (npm ci). Das dauert beim ersten Mal ein paar Minuten.',
      'Nahtlos installs what is missing (npm ci). The first time this takes a few minutes.',
    )
    rmSync(record, { force: true })
    await npmCi()
    remember(wanted)
  } finally {
    release()
  }
}

/** The lock file, and the platform whose binaries were chosen by it. */
function fingerprint() {
  const hash = createHash('sha256')
    .update(readFileSync(join(checkout, 'package-lock.json')))
    .digest('hex')
  return `${hash} ${process.platform}-${process.arch}`
}

function installed() {
  try {
    return readFileSync(record, 'utf8').trim()
  } catch {
    return undefined
  }
}

function remember(value) {
  try {
    writeFileSync(record, `${value}\n`)
  } catch (error) {
    // A checkout that somebody else installed and we may only read; the comparison is repeated at the next start.
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code)) throw error
  }
}

/** True when npm's own note of what it installed says the same as the lock file: somebody ran `npm ci` themselves. */
function installedByHand(withDev) {
  const note = join(modules, '.package-lock.json')
  if (!existsSync(note)) return false
  const wanted = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(note, 'utf8')).packages
  const same = (a, b) => a && b && a.version === b.version && a.integrity === b.integrity
  return (
    Object.keys(found).every((path) => same(found[path], wanted[path])) &&
    Object.keys(wanted).every(
      (path) =>
        path === '' ||
        wanted[path].optional ||
        wanted[path].devOptional ||
        (wanted[path].dev && !withDev) ||
        same(found[path], wanted[path]),
    )
  )
}

async function takeLock() {
  try {
    return await lock(locked, {
      timeoutMs: 1_800_000,
      onWait: (pid) =>
        say(`Prozess ${pid} installiert gerade; ich warte darauf.`, `Process ${pid} is installing; waiting for it.`),
    })
  } catch (error) {
    // ENOENT: what Node.js says when it cannot make several folders on a read-only file system.
    if (['EACCES', 'EPERM', 'EROFS', 'ENOENT'].includes(error.code)) throw closed()
    throw error
  }
}

function closed() {
  return new Stop(
    text(
      `Es fehlen Pakete, und dieser Benutzer darf in ${checkout} nicht schreiben. Führen Sie dort einmal npm ci als Eigentümer aus.`,
      `Packages are missing and this user may not write to ${checkout}. Run npm ci there once as its owner.`,
    ),
  )
}

/** No install scripts: everything works without them, and nothing of the packages runs before we call it. */
async function npmCi() {
  const options = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--no-update-notifier', '--loglevel=error']
  const { code, signal, output } = await run('npm', [...options, '--fetch-retry-mintimeout=2000'])
  if (code === 0) return
  if (signal) throw new Stop('', 130)
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i.test(output))
    throw new Stop(
      text(
        `Das Paketverzeichnis ist nicht erreichbar. Verbinden Sie den Rechner mit dem Netz (hinter einem Proxy: npm config set proxy http://…) und starten Sie noch einmal.\n${lastLines(output)}`,
        `The package registry cannot be reached. Connect this machine to the network (behind a proxy: npm config set proxy http://…) and start again.\n${lastLines(output)}`,
      ),
    )
  if (/EACCES|EPERM|EROFS/.test(output)) throw closed()
  if (/ENOSPC/.test(output))
    throw new Stop(text('Der Datenträger ist voll. Nötig ist etwa 1 GB.', 'The disk is full. About 1 GB is needed.'))
  throw new Stop(`${text('npm ci ist gescheitert:', 'npm ci failed:')}\n${lastLines(output)}`)
}

function lastLines(output) {
  return output.trim().split('\n').slice(-12).join('\n')
}

function run(program, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, {
      cwd: checkout,
      env: outsideEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    // Killed, we leave npm behind; the next start must not install beside it.
    const presence = child.pid ? announce(locked, child.pid) : undefined
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk
      })
    child.on('error', (error) => {
      if (error.code !== 'ENOENT') return reject(error)
      reject(
        new Stop(text('npm fehlt. Installieren Sie Node.js mit npm.', 'npm is missing. Install Node.js with npm.')),
      )
    })
    child.on('close', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeListener(name, pass)
      presence?.leave()
      resolve({ code, signal: signal ?? (code > 128 ? code : null), output })
    })
  })
}
