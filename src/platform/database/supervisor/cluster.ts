import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, closedFolder, namedAccount, serverAccount } from './account.ts'
import { type Binaries, EmbeddedUnavailable, findBinaries } from './binaries.ts'

/** One embedded cluster on disk. */
export interface Cluster {
  readonly binaries: Binaries
  /** PostgreSQL's data folder. */
  readonly data: string
  readonly log: string
  /** Where the server is to put its socket, when that path is short enough. */
  readonly run: string
  readonly account: Account | undefined
  readonly superuser: typeof superuser
  readonly password: string
}

export const superuser = 'nahtlos_super'

/** Folders of a cluster below the data folder of the program. */
export const clusterFolder = (dataDir: string) => join(dataDir, 'postgres')

/**
 * Finds the cluster, or makes it. To be called with the start's lock held.
 * Throws EmbeddedUnavailable when it was made by another major version, or cannot be reached by the server's account.
 */
export async function prepareCluster(dataDir: string, password: string): Promise<Cluster> {
  const folder = clusterFolder(dataDir)
  const account = serverAccount(folder)
  const binaries = findBinaries(dataDir, account !== undefined)
  if (account) {
    // The server's account passes through the data folder to its own part, but may list nothing in it.
    chmodSync(dataDir, 0o711)
    const closed = closedFolder(dataDir)
    if (closed)
      throw new EmbeddedUnavailable(
        `As root the database runs under another account, which may not enter ${closed}. Set NAHTLOS_DATA to a folder below /var/lib, or open that folder with: chmod o+x ${closed}`,
      )
  }
  const data = join(folder, 'data')
  for (const part of ['', 'run', 'log']) makeFolder(join(folder, part), account)
  if (existsSync(join(data, 'PG_VERSION'))) checkMajor(data, binaries.major)
  else await initialise(dataDir, data, binaries, account, password)
  return { binaries, data, log: join(folder, 'log'), run: join(folder, 'run'), account, superuser, password }
}

function makeFolder(path: string, account: Account | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (account) chownSync(path, account.uid, account.gid)
}

function checkMajor(data: string, major: number): void {
  const found = Number.parseInt(readFileSync(join(data, 'PG_VERSION'), 'utf8'), 10)
  if (found !== major)
    throw new EmbeddedUnavailable(
      `The data in ${data} was written by PostgreSQL ${found}; this program brings PostgreSQL ${major}. Make a backup with the program that wrote it, and restore that with this one.`,
    )
}

/** Made beside and then moved into place: a kill in between leaves no half cluster, only a folder that the next start removes. */
async function initialise(
  dataDir: string,
  data: string,
  binaries: Binaries,
  account: Account | undefined,
  password: string,
): Promise<void> {
  for (const name of readdirSync(dataDir))
    if (name.startsWith('postgres-new-')) rmSync(join(dataDir, name), { recursive: true, force: true })
  const draft = join(dataDir, `postgres-new-${randomBytes(4).toString('hex')}`)
  const maker = account ? namedAccount() : undefined
  makeFolder(draft, maker)
  const passwordFile = join(draft, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (maker) chownSync(passwordFile, maker.uid, maker.gid)
  const made = join(draft, 'data')
  const options = [
    `--pgdata=${made}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=icu',
    '--icu-locale=de-DE',
    '--no-instructions',
    // One sync at the end, of the file system, is many times quicker than one for each of a thousand files.
    ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ]
  await run(binaries.initdb, options, maker)
  rmSync(passwordFile)
  writeFileSync(
    join(made, 'pg_hba.conf'),
    '# Only through the socket, only with a password.\nlocal all all scram-sha-256\n',
  )
  if (account) handOver(made, account)
  renameSync(made, data)
  rmSync(draft, { recursive: true })
}

function handOver(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) handOver(join(path, entry.name), account)
    else lchownSync(join(path, entry.name), account.uid, account.gid)
  }
}

function run(program: string, options: readonly string[], account: Account | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    // No environment but what is needed: PGDATA, PGHOST and locales of the shell must not reach it. Own session: Ctrl-C is ours.
    const child = spawn(program, options, { ...account, cwd: '/', detached: true, env: { LC_ALL: 'C' } })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.on('error', (error: NodeJS.ErrnoException) => reject(cannotRun(program, error)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(new EmbeddedUnavailable(refusal(said.trim())))))
  })
}

function refusal(said: string): string {
  // Its own name is the first thing that it looks up; a container may run us under a number that has none.
  if (/could not look up effective user ID/.test(said))
    return `The embedded PostgreSQL cannot be made by user id ${process.getuid?.()}, which has no account. Run the program under an account of /etc/passwd, or set DATABASE_URL.`
  return `initdb could not make the database:\n${said}`
}

export function cannotRun(program: string, error: NodeJS.ErrnoException): Error {
  const why =
    error.code === 'ENOENT'
      ? 'it needs the GNU C library, which this system lacks'
      : error.code === 'EPERM' || error.code === 'EINVAL'
        ? 'this container does not let root start a process under another account; run the program as an ordinary user'
        : error.message
  return new EmbeddedUnavailable(`The embedded PostgreSQL (${program}) does not run: ${why}. Or set DATABASE_URL.`)
}
