import { programVersion } from '../../config/index.ts'
import { asOwner, type Database, sql } from '../database.ts'
import { MigrationRefused } from './plan.ts'

/** Notes that this version has migrated the database; once for each. */
export async function noteProgram(db: Database): Promise<void> {
  await asOwner(db, async (tx) => {
    // Tests migrate with fewer sources, among which the table may be missing.
    const there = await sql<{ there: boolean }>`SELECT to_regclass('program_version') IS NOT NULL AS there`.execute(tx)
    if (!there.rows[0]?.there) return
    await sql`INSERT INTO program_version (version) VALUES (${programVersion()}) ON CONFLICT DO NOTHING`.execute(tx)
  })
}

/** The same refusal with the version that is needed, where the database knows it. */
export async function withVersion(db: Database, refused: MigrationRefused): Promise<MigrationRefused> {
  if (refused.because !== 'newer') return refused
  const last = await asOwner(db, async (tx) => {
    const there = await sql<{ there: boolean }>`SELECT to_regclass('program_version') IS NOT NULL AS there`.execute(tx)
    if (!there.rows[0]?.there) return undefined
    const found = await sql<{ version: string }>`
      SELECT version FROM program_version ORDER BY migrated_at DESC LIMIT 1`.execute(tx)
    return found.rows[0]?.version
  })
  if (!last) return refused
  return new MigrationRefused(
    refused.because,
    `${refused.message} It was last migrated by version ${last}; this is ${programVersion()}.`,
  )
}
