import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { Command } from 'commander'
import { rooms } from '../app.ts'
import { sealKeyFrom } from '../platform/audit/index.ts'
import {
  type BackupRun,
  type BackupSource,
  isVerified,
  lastRuns,
  makeKeyPair,
  mustHaveRoom,
  openBackup,
  runBackup,
  type Verified,
  verifyBackup,
} from '../platform/backup/index.ts'
import { type Config, openSecrets } from '../platform/config/index.ts'
import { type Database, getTenant, platformSources, roomSources } from '../platform/database/index.ts'
import { Usage } from './explain.ts'
import { withDatabase } from './opendatabase.ts'

interface MakeOptions {
  readonly tenant?: string
  readonly to?: string
  readonly plain?: boolean
  readonly verify: boolean
}

interface OpenOptions {
  readonly identity?: string
}

/** `nahtlos backup`, and with it: keygen, show, verify, list. */
export function backupCommand(): Command {
  const command = new Command()
    .option('--tenant <key>', 'only this tenant')
    .option('--to <place>', 'folder or file; default: NAHTLOS_BACKUP_DIR')
    .option('--plain', 'not encrypted: readable for whoever gets the file')
    .option('--no-verify', 'without restoring it on trial')
    .action(make)
  command
    .command('keygen [file]')
    .description('make a pair of keys, one to encrypt backups and one to open them; printed, or written into a file')
    .action(keygen)
  command
    .command('show <file>')
    .description('check a file from its first byte to its last and say what it holds; needs no database')
    .option('--identity <file>', 'file with the key that opens it; - reads it from standard input')
    .action(show)
  command
    .command('verify <file>')
    .description(
      'restore a file into scratch schemas, compare every table, check the seals, remove it; ends with 1 when it differs',
    )
    .option('--identity <file>', 'file with the key that opens it; - reads it from standard input')
    .action(verify)
  command.command('list').description('the last backups of this installation').action(list)
  return command
}

async function make(options: MakeOptions): Promise<void> {
  await withDatabase(async (db, config) => {
    const { backup } = config
    const place = options.to ?? backup.folder
    if (!place) throw new Usage('Where to? --to <folder or file>, or set NAHTLOS_BACKUP_DIR.')
    const plain = options.plain === true || backup.plain
    if (!plain && backup.recipients.length === 0)
      throw new Usage(
        'For whom is it encrypted? Set NAHTLOS_BACKUP_RECIPIENT (make a key with: npx nahtlos backup keygen), or say --plain for a file that everybody can read who gets it.',
      )
    const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? place === backup.folder
    if (isFolder) mkdirSync(place, { recursive: true, mode: 0o700 })
    const started = performance.now()
    const made = await runBackup({
      db,
      sources: sourcesOf(),
      secrets: await openSecrets(config),
      clock: config.clock,
      folder: isFolder ? resolve(place) : dirname(resolve(place)),
      ...(!isFolder && { fileName: basename(place) }),
      recipients: plain ? [] : backup.recipients,
      ...(options.tenant !== undefined && { tenant: await getTenant(db, options.tenant) }),
      planned: false,
      verify: options.verify,
    })
    say(`${inMb(made.bytes)} in ${seconds(started)}. SHA-256: ${made.sha256}`)
    if (plain) say('It is not encrypted: whoever gets the file can read all of it.')
    if (made.verified) tell(made.verified)
    else say('Not restored on trial. Do it before you rely on it: npx nahtlos backup verify')
    process.stdout.write(`${made.file}\n`)
  })
}

async function keygen(file: string | undefined): Promise<void> {
  const { identity, recipient } = await makeKeyPair()
  const text = `# Nahtlos, key of backups, made ${new Date().toISOString()}\n# public key: ${recipient}\n${identity}\n`
  if (file) writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
  else process.stdout.write(text)
  say(
    [
      `Put this into .env of the program, it may be known to everybody:\n\n  NAHTLOS_BACKUP_RECIPIENT=${recipient}\n`,
      'The line AGE-SECRET-KEY-1… opens every backup, and without it no backup can be opened by anybody. Keep it twice, apart',
      'from each other and not on this machine: printed in a safe, and in the password store of the office. Keep beside it the',
      'secret of the installation (NAHTLOS_SECRET, or the file "secret" of the data folder).',
    ].join('\n'),
  )
}

async function show(file: string, options: OpenOptions): Promise<void> {
  const { manifest, bytes } = await openBackup(file, identitiesFrom(options))
  const { scope, madeAt, program, postgres, tenants, sealKey } = manifest
  const lines = [
    `${scope === 'whole' ? 'the whole installation' : 'one tenant'}, made ${madeAt} by ${program} on PostgreSQL ${postgres}, ${inMb(bytes)}`,
    ...tenants.map(
      ({ key, name, tables, migrations, jobs }) =>
        `${key}  ${name}: ${tables.length} tables, ${sum(tables, 'rows')} rows, ${migrations.length} migrations, ${jobs.length} jobs waiting`,
    ),
    `audit sealed with key ${sealKey.id}`,
    'Every byte is as it was written.',
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

async function verify(file: string, options: OpenOptions): Promise<void> {
  const source = await openBackup(file, identitiesFrom(options))
  await withDatabase(async (db, config) => {
    await mustHaveRoom(config, source.manifest, false)
    tell(await verifySource(db, config, source))
  })
}

async function verifySource(db: Database, config: Config, source: BackupSource): Promise<Verified> {
  const sealKey = sealKeyFrom(await openSecrets(config))
  return await verifyBackup({ db, sources: sourcesOf(), source, sealKey, say })
}

function tell(verified: Verified): void {
  const { tables, rows, different, seals } = verified
  if (isVerified(verified)) {
    say(`Restored on trial: ${tables} tables, ${rows} rows, all the same; the seals of the audit hold.`)
    return
  }
  for (const table of different) say(`${table} came out of the restore as something else.`)
  for (const { tenant, finding } of seals)
    say(`audit of ${tenant}: ${finding.code} (npx nahtlos audit verify ${tenant})`)
  process.exitCode = 1
}

async function list(): Promise<void> {
  await withDatabase(async (db) => {
    for (const run of await lastRuns(db)) process.stdout.write(`${line(run)}\n`)
  })
}

function line({ startedAt, scope, tenant, result, bytes, file, verifiedAt, expiredAt }: BackupRun): string {
  const state = result === 'done' ? (verifiedAt ? 'verified' : 'not verified') : result
  const where = expiredAt ? '(removed)' : (file ?? '-')
  return [startedAt.toISOString(), scope === 'whole' ? 'whole' : tenant, state, bytes ? inMb(bytes) : '-', where].join(
    '\t',
  )
}

/** The keys in a file as age writes them: lines that begin with # are remarks. */
export function identitiesFrom({ identity }: OpenOptions): string[] {
  if (identity === undefined) return []
  let text: string
  try {
    text = readFileSync(identity === '-' ? 0 : identity, 'utf8')
  } catch (error) {
    throw new Usage(`${identity} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  const keys = text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('#'))
  if (keys.length === 0 || keys.some((key) => !/^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/.test(key)))
    throw new Usage(`${identity} holds no key that opens backups: a line that begins with AGE-SECRET-KEY-1.`)
  return keys
}

function sum<Key extends string>(all: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return all.reduce((total, one) => total + one[key], 0)
}

const sourcesOf = () => [...platformSources(), ...roomSources(rooms)]
const say = (message: string) => process.stderr.write(`${message}\n`)
const inMb = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`
const seconds = (started: number) => `${((performance.now() - started) / 1000).toFixed(1)} s`
