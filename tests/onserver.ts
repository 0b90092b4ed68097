/**
 * Runs the tests that use the database once more, on a PostgreSQL of the system (Debian's 15) with ready-made roles that may
 * create neither roles nor databases: `node tests/onserver.ts`. The cluster is made for the run and thrown away.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const checkout = fileURLToPath(new URL('../', import.meta.url))
const programs = process.env['NAHTLOS_TEST_POSTGRES'] ?? '/usr/lib/postgresql/15/bin'
if (!existsSync(join(programs, 'initdb'))) {
  process.stderr.write(`There is no PostgreSQL in ${programs}. Install it with: apt-get install postgresql-15\n`)
  process.exit(1)
}

const folder = mkdtempSync('/tmp/nahtlos-server-')
const password = randomBytes(12).toString('hex')
// PostgreSQL refuses to run as root; Debian's package brings an account for it.
const account = process.getuid?.() === 0 ? accountOf('postgres') : undefined
if (account) chownSync(folder, account.uid, account.gid)
const data = join(folder, 'data')
writeFileSync(join(folder, 'password'), password)
const inFolder = { cwd: folder, ...account }
execFileSync(
  join(programs, 'initdb'),
  [
    `--pgdata=${data}`,
    '--username=super',
    '--pwfile=password',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ],
  { ...inFolder, stdio: ['ignore', 'ignore', 'inherit'] },
)
const settings = { listen_addresses: '', unix_socket_directories: folder, fsync: 'off', max_connections: '200' }
const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
const server = spawn(join(programs, 'postgres'), ['-D', data, ...options], {
  ...inFolder,
  detached: true,
  stdio: 'ignore',
})

try {
  const env = await prepare()
  // Everything that asks for a test database; the rest has nothing to do with the server. Pages in a browser neither.
  const all = globSync('{src,tests,demo}/**/*.test.{ts,tsx}', { cwd: checkout, exclude: ['tests/browser/**'] })
  const files = all.filter((file) =>
    /\b(emptyTestDatabase|testDatabase|demoDatabase|demoPlatform)\(/.test(readFileSync(join(checkout, file), 'utf8')),
  )
  const vitest = join(checkout, 'node_modules/vitest/vitest.mjs')
  const run = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2), ...files], {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  process.exitCode = run.status ?? 1
} finally {
  const ended = new Promise((resolve) => server.on('exit', resolve))
  server.kill('SIGINT')
  await ended
  rmSync(folder, { recursive: true, force: true })
}

/** One database and the four roles, as an administrator would make them by hand. */
async function prepare(): Promise<Record<string, string>> {
  const admin = await connected()
  const urls: Record<string, string> = {}
  for (const role of ['owner', 'app', 'insight', 'publish']) {
    await admin.query(`CREATE ROLE ${role} LOGIN NOCREATEDB NOCREATEROLE PASSWORD '${password}'`)
    const suffix = role === 'owner' ? '' : `_${role.toUpperCase()}`
    urls[`NAHTLOS_TEST_DATABASE_URL${suffix}`] =
      `postgres://${role}:${password}@${encodeURIComponent(folder)}:5432/nahtlos`
  }
  await admin.query(
    "CREATE DATABASE nahtlos OWNER owner TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' LOCALE 'C' ENCODING 'UTF8'",
  )
  const { rows } = await admin.query('SELECT version()')
  process.stdout.write(`${rows[0].version}\n`)
  await admin.end()
  return urls
}

async function connected(): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ host: folder, port: 5432, user: 'super', password, database: 'postgres' })
    try {
      await client.connect()
      return client
    } catch (error) {
      if (
        server.exitCode !== null ||
        !['ENOENT', 'ECONNREFUSED', '57P03'].includes((error as { code?: string }).code ?? '')
      )
        throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
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
