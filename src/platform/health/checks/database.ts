import { asOwner, type Database, MigrationRefused, migrate, sql } from '../../database/index.ts'
import type { HealthFinding, InstallationCheck } from '../check.ts'

/** What the server is and how long it has been up. */
const server: InstallationCheck = {
  key: 'database.server',
  about: 'installation',
  async run({ db, config }): Promise<HealthFinding> {
    const row = await one<{ version: string; number: number; started: Date }>(
      db,
      sql`SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
                 pg_postmaster_start_time() AS started`,
    )
    const values = { version: row.version.split(' ')[0] ?? '', started: row.started }
    if (row.number < 150_000) return { state: 'broken', code: 'too-old', values }
    return { state: 'ok', code: config.database.kind, values }
  },
}

/** Settings without which an acknowledged write can be lost when the machine goes down. */
const durability: InstallationCheck = {
  key: 'database.durability',
  about: 'installation',
  async run({ db }): Promise<HealthFinding> {
    const { rows } = await asOwner(db, (tx) =>
      sql<{ name: string; setting: string }>`
        SELECT name, setting FROM pg_settings
        WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name`.execute(
        tx,
      ),
    )
    if (rows.length === 0) return { state: 'ok', code: 'fine' }
    return { state: 'broken', code: 'off', values: { settings: rows.map(({ name }) => name).join(', ') } }
  },
}

/** Encoding, German order, and whether the library that sorted the indexes is still the one that sorts. */
const locale: InstallationCheck = {
  key: 'database.locale',
  about: 'installation',
  async run({ db }): Promise<HealthFinding> {
    const row = await one<{ encoding: string; german: boolean; noted: string | null; actual: string | null }>(
      db,
      sql`SELECT current_setting('server_encoding') AS encoding, 'ä' < 'b' AS german, datcollversion AS noted,
                 pg_database_collation_actual_version(oid) AS actual
          FROM pg_database WHERE datname = current_database()`,
    )
    if (row.encoding !== 'UTF8') return { state: 'broken', code: 'encoding', values: { encoding: row.encoding } }
    if (row.noted !== row.actual)
      return { state: 'broken', code: 'other-library', values: { noted: row.noted ?? '–', actual: row.actual ?? '–' } }
    return row.german
      ? { state: 'ok', code: 'fine', values: { library: row.actual ?? '–' } }
      : { state: 'attention', code: 'not-german' }
  },
}

/** The serving roles can do no more than what is granted, and every table of a tenant binds even its owner to row-level security. */
const roles: InstallationCheck = {
  key: 'database.roles',
  about: 'installation',
  async run({ db }): Promise<HealthFinding> {
    const { app, insight, publish } = db.names.role
    const serving = [app, insight, publish]
    const strong = await asOwner(db, (tx) =>
      sql<{ name: string }>`
        SELECT r.rolname AS name FROM pg_roles r
        WHERE r.rolname = ANY (${serving}) AND (
          r.rolsuper OR r.rolbypassrls OR r.rolcreaterole
          OR has_database_privilege(r.rolname, current_database(), 'CREATE')
          OR EXISTS (
            SELECT FROM unnest(${[...serving, db.names.role.owner]}::text[]) other
            WHERE other <> r.rolname AND pg_has_role(r.rolname, other, 'MEMBER')
          )
        ) ORDER BY 1`.execute(tx),
    )
    if (strong.rows.length > 0)
      return { state: 'broken', code: 'strong', values: { roles: strong.rows.map(({ name }) => name).join(', ') } }
    const open = await one<{ tables: number }>(
      db,
      sql`SELECT count(*)::int AS tables FROM tenant t
          JOIN pg_namespace n ON n.nspname = t.schema_name
          JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p') AND c.relname <> 'migration'
          WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
    )
    return open.tables === 0
      ? { state: 'ok', code: 'fine' }
      : { state: 'broken', code: 'unprotected', values: { tables: open.tables } }
  },
}

/** Whether what the database remembers is what this program brings. */
const migrations: InstallationCheck = {
  key: 'database.migrations',
  about: 'installation',
  async run({ db, sources }): Promise<HealthFinding> {
    try {
      const report = await migrate(db, sources, { dryRun: true })
      return report.steps.length === 0
        ? { state: 'ok', code: 'fine' }
        : { state: 'attention', code: 'behind', values: { steps: report.steps.length } }
    } catch (error) {
      if (error instanceof MigrationRefused) return { state: 'broken', code: error.because }
      throw error
    }
  },
}

/** Share of the server's connections in use above which somebody should look, and above which new ones will soon be refused. */
const crowded = { attention: 0.8, broken: 0.95 }

const connections: InstallationCheck = {
  key: 'database.connections',
  about: 'installation',
  async run({ db }): Promise<HealthFinding> {
    const row = await one<{ used: number; most: number }>(
      db,
      sql`SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
                 current_setting('max_connections')::int AS most`,
    )
    const share = row.used / row.most
    const state = share >= crowded.broken ? 'broken' : share >= crowded.attention ? 'attention' : 'ok'
    return { state, code: state === 'ok' ? 'fine' : 'crowded', values: { ...row } }
  },
}

/** A transaction left open holds back the cleaning of every table, and of a lock queue everybody behind it. */
const longestTransactionMs = 60 * 60_000

const transactions: InstallationCheck = {
  key: 'database.transactions',
  about: 'operator',
  async run({ db }): Promise<HealthFinding> {
    const row = await one<{ age: number | null; pid: number | null }>(
      db,
      sql`SELECT (extract(epoch FROM clock_timestamp() - xact_start) * 1000)::float8 AS age, pid
          FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL
          ORDER BY xact_start LIMIT 1`,
    )
    if (!row.age || row.age < longestTransactionMs) return { state: 'ok', code: 'fine' }
    return { state: 'attention', code: 'long', values: { ageMs: row.age, pid: String(row.pid) } }
  },
}

async function one<Row>(db: Database, query: ReturnType<typeof sql>): Promise<Row> {
  const { rows } = await asOwner(db, (tx) => query.execute(tx))
  return rows[0] as Row
}

export const databaseChecks = [server, durability, locale, roles, migrations, connections, transactions]
