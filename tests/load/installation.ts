/** The program as an operator runs it: a process of its own, on a data folder of its own, that can be killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkoutFolder } from '../../src/platform/config/index.ts'
import { findPostmaster } from '../../src/platform/database/supervisor/postmaster.ts'
import { stopServer } from '../../src/platform/database/supervisor/supervisor.ts'
import { lives } from '../../src/platform/process/presence.mjs'
import { familyOf } from './memory.ts'

export interface InstallationOptions {
  /** Data folder; a new one below /tmp unless told. */
  readonly folder?: string
  readonly env?: Readonly<Record<string, string>>
}

export class Installation {
  readonly origin: string
  readonly env: Readonly<Record<string, string>>
  readonly data: string
  readonly #folder: string
  #child: ChildProcess | undefined
  #said = ''

  private constructor(port: number, folder: string, env: Readonly<Record<string, string>>) {
    this.origin = `http://127.0.0.1:${port}`
    this.#folder = folder
    this.data = join(folder, 'data')
    this.env = { NAHTLOS_DATA: this.data, PORT: String(port), NAHTLOS_ORIGIN: this.origin, NAHTLOS_LOG: 'warn', ...env }
  }

  static async create({ folder, env = {} }: InstallationOptions = {}): Promise<Installation> {
    const made = folder ?? mkdtempSync('/tmp/nahtlos-load-')
    mkdirSync(made, { recursive: true })
    // As root the database runs under another account, which passes through.
    chmodSync(made, 0o711)
    return new Installation(await freePort(), made, env)
  }

  get pid(): number {
    if (this.#child?.pid === undefined) throw new Error('the program does not run')
    return this.#child.pid
  }

  /** What the program said on both streams so far. */
  get said(): string {
    return this.#said
  }

  get runs(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Starts it and waits until it is ready. Returns the milliseconds that took. */
  async start(more: Readonly<Record<string, string>> = {}): Promise<number> {
    const began = performance.now()
    const child = this.#spawn(['serve'], more)
    this.#child = child
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => {
        this.#said = (this.#said + text).slice(-20_000)
      })
    await this.ready(300_000)
    return performance.now() - began
  }

  /** Waits until pages can be served. */
  async ready(patienceMs: number): Promise<void> {
    const end = Date.now() + patienceMs
    while (Date.now() < end) {
      if (!this.runs) throw new Error(`the program ended:\n${this.#said}`)
      const answer = await fetch(`${this.origin}/readyz`, { signal: AbortSignal.timeout(3000) }).catch(() => undefined)
      if (answer?.status === 200) return
      await sleep(50)
    }
    throw new Error(`not ready after ${patienceMs} ms:\n${this.#said}`)
  }

  /** SIGKILL, as when memory runs out. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child || !this.runs) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (!child || !this.runs) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }

  /** Runs another command beside it, such as `audit verify auental`. */
  async command(args: readonly string[]): Promise<{ code: number | null; said: string }> {
    const child = this.#spawn(args)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => {
        said += text
      })
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, said }
  }

  /** Process ids of the embedded PostgreSQL, the postmaster first; none when it does not run. */
  database(): number[] {
    const found = findPostmaster(join(this.data, 'postgres/data'))
    return found && lives(found.pid) ? familyOf(found.pid) : []
  }

  /** Ends whatever runs in it and takes it away. */
  async remove(): Promise<void> {
    await this.stop()
    await stopServer(this.data)
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #spawn(args: readonly string[], more: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(process.execPath, [join(checkoutFolder, 'bootstrap.mjs'), ...args], {
      cwd: checkoutFolder,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LC_ALL: 'C.UTF-8', ...this.env, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
