import type { Selectable } from 'kysely'
import { Conflict, Invalid, NotFound } from '../../kernel/errors.ts'
import type { Land } from '../../kernel/holidays.ts'
import { asOwner, type Database, inShared, type SharedTx, sql } from './database.ts'
import { quoteIdentifier } from './escape.ts'
import { type MigrationSource, migrateTenant } from './migrate/migrate.ts'
import type { TenantFeatures, TenantTable } from './tables.ts'

/** One district on this installation. */
export interface Tenant {
  /** First part of its addresses: `auental`. */
  readonly key: string
  readonly schema: string
  readonly name: string
  /** Invented or quoted data, one-click sign-in. Fixed when the tenant is made. */
  readonly demo: boolean
  /** Own scheme and host where published ids hang on it; null: that of the installation. */
  readonly origin: string | null
  /** ISO 3166-2 suffix of the German Land whose holidays count. */
  readonly land: Land
  readonly features: TenantFeatures
  /** Set while the emergency lock is on: nobody gets in, jobs wait. */
  readonly lockedAt?: Date
  /** A code; see identity/factors/lock.ts. */
  readonly lockedReason?: string
}

export interface NewTenant {
  readonly key: string
  readonly name: string
  readonly demo: boolean
  readonly land: Land
  readonly origin?: string | null
  readonly features?: TenantFeatures
}

/** First parts of addresses that the program itself answers. */
const reservedKeys = new Set([
  'admin',
  'api',
  'assets',
  'healthz',
  'metrics',
  'public',
  'readyz',
  'sign-in',
  'sign-out',
  'static',
])

/**
 * Makes a tenant: its row, its schema and everything in it. Throws Invalid when the key or the name cannot be used and
 * Conflict when the key is taken. A crash on the way leaves an empty schema, which the next `migrate` completes.
 */
export async function createTenant(
  db: Database,
  sources: readonly MigrationSource[],
  wanted: NewTenant,
): Promise<Tenant> {
  const issues = []
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(wanted.key) || wanted.key.length > 32)
    issues.push({ field: 'key', code: 'tenant-key-form' })
  else if (reservedKeys.has(wanted.key)) issues.push({ field: 'key', code: 'tenant-key-reserved' })
  if (!/\S/.test(wanted.name)) issues.push({ field: 'name', code: 'required' })
  if (issues.length > 0) throw new Invalid(issues)
  const schema = db.names.tenant(wanted.key)
  try {
    await asOwner(db, async (tx) => {
      await tx
        .insertInto('tenant')
        .values({
          key: wanted.key,
          schema_name: schema,
          name: wanted.name.trim(),
          demo: wanted.demo,
          origin: wanted.origin ?? null,
          land: wanted.land,
          features: JSON.stringify(wanted.features ?? {}),
        })
        .execute()
      await createTenantSchema(tx, db, schema)
    })
  } catch (error) {
    // 23505: the row is there (same key, or a key with the same schema); 42P06: the schema is.
    if (['23505', '42P06'].includes((error as { code?: string }).code ?? ''))
      throw new Conflict(`there is a tenant ${wanted.key} already`)
    throw error
  }
  await migrateTenant(db, sources, schema)
  return getTenant(db, wanted.key)
}

async function createTenantSchema(tx: SharedTx, db: Database, schema: string): Promise<void> {
  const { app, insight, publish } = db.names.role
  const name = quoteIdentifier(schema)
  const all = [app, insight, publish].map(quoteIdentifier).join(', ')
  await sql.raw(`CREATE SCHEMA ${name}`).execute(tx)
  await sql.raw(`GRANT USAGE ON SCHEMA ${name} TO ${all}`).execute(tx)
  // Its views for insight lie in the tenant's schema and belong to the publish role.
  await sql.raw(`GRANT CREATE ON SCHEMA ${name} TO ${quoteIdentifier(publish)}`).execute(tx)
}

/** All tenants, by key. */
export async function listTenants(db: Database): Promise<readonly Tenant[]> {
  const rows = await inShared(db, (tx) => tx.selectFrom('tenant').selectAll().orderBy('key').execute())
  return rows.map(toTenant)
}

export async function findTenant(db: Database, key: string): Promise<Tenant | undefined> {
  const row = await inShared(db, (tx) => tx.selectFrom('tenant').selectAll().where('key', '=', key).executeTakeFirst())
  return row && toTenant(row)
}

/** As findTenant; throws NotFound. */
export async function getTenant(db: Database, key: string): Promise<Tenant> {
  const tenant = await findTenant(db, key)
  if (!tenant) throw new NotFound(`there is no tenant ${key}`)
  return tenant
}

function toTenant(row: Selectable<TenantTable>): Tenant {
  return {
    key: row.key,
    schema: row.schema_name,
    name: row.name,
    demo: row.demo,
    origin: row.origin,
    land: row.land as Land,
    features: row.features,
    ...(row.locked_at && { lockedAt: row.locked_at }),
    ...(row.locked_reason_code && { lockedReason: row.locked_reason_code }),
  }
}

/** Takes a demo tenant away with all its rows; for a start that was killed while loading it. Throws Conflict for a real one. */
export async function removeDemoTenant(db: Database, key: string): Promise<void> {
  const tenant = await getTenant(db, key)
  await asOwner(db, async (tx) => {
    const gone = await tx.deleteFrom('tenant').where('key', '=', key).where('demo', '=', true).executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw new Conflict(`${key} is no demo tenant`)
    await sql.raw(`DROP SCHEMA IF EXISTS ${quoteIdentifier(tenant.schema)} CASCADE`).execute(tx)
  })
}

/** Locks a tenant, or opens it again, as the owner: for whoever runs the platform. False when it was so already. */
export async function setTenantLock(
  db: Database,
  key: string,
  lock: { readonly since: Date; readonly reason: string } | undefined,
): Promise<boolean> {
  const changed = await asOwner(db, (tx) =>
    tx
      .updateTable('tenant')
      .set({ locked_at: lock?.since ?? null, locked_reason_code: lock?.reason ?? null })
      .where('key', '=', key)
      .where('locked_at', lock ? 'is' : 'is not', null)
      .executeTakeFirst(),
  )
  return changed.numUpdatedRows === 1n
}
