import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Stop, text } from './messages.mjs'
import { cacheFolder, checkout, ownNode } from './places.mjs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Runs the program: in this process when it is Node 24 already, else in one of the pinned Node.js. */
export async function runProgram() {
  endWithNpm()
  const loader = pathToFileURL(join(checkout, 'src/start/loader.mjs')).href
  const main = join(checkout, 'src/main.ts')
  if (Number.parseInt(process.versions.node, 10) >= 24) {
    await import(loader)
    await import(pathToFileURL(main).href)
    return
  }
  const cache = cacheFolder()
  const env = cache ? { NODE_COMPILE_CACHE: join(cache, 'compiled'), ...process.env } : process.env
  await hand(findNode(), ['--import', loader, main, ...process.argv.slice(2)], env, 'ipc')
}

/** The pinned Node.js, or an explanation of what this platform needs. */
export function findNode() {
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath
  const node = ownNode()
  if (existsSync(node)) return node
  throw new Stop(
    text(
      `Für ${process.platform}-${process.arch} liegt kein Node.js bei. Installieren Sie Node.js 24 (https://nodejs.org) und starten Sie noch einmal.`,
      `No Node.js is bundled for ${process.platform}-${process.arch}. Install Node.js 24 (https://nodejs.org) and start again.`,
    ),
  )
}

/**
 * Hands over to a child: its exit code becomes ours, our signals become its. In a terminal Ctrl-C reaches it directly too, and
 * npm passes it on once more; the program takes what arrives within a moment as one. The channel tells it when we are killed.
 */
export function hand(node, options, env, ...channel) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, options, { stdio: ['inherit', 'inherit', 'inherit', ...channel], env })
    const pass = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, pass)
    child.on('error', (error) =>
      reject(
        new Stop(
          text(
            `${node} läuft auf diesem System nicht (${error.code}). Installieren Sie Node.js 24.`,
            `${node} does not run on this system (${error.code}). Install Node.js 24.`,
          ),
        ),
      ),
    )
    child.on('exit', (code, signal) => {
      for (const name of signals) process.removeListener(name, pass)
      if (signal) process.kill(process.pid, signal)
      else process.exitCode = code
      resolve()
    })
  })
}

/**
 * Killed without warning, npm cannot pass anything on, and the program would keep its port for nobody. Between npm and us stands
 * the shell that npm runs scripts with, unless that shell replaced itself by us; it does not notice either.
 */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const above = () => `${process.ppid} ${isShell(process.ppid) ? parentOf(process.ppid) : ''}`
  const before = above()
  const watch = setInterval(() => {
    if (above() === before) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

function isShell(pid) {
  try {
    return /^\S*sh\0-c\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1'))
  } catch {
    return false // no /proc on this system, or the shell is gone, which its number tells
  }
}

function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\) \S+ (\d+) .*$/s, '$1')
  } catch {
    return ''
  }
}
