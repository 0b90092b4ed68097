import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { rooms } from '../app.ts'
import { mustHaveRoom, openBackup, restore } from '../platform/backup/index.ts'
import { openSecrets, readConfig, type Secrets, secretsFrom } from '../platform/config/index.ts'
import { platformSources, roomSources } from '../platform/database/index.ts'
import { identitiesFrom } from './backup.ts'
import { Usage } from './explain.ts'
import { openDatabase } from './opendatabase.ts'

interface Options {
  readonly identity?: string
  readonly tenant?: string
  readonly as?: string
  readonly formerSecret?: string
}

/** `nahtlos restore FILE`. */
export function restoreCommand(): Command {
  return new Command()
    .argument('<file>', 'a backup: a whole one into an empty installation, or one tenant beside others')
    .option('--identity <file>', 'file with the key that opens it; - reads it from standard input')
    .option('--tenant <key>', 'only this tenant of a whole backup')
    .option('--as <key>', 'under another key, beside the tenant that has its own')
    .option(
      '--former-secret <file>',
      'secret of the installation that made the backup, when this one has another: keeps second factors and sign-in by directory',
    )
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const say = (message: string) => process.stderr.write(`${message}\n`)
  const source = await openBackup(file, identitiesFrom(options))
  const config = readConfig(process.env)
  const former = options.formerSecret === undefined ? undefined : readFormer(options.formerSecret)
  await mustHaveRoom(config, source.manifest, true)
  const db = await openDatabase(config)
  try {
    const started = performance.now()
    const { tenants, accountsKept, factorsLost } = await restore({
      db,
      sources: [...platformSources(), ...roomSources(rooms)],
      secrets: await openSecrets(config),
      source,
      now: config.clock.now(),
      say,
      ...(options.tenant !== undefined && { tenantKey: options.tenant }),
      ...(options.as !== undefined && { as: options.as }),
      ...(former && { formerSecrets: former }),
    })
    for (const { key, tables, rows } of tenants) say(`${key}: ${tables} tables, ${rows} rows.`)
    if (accountsKept > 0) say(`${accountsKept} accounts were here already and keep their password.`)
    if (factorsLost > 0)
      say(
        `${factorsLost} second factors were sealed with another secret and are gone; those people sign in with a recovery code or set up a new one. With the secret of the old installation they stay: --former-secret <file>`,
      )
    say(`Restored in ${((performance.now() - started) / 1000).toFixed(1)} s. Everybody signs in again.`)
    for (const { key } of tenants) process.stdout.write(`${key}\n`)
  } finally {
    await db.close()
  }
}

function readFormer(file: string): Secrets {
  try {
    const text = readFileSync(file, 'utf8').trim()
    if (text.length >= 32) return secretsFrom(text)
  } catch (error) {
    throw new Usage(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  throw new Usage(`${file} holds no secret: at least 32 characters.`)
}
