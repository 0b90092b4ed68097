import { setTimeout as sleep } from 'node:timers/promises'
import type { ColumnType, RawBuilder, Transaction } from 'kysely'
import { prepareQueue } from '../../jobs/queue.ts'
import { asOwner, type Database, inSchema, sql } from '../database.ts'
import { quoteIdentifier, quoteLiteral } from '../escape.ts'
import { fillPlaceholders } from '../names.ts'
import { confineToTenant } from './confine.ts'
import { openToCopying } from './copying.ts'
import { type AppliedMigration, MigrationRefused, pendingFiles } from './plan.ts'
import { noteProgram, withVersion } from './program.ts'
import { type MigrationFile, type MigrationSource, readFiles } from './sources.ts'

export type { MigrationSource }

export interface MigrationStep {
  readonly schema: string
  readonly source: string
  readonly name: string
}

export interface Report {
  /** What ran, in order; with `dryRun` what would run. */
  readonly steps: readonly MigrationStep[]
  readonly tenants: number
  /** False when the shared schema was made just now: an empty database. */
  readonly existed: boolean
}

interface MigrationTables {
  migration: AppliedMigration & { applied_at: ColumnType<Date, RawBuilder<unknown>, never> }
}

/**
 * Brings the shared schema and every tenant's up to date: forward only, each file in a transaction of its own with its entry,
 * one process at a time. Throws MigrationRefused when program and database do not fit, before anything has changed.
 */
