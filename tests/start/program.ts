/** The commands as people start them: a process of bootstrap.mjs in a folder of its own, under the Node.js of their PATH. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { checkoutFolder } from '../../src/platform/config/index.ts'
import { findPostmaster } from '../../src/platform/database/supervisor/postmaster.ts'
import { stopServer } from '../../src/platform/database/supervisor/supervisor.ts'
import { Browser } from '../../src/platform/http/testing.ts'
import { lives, present } from '../../src/platform/process/presence.mjs'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Program {
  readonly process: ChildProcess
  /** What it said so far. */
  readonly stdout: () => string
  readonly stderr: () => string
  /** Where it serves, once it says so; fails with what it said when it ends before. */
  readonly address: Promise<string>
  /** This program, once its standard error holds the text. */
  says(text: string): Promise<Program>
  readonly ended: Promise<Ended>
}

export interface Starting {
  readonly env?: Readonly<Record<string, string>>
  /** Written to its standard input, which is closed then. */
  readonly input?: string
  /** What is started instead of bootstrap.mjs, such as `npm`. */
  readonly command?: readonly [string, ...string[]]
}

/** A folder for data that only this file uses. `remove` ends whatever still runs in it. */
export function makeDataFolder(): { readonly path: string; remove(): Promise<void> } {
  // Not the system's temp folder where that path is too long for a socket.
  const parent = mkdtempSync(join(tmpdir().length < 40 ? tmpdir() : '/tmp', 'nahtlos-start-'))
  // As root the database runs under another account, which passes through.
  chmodSync(parent, 0o711)
  const path = join(parent, 'data')
  return {
    path,
    async remove() {
      for (const { pid } of present(join(path, 'users'))) process.kill(pid, 'SIGKILL')
      await stopServer(path)
      rmSync(parent, { recursive: true, force: true })
    },
  }
}

/** `nahtlos <args>`: nothing of the environment of the tests reaches it but what is given. */
export function start(args: readonly string[], { env = {}, input, command }: Starting = {}): Program {
  const [program, ...before] = command ?? ['node', 'bootstrap.mjs']
  const child = spawn(program, [...before, ...args], {
    cwd: checkoutFolder,
    env: { PATH: pathOutside(), HOME: process.env['HOME'], LC_ALL: 'C.UTF-8', ...env },
    // In a group of its own, as a shell starts it: Ctrl-C in a terminal reaches the whole group.
    detached: true,
  })
  const said = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text
    })
  child.stdin.end(input ?? '')
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...said }))
  })
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /^Nahtlos: (\S+)$/m.exec(said.stdout)?.[1]
      if (found) resolve(found)
    })
    ended.then(({ code }) => reject(new Error(`ended with ${code} before it served:\n${said.stderr}`)), reject)
  })
  // Commands that serve nothing have no address, which is no failure.
  address.catch(() => undefined)
  const started: Program = {
    process: child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    address,
    says: (text) =>
      new Promise((resolve) => {
        child.stderr.on('data', () => said.stderr.includes(text) && resolve(started))
      }),
    ended,
  }
  return started
}

/** Without the checkout's own programs, which `npm test` puts first; the Node.js of this run only where there is no other. */
function pathOutside(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const outside = folders.filter((folder) => !folder.startsWith(join(checkoutFolder, 'node_modules')))
  return [...outside, dirname(process.execPath)].join(delimiter)
}

/** As Ctrl-C in a terminal: every process of the group gets the signal. */
export function pressCtrlC({ process: { pid } }: Program): void {
  if (pid !== undefined) process.kill(-pid, 'SIGINT')
}

/** As a machine that runs out of memory would: bootstrap.mjs and the program under it end without a word. */
export function killGroup({ process: { pid } }: Program): void {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL')
}

/** Id of the PostgreSQL of a data folder; undefined when none runs. */
export function databaseIn(folder: string): number | undefined {
  const found = findPostmaster(join(folder, 'postgres/data'))
  return found && lives(found.pid) ? found.pid : undefined
}

/** A browser of somebody who visits a tenant of a served platform. */
export function browserAt(address: string, tenant: string): Browser {
  return new Browser({ request: (url, init) => fetch(url, { ...init, redirect: 'manual' }) }, address, tenant)
}
