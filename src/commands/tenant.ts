import { Command, Option } from 'commander'
import { rooms } from '../app.ts'
import { Invalid } from '../kernel/errors.ts'
import { type Land, laender } from '../kernel/holidays.ts'
import {
  createTenant,
  getTenant,
  listTenants,
  migrate,
  platformSources,
  roomSources,
} from '../platform/database/index.ts'
import {
  createAdministratorLink,
  createPasswordLink,
  type LockReason,
  lockByOperator,
  type PrintedLink,
  reasonsToLock,
  resetFactorsOf,
  unlockByOperator,
} from '../platform/identity/index.ts'
import { Usage } from './explain.ts'
import { addMove } from './move.ts'
import { withDatabase } from './opendatabase.ts'

interface CreateOptions {
  readonly name: string
  readonly land: Land
  readonly origin?: string
}

export function tenantCommand(): Command {
  const command = new Command()
  command
    .command('create <key>')
    .description('make a tenant for a real district and print the link for its first administrator')
    .requiredOption('--name <name>', 'name of the district, such as "Kreis Auental"')
    .addOption(new Option('--land <land>', 'German Land whose holidays count').choices(laender).default('NW'))
    .option('--origin <address>', 'own scheme and host of this tenant, such as https://integration.kreis-auental.de')
    .action(create)
  command
    .command('administrator <key>')
    .description('print a new link with which somebody becomes administrator of a tenant; earlier ones end')
    .action(administrator)
  command
    .command('password <key> <email>')
    .description('print a link with which a member of a tenant sets a new password')
    .action(password)
  command
    .command('second-factor <key> <email>')
    .description('take app, passkeys and recovery codes off a member who has lost them; they set up anew at sign-in')
    .action(secondFactor)
  command
    .command('lock <key>')
    .description('lock a tenant in an emergency: all sessions end, nobody gets in, its jobs wait')
    .addOption(new Option('--reason <code>', 'why, for the audit').choices(reasonsToLock).default('operation'))
    .action(lock)
  command.command('unlock <key>').description('open a locked tenant again').action(unlock)
  command.command('list').description('list the tenants').action(list)
  addMove(command)
  return command
}

async function create(key: string, options: CreateOptions): Promise<void> {
  await withDatabase(async (db, config) => {
    const sources = [...platformSources(), ...roomSources(rooms)]
    await migrate(db, sources)
    const { name, land, origin } = options
    const tenant = await createTenant(db, sources, { key, name, land, origin: origin ?? null, demo: false }).catch(
      (error) => {
        throw error instanceof Invalid ? new Usage(wording(error, key)) : error
      },
    )
    print(await createAdministratorLink(db, tenant, config.origin, config.clock.now()))
  })
}

async function administrator(key: string): Promise<void> {
  await withDatabase(async (db, config) => {
    print(await createAdministratorLink(db, await getTenant(db, key), config.origin, config.clock.now()))
  })
}

async function password(key: string, email: string): Promise<void> {
  await withDatabase(async (db, config) => {
    print(await createPasswordLink(db, await getTenant(db, key), email, config.origin, config.clock.now()))
  })
}

async function secondFactor(key: string, email: string): Promise<void> {
  await withDatabase(async (db, config) => {
    const factors = await resetFactorsOf(db, await getTenant(db, key), email, config.clock.now())
    process.stderr.write(`${factors} factors removed, all sessions ended. The password stays.\n`)
  })
}

async function lock(key: string, { reason }: { readonly reason: LockReason }): Promise<void> {
  await withDatabase(async (db, config) => {
    const sessions = await lockByOperator(db, await getTenant(db, key), reason, config.clock.now())
    process.stderr.write(
      sessions === undefined
        ? `${key} is locked already.\n`
        : `${key} is locked, ${sessions} sessions ended. Its pages close within five seconds; open it again with: nahtlos tenant unlock ${key}\n`,
    )
  })
}

async function unlock(key: string): Promise<void> {
  await withDatabase(async (db) => {
    const opened = await unlockByOperator(db, await getTenant(db, key))
    process.stderr.write(opened ? `${key} is open again. Everybody signs in anew.\n` : `${key} is not locked.\n`)
  })
}

/** The link alone on standard output; what is to be known about it beside. */
function print({ url, expiresAt }: PrintedLink): void {
  process.stderr.write(`This link works once, until ${expiresAt.toISOString()}. Hand it to that person only:\n`)
  process.stdout.write(`${url}\n`)
}

function wording(error: Invalid, key: string): string {
  const sentences: Readonly<Record<string, string>> = {
    'tenant-key-form': `"${key}" cannot be a key: lower-case letters, digits and single hyphens, at most 32, beginning with a letter. It stands in every address.`,
    'tenant-key-reserved': `"${key}" is an address of the program itself; choose another key.`,
    required: 'The name is empty.',
  }
  return error.issues.map(({ code }) => sentences[code] ?? code).join('\n')
}

async function list(): Promise<void> {
  await withDatabase(async (db) => {
    for (const { key, name, demo, land, lockedAt } of await listTenants(db))
      process.stdout.write(`${key}\t${name}\t${land}${demo ? '\tDEMO' : ''}${lockedAt ? '\tLOCKED' : ''}\n`)
  })
}
