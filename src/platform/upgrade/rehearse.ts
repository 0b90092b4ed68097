import { openWorkshop } from '../backup/scratch.ts'
import { quoteIdentifier } from '../database/escape.ts'
import { asOwner, type Database, type MigrationSource, type SharedTx, sql } from '../database/index.ts'
import { openToCopying } from '../database/migrate/copying.ts'
import { apply, migrateTo, type Plan, planned } from '../database/migrate/migrate.ts'

/** One file as it ran on a copy. */
export interface RehearsedStep {
  readonly source: string
  readonly name: string
  readonly ms: number
  /** Tables that nobody could write, or not even read, until the file was done. */
  readonly locked: readonly { readonly table: string; readonly reading: boolean }[]
}

export interface RehearsedSchema {
  readonly schema: string
  readonly bytes: number
  readonly rows: number
  readonly copyMs: number
  readonly steps: readonly RehearsedStep[]
}

export interface Rehearsal {
  readonly schemas: readonly RehearsedSchema[]
  /** Schemas that have something to run and were not copied, with their size. */
  readonly left: readonly { readonly schema: string; readonly bytes: number }[]
}

export interface RehearseOptions {
  readonly db: Database
  readonly sources: readonly MigrationSource[]
  /** How many districts are copied, the largest first. */
  readonly districts: number
  readonly say?: (message: string) => void
}

/**
 * Runs what is to be run on copies of the schemas and tells how long each file took and what it locked. The shared schema and
 * the largest districts are copied into scratch schemas of the same database, so it needs their size as free space and no
 * right to create databases. The only thing it may change is to let the owner copy rows (see openToCopying), where a version
 * before 0.2 did not. Nobody's page reads the copies, and they are removed at the end, also after a kill, by the next
 * run. Throws MigrationRefused where program and database do not fit, and what a file that does not work says.
 */
export async function rehearse({ db, sources, districts, say = () => undefined }: RehearseOptions): Promise<Rehearsal> {
  const { plans } = await planned(db, sources)
  const wanted = plans.filter(({ files, scope }) => files.length > 0 || scope === 'shared')
  const sizes = await sizesOf(db, wanted)
  const byScope = Map.groupBy(wanted, ({ scope }) => scope)
  const tenants = (byScope.get('tenant') ?? []).sort((one, other) => sizes(other) - sizes(one))
  const [shared] = byScope.get('shared') ?? []
  const workshop = await openWorkshop(db)
  try {
    const schemas: RehearsedSchema[] = []
    const name = workshop.scratchName()
    // Files of districts refer to the shared schema: to its copy, which is migrated already.
    const copied: Database = { ...db, names: { ...db.names, shared: name } }
    if (shared) {
      await workshop.make(name)
      schemas.push(await rehearseOne(copied, sources, shared, name, sizes(shared), say))
    }
    for (const plan of tenants.slice(0, districts)) {
      const scratch = workshop.scratchName()
      await workshop.make(scratch)
      schemas.push(await rehearseOne(copied, sources, plan, scratch, sizes(plan), say))
      await workshop.drop(scratch)
    }
    return {
      schemas: schemas.filter(({ steps }) => steps.length > 0),
      left: tenants.slice(districts).map((plan) => ({ schema: plan.schema, bytes: sizes(plan) })),
    }
  } finally {
    await workshop.close()
  }
}

async function sizesOf(db: Database, plans: readonly Plan[]): Promise<(plan: Plan) => number> {
  const names = plans.map(({ schema }) => schema)
  const { rows } = await asOwner(db, (tx) =>
    sql<{ schema: string; bytes: number }>`
      SELECT n.nspname AS schema, sum(pg_total_relation_size(c.oid))::float8 AS bytes
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r' AND n.nspname = ANY (${names}) GROUP BY 1`.execute(tx),
  )
  const known = new Map(rows.map(({ schema, bytes }) => [schema, bytes]))
  return ({ schema }) => known.get(schema) ?? 0
}

