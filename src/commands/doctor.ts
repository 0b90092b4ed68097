import { Command } from 'commander'
import { rooms } from '../app.ts'
import { readConfig } from '../platform/config/index.ts'
import { asOwner, connect, migrate, platformSources, roomSources, sql } from '../platform/database/index.ts'

export function doctorCommand(): Command {
  return new Command().action(examine)
}

/** Starts everything that serving needs except serving, and says what was found. Fails with the first thing that does not work. */
async function examine(): Promise<void> {
  const tell = (what: string, value: string) => process.stdout.write(`${what.padEnd(14)}${value}\n`)
  const config = readConfig(process.env)
  tell('Node.js', process.version)
  tell('address', config.origin)
  tell('data', config.dataDir)
  const db = await connect(config)
  try {
    const found = await asOwner(db, (tx) => sql<{ version: string }>`SELECT version()`.execute(tx))
    tell('database', `${config.database.kind}, ${found.rows[0]?.version.split(' on ')[0]}`)
    const report = await migrate(db, [...platformSources(), ...roomSources(rooms)], { dryRun: true })
    tell('tenants', String(report.tenants))
    tell('migrations', report.steps.length === 0 ? 'up to date' : `${report.steps.length} to run: npx nahtlos migrate`)
  } finally {
    await db.close()
  }
}