export async function migrate(
  db: Database,
  sources: readonly MigrationSource[],
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<Report> {
  const existed = await hasSharedSchema(db)
  if (dryRun && !existed) return { steps: steps(db.names.shared, filesOf(sources, 'shared')), tenants: 0, existed }
  // Looking takes no lock: it must not wait for a migration under way, which may take long.
  if (dryRun) return { ...(await planned(db, sources)), existed }
  if (!existed) await makeSharedSchema(db)
  return await alone(db, async () => {
    // All plans before the first change: a refusal for the last tenant leaves the first one alone too.
    const { plans, ...report } = await planned(db, sources)
    await prepareQueue(db.owner.pool, { shared: db.names.shared, app: db.names.role.app })
    for (const { schema, files } of plans) {
      for (const file of files) await apply(db, schema, file)
      if (schema !== db.names.shared && files.length > 0) await confineToTenant(db, schema)
      if (files.length > 0) await openToCopying(db, schema)
    }
    await noteProgram(db)
    return { ...report, existed }
  })
}

/** What each schema lacks. Throws MigrationRefused. */
export interface Plan {
  readonly schema: string
  readonly scope: MigrationSource['scope']
  readonly applied: readonly AppliedMigration[]
  readonly files: readonly MigrationFile[]
}

/** Compares all schemas with the program, without changing anything. Throws MigrationRefused. */
export async function planned(
  db: Database,
  sources: readonly MigrationSource[],
): Promise<{ readonly plans: readonly Plan[]; readonly steps: readonly MigrationStep[]; readonly tenants: number }> {
  const files = { shared: filesOf(sources, 'shared'), tenant: filesOf(sources, 'tenant') }
  const schemas = await tenantSchemas(db)
  const applied = await appliedIn(db, [db.names.shared, ...schemas])
  try {
    const plans = [...applied].map(([schema, ran]): Plan => {
      const scope = schema === db.names.shared ? 'shared' : 'tenant'
      return { schema, scope, applied: ran, files: pendingFiles(schema, files[scope], ran) }
    })
    return { plans, steps: plans.flatMap((plan) => steps(plan.schema, plan.files)), tenants: schemas.length }
  } catch (error) {
    throw error instanceof MigrationRefused ? await withVersion(db, error) : error
  }
}

/** The same for one tenant's schema, which exists. */
export async function migrateTenant(db: Database, sources: readonly MigrationSource[], schema: string): Promise<void> {
  await alone(db, () => migrateUnused(db, sources, schema, 'tenant'))
}

/** The same for a schema that nobody but the caller knows of, so that nobody has to wait. */
export async function migrateUnused(
  db: Database,
  sources: readonly MigrationSource[],
  schema: string,
  scope: MigrationSource['scope'],
): Promise<void> {
  for (const file of await pendingIn(db, schema, filesOf(sources, scope))) await apply(db, schema, file)
  if (scope === 'tenant') await confineToTenant(db, schema)
  await openToCopying(db, schema)
}

/**
 * Runs the files that `ran` names, and no others, in a new schema that nobody uses yet: what a backup holds is loaded into
 * the state that it was made at. Throws MigrationRefused when one is not as it was, or is not known to this program.
 */
export async function migrateTo(
  db: Database,
  sources: readonly MigrationSource[],
  schema: string,
  scope: MigrationSource['scope'],
  ran: readonly AppliedMigration[],
): Promise<void> {
  const files = filesOf(sources, scope)
  const later = new Set(pendingFiles(schema, files, ran))
  for (const file of files) if (!later.has(file)) await apply(db, schema, file)
  if (scope === 'tenant') await confineToTenant(db, schema)
  await openToCopying(db, schema)
}

function filesOf(sources: readonly MigrationSource[], scope: MigrationSource['scope']): MigrationFile[] {
  return sources.filter((source) => source.scope === scope).flatMap(readFiles)
}

function steps(schema: string, files: readonly MigrationFile[]): MigrationStep[] {
  return files.map(({ source, name }) => ({ schema, source, name }))
}

/** False for a database in which nothing was ever migrated. */
export async function hasSharedSchema(db: Database): Promise<boolean> {
  return asOwner(db, async (tx) => {
    const found = await sql<{ there: boolean }>`
      SELECT to_regclass(${`${quoteIdentifier(db.names.shared)}.migration_lock`}) IS NOT NULL AS there`.execute(tx)
    return found.rows[0]?.there ?? false
  })
}

async function makeSharedSchema(db: Database): Promise<void> {
  const name = quoteIdentifier(db.names.shared)
  const { app, insight, publish } = db.names.role
  const all = [app, insight, publish].map(quoteIdentifier).join(', ')
  try {
    await asOwner(db, async (tx) => {
      await sql.raw(`CREATE SCHEMA IF NOT EXISTS ${name}`).execute(tx)
      await sql.raw(`GRANT USAGE ON SCHEMA ${name} TO ${all}`).execute(tx)
      await sql`CREATE TABLE migration_lock (
        id integer NOT NULL,
        CONSTRAINT migration_lock_pkey PRIMARY KEY (id),
        CONSTRAINT migration_lock_single CHECK (id = 1)
      )`.execute(tx)
      await sql`COMMENT ON TABLE migration_lock IS 'One row; whoever migrates holds its lock.'`.execute(tx)
      await sql`INSERT INTO migration_lock VALUES (1)`.execute(tx)
    })
  } catch (error) {
    // Two first starts at once: the second one finds what the first one made.
    if (!['23505', '42P06', '42P07'].includes((error as { code?: string }).code ?? '')) throw error
  }
}

/**
 * Runs work while no other process migrates. A row lock, because advisory locks do not reach across the nodes of a Citus
 * cluster; it ends with the connection, so a killed migration locks nobody out.
 */
function alone<T>(db: Database, work: () => Promise<T>): Promise<T> {
  return asOwner(db, async (tx) => {
    // The holder of the lock waits for its own work, which may take long.
    await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(tx)
    await sql`SELECT id FROM migration_lock FOR UPDATE`.execute(tx)
    return await work()
  })
}

async function tenantSchemas(db: Database): Promise<string[]> {
  return asOwner(db, async (tx) => {
    const there = await sql<{ there: boolean }>`SELECT to_regclass('tenant') IS NOT NULL AS there`.execute(tx)
    if (!there.rows[0]?.there) return []
    const rows = await tx.selectFrom('tenant').select('schema_name').orderBy('key').execute()
    return rows.map((row) => row.schema_name)
  })
}

/** What is to be run in one schema. */
async function pendingIn(db: Database, schema: string, files: readonly MigrationFile[]): Promise<MigrationFile[]> {
  return pendingFiles(schema, files, (await appliedIn(db, [schema])).get(schema) ?? [])
}

/** Schemas that one statement asks. */
const schemasAtOnce = 50

/** What schemas remember of the files that ran in them, few statements for all of them; nothing where none ever ran. */
async function appliedIn(
  db: Database,
  schemas: readonly string[],
): Promise<ReadonlyMap<string, readonly AppliedMigration[]>> {
  const applied = new Map<string, AppliedMigration[]>(schemas.map((schema) => [schema, []]))
  await asOwner(db, async (tx) => {
    const found = await sql<{ schema: string }>`
      SELECT nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname = 'migration' AND c.relkind = 'r' AND nspname = ANY (${[...schemas]})`.execute(tx)
    const there = found.rows.map(({ schema }) => schema)
    for (let from = 0; from < there.length; from += schemasAtOnce) {
      const parts = there.slice(from, from + schemasAtOnce).map((schema) => {
        const table = `${quoteIdentifier(schema)}.migration`
        return `SELECT ${quoteLiteral(schema)} AS schema, source, name, checksum, applied_at FROM ${table}`
      })
      const { rows } = await sql
        .raw<AppliedMigration & { schema: string }>(`${parts.join(' UNION ALL ')} ORDER BY applied_at`)
        .execute(tx)
      for (const { schema, source, name, checksum } of rows) applied.get(schema)?.push({ source, name, checksum })
    }
  })
  return applied
}

/** How long one attempt of a file waits for its locks, and how often it is tried. All who come later wait behind it meanwhile. */
const lockWait = { ms: 3000, attempts: 20, pauseMs: 1000 }

/** Each file with its entry in one transaction: it ran and is remembered, or neither. `inside` looks at it before its end. */
export async function apply(
  db: Database,
  schema: string,
  file: MigrationFile,
  inside?: (tx: Transaction<unknown>) => Promise<void>,
): Promise<void> {
  const text = fillPlaceholders(file.sql, db.names)
  await makeMigrationTable(db, schema)
  for (let attempt = 1; ; attempt++) {
    try {
      return await inSchema<MigrationTables, void>(db, file.role, schema, async (tx) => {
        await sql`SET LOCAL lock_timeout = ${sql.lit(lockWait.ms)}`.execute(tx)
        await sql.raw(text).execute(tx)
        const { source, name, checksum } = file
        await tx
          .insertInto('migration')
          .values({ source, name, checksum, applied_at: sql`clock_timestamp()` })
          .execute()
        await inside?.(tx as unknown as Transaction<unknown>)
      })
    } catch (error) {
      // 55P03: somebody else works with the table. Stepping back lets those go on who wait behind us.
      if ((error as { code?: string }).code !== '55P03') throw located(error, file, text)
      if (attempt === lockWait.attempts)
        throw new MigrationRefused(
          'busy',
          `${file.path} waits for a table in ${schema} that somebody else holds (tried ${attempt} times). End long transactions (npx nahtlos doctor names the longest) and run npx nahtlos migrate again; what ran so far stays.`,
        )
      await sleep(lockWait.pauseMs)
    }
  }
}

async function makeMigrationTable(db: Database, schema: string): Promise<void> {
  await asOwner(
    db,
    async (tx) => {
      const there = await sql<{ there: boolean }>`SELECT to_regclass('migration') IS NOT NULL AS there`.execute(tx)
      if (there.rows[0]?.there) return
      await sql`CREATE TABLE migration (
        source text NOT NULL,
        name text NOT NULL,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL,
        CONSTRAINT migration_pkey PRIMARY KEY (source, name)
      )`.execute(tx)
      await sql`COMMENT ON TABLE migration IS 'The files that ran in this schema'`.execute(tx)
      // The publish role enters its own files, in the transaction that runs them.
      await sql.raw(`GRANT INSERT ON migration TO ${quoteIdentifier(db.names.role.publish)}`).execute(tx)
    },
    schema,
  )
}

/** A failing statement named by file and line. */
function located(error: unknown, file: MigrationFile, text: string): unknown {
  const { position, message, hint } = error as { position?: string; message?: string; hint?: string }
  if (!position) return error
  const line = text.slice(0, Number(position) - 1).split('\n').length
  return new Error(`${file.path}:${line}: ${message}${hint ? ` (${hint})` : ''}`, { cause: error })
}
