import { rooms } from '../app.ts'
import { type Config, readConfig } from '../platform/config/index.ts'
import {
  connect,
  type Database,
  hasSharedSchema,
  migrate,
  platformSources,
  roomSources,
} from '../platform/database/index.ts'

/**
 * Opens the database for a command that reads or writes in it. Throws MigrationRefused when a newer program has migrated it: what
 * this one would write may be wrong there. One that is older is let through; it is migrated by `serve` and `migrate`.
 */
export async function openDatabase(config: Config): Promise<Database> {
  const db = await connect(config)
  try {
    if (await hasSharedSchema(db)) await migrate(db, [...platformSources(), ...roomSources(rooms)], { dryRun: true })
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

/** Opens the database that the environment names, works on it and closes it, whatever happens. */
export async function withDatabase(work: (db: Database, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig(process.env)
  const db = await openDatabase(config)
  try {
    await work(db, config)
  } finally {
    await db.close()
  }
}
