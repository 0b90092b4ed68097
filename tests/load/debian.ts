/** A PostgreSQL of the system (Debian's 15) as somebody else's server: made for a run, killed in it, thrown away. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { familyOf } from './memory.ts'

const programs = process.env['NAHTLOS_TEST_POSTGRES'] ?? '/usr/lib/postgresql/15/bin'

export class DebianServer {
  readonly #folder: string
  readonly #password: string
  readonly #account: { uid: number; gid: number } | undefined
  #child: ChildProcess | undefined

  private constructor(folder: string, password: string, account: { uid: number; gid: number } | undefined) {
    this.#folder = folder
    this.#password = password
    this.#account = account
  }

  /** A running cluster with one database and four roles that may create nothing; its settings are PostgreSQL's own. */
  static async create(): Promise<DebianServer> {
    if (!existsSync(join(programs, 'initdb')))
      throw new Error(`There is no PostgreSQL in ${programs}. Install it with: apt-get install postgresql-15`)
    const folder = mkdtempSync('/tmp/nahtlos-debian-')
    const password = randomBytes(12).toString('hex')
    const account = process.getuid?.() === 0 ? accountOf('postgres') : undefined
    if (account) chownSync(folder, account.uid, account.gid)
    writeFileSync(join(folder, 'password'), password)
    execFileSync(
      join(programs, 'initdb'),
      [
        `--pgdata=${folder}/data`,
        '--username=super',
        '--pwfile=password',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
      ],
      { cwd: folder, ...account, stdio: ['ignore', 'ignore', 'inherit'] },
    )
    const server = new DebianServer(folder, password, account)
    await server.start()
    const admin = await server.#connected()
    for (const role of ['owner', 'app', 'insight', 'publish'])
      await admin.query(`CREATE ROLE ${role} LOGIN NOCREATEDB NOCREATEROLE PASSWORD '${password}'`)
    await admin.query(
      "CREATE DATABASE nahtlos OWNER owner TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' LOCALE 'C' ENCODING 'UTF8'",
    )
    await admin.end()
    return server
  }

  /** The settings of a program that uses it. */
  get env(): Readonly<Record<string, string>> {
    const url = (role: string) =>
      `postgres://${role}:${this.#password}@${encodeURIComponent(this.#folder)}:5432/nahtlos`
    return {
      DATABASE_URL: url('owner'),
      DATABASE_URL_APP: url('app'),
      DATABASE_URL_INSIGHT: url('insight'),
      DATABASE_URL_PUBLISH: url('publish'),
      NAHTLOS_SECRET: `${this.#password}${this.#password}`,
      NAHTLOS_DEMO: 'on',
    }
  }

  /** Starts it, and waits until it accepts connections. */
  async start(): Promise<void> {
    const options = [
      '-D',
      `${this.#folder}/data`,
      '-c',
      'listen_addresses=',
      '-c',
      `unix_socket_directories=${this.#folder}`,
    ]
    // Backends of a killed server hold its shared memory for a moment, and a new one refuses to start beside them.
    for (;;) {
      const child = spawn(join(programs, 'postgres'), options, {
        cwd: this.#folder,
        ...this.#account,
        detached: true,
        stdio: 'ignore',
      })
      this.#child = child
      const ended = new Promise<'ended'>((resolve) => child.once('exit', () => resolve('ended')))
      const up = this.#connected(() => child.exitCode !== null || child.signalCode !== null).then(async (client) => {
        await client.end()
        return 'up' as const
      })
      if ((await Promise.race([up, ended])) === 'up') return
      await up.catch(() => undefined)
      await sleep(100)
    }
  }

  processes(): number[] {
    return this.#child?.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
      ? familyOf(this.#child.pid)
      : []
  }

  async remove(): Promise<void> {
    const child = this.#child
    if (child && this.processes().length > 0) {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await gone
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #connected(givenUp: () => boolean = () => false): Promise<pg.Client> {
    for (;;) {
      const client = new pg.Client({
        host: this.#folder,
        port: 5432,
        user: 'super',
        password: this.#password,
        database: 'postgres',
      })
      client.on('error', () => undefined)
      try {
        await client.connect()
        return client
      } catch (error) {
        if (givenUp()) throw error
        await sleep(30)
      }
    }
  }
}

function accountOf(name: string): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${name}:`))
  if (!line) throw new Error(`there is no account ${name}`)
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}