async function rehearseOne(
  db: Database,
  sources: readonly MigrationSource[],
  plan: Plan,
  scratch: string,
  bytes: number,
  say: (message: string) => void,
): Promise<RehearsedSchema> {
  say(`Copying ${plan.schema} (${Math.ceil(bytes / 1e6)} MB).`)
  const began = performance.now()
  // Versions before 0.2 kept every row from the owner; migrating opens them to copies in the same way.
  await openToCopying(db, plan.schema)
  await migrateTo(db, sources, scratch, plan.scope, plan.applied)
  const rows = await copyRows(db, plan.schema, scratch)
  const copyMs = performance.now() - began
  const steps: RehearsedStep[] = []
  for (const file of plan.files) {
    const before = await tablesOf(db, scratch)
    let locked: RehearsedStep['locked'] = []
    const started = performance.now()
    await apply(db, scratch, file, async (tx) => {
      const found = await sql<{ table: string; reading: boolean }>`
        SELECT c.relname AS table, bool_or(l.mode = 'AccessExclusiveLock') AS reading
        FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
        WHERE l.pid = pg_backend_pid() AND c.relkind IN ('r', 'p') AND c.relnamespace = ${quoteIdentifier(scratch)}::regnamespace
          AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        GROUP BY 1 ORDER BY 1`.execute(tx)
      // A table that the file made itself keeps nobody waiting.
      locked = found.rows.filter(({ table }) => before.has(table))
    })
    steps.push({ source: file.source, name: file.name, ms: performance.now() - started, locked })
  }
  return { schema: plan.schema, bytes, rows, copyMs, steps }
}

async function tablesOf(db: Database, schema: string): Promise<ReadonlySet<string>> {
  const { rows } = await asOwner(db, (tx) =>
    sql<{ name: string }>`
      SELECT relname AS name FROM pg_class
      WHERE relnamespace = ${quoteIdentifier(schema)}::regnamespace AND relkind IN ('r', 'p')`.execute(tx),
  )
  return new Set(rows.map(({ name }) => name))
}

/**
 * Copies all rows from one schema into another with the same tables, in one transaction: foreign keys are put back at the
 * end, and forced row-level security, under which the owner writes nothing, is lifted meanwhile.
 */
export async function copyRows(db: Database, from: string, to: string): Promise<number> {
  const copy = async (tx: SharedTx) => {
    await sql.raw(`SET LOCAL "app"."copying" = 'on'; SET LOCAL idle_in_transaction_session_timeout = 0`).execute(tx)
    const tables = await sql<{ name: string; columns: string; forced: boolean }>`
      SELECT c.relname AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns,
        c.relforcerowsecurity AS forced
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relnamespace = ${quoteIdentifier(to)}::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
        AND to_regclass(${quoteIdentifier(from)} || '.' || quote_ident(c.relname)) IS NOT NULL
      GROUP BY c.oid ORDER BY 1`.execute(tx)
    const keys = await sql<{ table: string; name: string; definition: string }>`
      SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
      FROM pg_constraint
      WHERE connamespace = ${quoteIdentifier(to)}::regnamespace AND contype = 'f' AND conparentid = 0`.execute(tx)
    const run = (text: string) => sql.raw(text).execute(tx)
    for (const { table, name } of keys.rows) await run(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
    let rows = 0
    for (const { name, columns, forced } of tables.rows) {
      const table = quoteIdentifier(name)
      if (forced) await run(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
      // Migrations may have put rows in; what counts is what was there.
      await run(`DELETE FROM ${table}`)
      const copied = await run(
        `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM ${quoteIdentifier(from)}.${table}`,
      )
      rows += Number(copied.numAffectedRows ?? 0)
      if (forced) await run(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
    }
    for (const { table, name, definition } of keys.rows)
      await run(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
    return rows
  }
  return await asOwner(db, copy, to)
}
