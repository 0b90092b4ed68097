import { type Sql, sql, type Transaction } from 'kysely'
import { quoteIdentifier, quoteLiteral } from './escape.ts'
import type { Names, Role } from './names.ts'
import type { Connections } from './pool.ts'
import type { PlatformTables, SharedTables } from './tables.ts'
import type { Transactor } from './transaction.ts'

export { type Sql, sql }

/** Inside one tenant's transaction. */
export type Tx = Transaction<PlatformTables>
/** Inside a transaction in the schema that all tenants share. */
export type SharedTx = Transaction<SharedTables>

export interface RoleConnections extends Transactor {
  readonly pool: Connections
}

/** The database as the program uses it: one pool for each role, opened when first needed. */
export interface Database {
  readonly owner: RoleConnections
  readonly app: RoleConnections
  readonly insight: RoleConnections
  readonly publish: RoleConnections
  readonly names: Names
  /** Ends all connections, and the embedded server when nobody else uses it. */
  close(): Promise<void>
}

/** Who acts, as far as row-level security has to know. Access's Actor is one. */
export interface Who {
  readonly userId: string
  readonly organisationId: string | null
  readonly controllerId: string | null
}

export interface TransactionOptions {
  /** `insight` reads the published views of the tenant and nothing else. */
  readonly role?: 'app' | 'insight'
  /** The database refuses every write. */
  readonly readOnly?: boolean
  /** All statements see one state of the data (repeatable read). */
  readonly snapshot?: boolean
  /** Milliseconds after which a single statement is cancelled; 0 for never. */
  readonly statementTimeoutMs?: number
}

/**
 * Runs work in one transaction inside the tenant's schema, as the app role (or insight's). Row-level security reads
 * who acts from `app.user_id`, `app.organisation_id`, `app.controller_id` (empty where there is none), `app.actor`
 * (`user` or `system`) and `app.tenant` (the schema's name). Names that the tenant's schema lacks are looked up in the shared one.
 */
export function inTenant<T>(
  db: Database,
  tenant: { readonly schema: string },
  who: Who | 'system',
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const user = who === 'system' ? undefined : who
  const opening = open(options, {
    search_path: `${quoteIdentifier(tenant.schema)}, ${quoteIdentifier(db.names.shared)}`,
    '"app"."tenant"': quoteLiteral(tenant.schema),
    '"app"."actor"': user ? "'user'" : "'system'",
    '"app"."user_id"': quoteLiteral(user?.userId ?? ''),
    '"app"."organisation_id"': quoteLiteral(user?.organisationId ?? ''),
    '"app"."controller_id"': quoteLiteral(user?.controllerId ?? ''),
  })
  return db[options.role ?? 'app'].transaction(opening, work)
}

/** Runs work in one transaction in the shared schema, as the app role. No tenant's rows are visible in it. */
export function inShared<T>(
  db: Database,
  work: (tx: SharedTx) => Promise<T>,
  options: Omit<TransactionOptions, 'role'> = {},
): Promise<T> {
  return db.app.transaction(openShared(db, options), work)
}

/** As inShared, as the owner: for migrations, making tenants and maintenance, never for requests. */
export function asOwner<T>(db: Database, work: (tx: SharedTx) => Promise<T>, schema = db.names.shared): Promise<T> {
  return inSchema(db, 'owner', schema, work)
}

/** One transaction of a role with a schema as its only search path. For migrations. */
export function inSchema<Tables, T>(
  db: Database,
  role: Role,
  schema: string,
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const opening = open(
    { statementTimeoutMs: 0 },
    { search_path: quoteIdentifier(schema), '"app"."tenant"': quoteLiteral(schema), '"app"."actor"': "'system'" },
  )
  return db[role].transaction(opening, work)
}

function openShared(db: Database, options: TransactionOptions): string {
  return open(options, { search_path: quoteIdentifier(db.names.shared), '"app"."tenant"': "''", '"app"."actor"': "''" })
}

/**
 * One text, one round trip. SET LOCAL and never set_config(), because only the former reaches the workers of a Citus
 * cluster; and always every setting, because a pooled connection remembers none and PostgreSQL gives '' for forgotten ones.
 */
function open(options: TransactionOptions, context: Readonly<Record<string, string>>): string {
  const mode = `${options.snapshot ? ' ISOLATION LEVEL REPEATABLE READ' : ''}${options.readOnly ? ' READ ONLY' : ''}`
  const settings = {
    ...context,
    // The driver reads instants and days in this form, whatever the server's own setting.
    datestyle: "'ISO, YMD'",
    timezone: "'UTC'",
    statement_timeout: String(options.statementTimeoutMs ?? 30_000),
    idle_in_transaction_session_timeout: '60000',
  }
  const lines = Object.entries(settings).map(([name, value]) => `SET LOCAL ${name} = ${value}`)
  return [`BEGIN${mode}`, ...lines].join('; ')
}
