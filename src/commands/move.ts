import { tmpdir } from 'node:os'
import type { Command } from 'commander'
import { rooms } from '../app.ts'
import { finishMove, moveTenant, undoMove } from '../platform/backup/index.ts'
import { type Config, openSecrets, readConfig } from '../platform/config/index.ts'
import { connect, type Database, getTenant, migrate, platformSources, roomSources } from '../platform/database/index.ts'
import { Usage } from './explain.ts'

interface MoveOptions {
  readonly to?: string
  readonly toApp?: string
  readonly toInsight?: string
  readonly toPublish?: string
  readonly toSecretFile?: string
  readonly work: string
  readonly done?: boolean
  readonly undo?: boolean
}

/** `nahtlos tenant move KEY --to …`, then `--done` or `--undo`. */
export function addMove(tenant: Command): void {
  tenant
    .command('move <key>')
    .description('move a tenant to another database: lock, copy, compare; then --done removes it here')
    .option('--to <place>', 'postgres://… of the owner there, or the data folder of an embedded database')
    .option('--to-app <url>', 'address of the app role there, as DATABASE_URL_APP')
    .option('--to-insight <url>', 'as DATABASE_URL_INSIGHT')
    .option('--to-publish <url>', 'as DATABASE_URL_PUBLISH')
    .option(
      '--to-secret-file <file>',
      'secret of the installation there, as NAHTLOS_SECRET_FILE; of an embedded one it is known',
    )
    .option('--work <folder>', 'for the encrypted file on its way', tmpdir())
    .option('--done', 'it works at the other place: remove it here')
    .option('--undo', 'it shall stay: open it here again')
    .action(move)
}

async function move(key: string, options: MoveOptions): Promise<void> {
  if ([options.to, options.done, options.undo].filter(Boolean).length !== 1)
    throw new Usage('Say one of: --to <place>, --done, --undo.')
  const config = readConfig(process.env)
  await withDatabase(config, async (db) => {
    const tenant = await getTenant(db, key)
    if (options.done) {
      await finishMove(db, tenant)
      say(`${key} is removed here: its data, its sessions, and accounts that no other tenant trusts.`)
      return
    }
    if (options.undo) {
      await undoMove(db, tenant)
      say(`${key} is open here again. Remove the copy at the other place, it is not this district any more.`)
      return
    }
    const target = targetOf(options)
    await withDatabase(target, async (there) => {
      const sources = [...platformSources(), ...roomSources(rooms)]
      await migrate(there, sources)
      const from = { db, secrets: await openSecrets(config) }
      const to = { db: there, secrets: await openSecrets(target) }
      const moved = await moveTenant({ from, to, tenant, sources, clock: config.clock, workFolder: options.work, say })
      say(
        `${moved.rows} rows arrived as they were sent, and the seals hold. Closed for ${(moved.closedMs / 1000).toFixed(1)} s so far.`,
      )
      say(`Direct ${key} to the other place, look at it there, then: npx nahtlos tenant move ${key} --done (or --undo)`)
    })
  })
}

function targetOf(options: MoveOptions): Config {
  const { to = '', toApp, toInsight, toPublish, toSecretFile } = options
  if (!/^postgres(ql)?:/.test(to)) return readConfig({ NAHTLOS_DATA: to })
  return readConfig({
    DATABASE_URL: to,
    DATABASE_URL_APP: toApp,
    DATABASE_URL_INSIGHT: toInsight,
    DATABASE_URL_PUBLISH: toPublish,
    // Unless another one is named, both places have the same.
    ...(toSecretFile
      ? { NAHTLOS_SECRET_FILE: toSecretFile }
      : { NAHTLOS_SECRET: process.env['NAHTLOS_SECRET'], NAHTLOS_SECRET_FILE: process.env['NAHTLOS_SECRET_FILE'] }),
  })
}

async function withDatabase(config: Config, work: (db: Database) => Promise<void>): Promise<void> {
  const db = await connect(config)
  try {
    await work(db)
  } finally {
    await db.close()
  }
}

const say = (message: string) => process.stderr.write(`${message}\n`)
