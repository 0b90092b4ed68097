/** The door of the database. */
export { inBatches } from './batches.ts'
export { type ConnectOptions, connect } from './connect.ts'
export {
  asOwner,
  type Database,
  inShared,
  inTenant,
  type SharedTx,
  type Sql,
  sql,
  type TransactionOptions,
  type Tx,
  type Who,
} from './database.ts'
export { quoteLiteral } from './escape.ts'
export { hasSharedSchema, type MigrationStep, migrate, type Report } from './migrate/migrate.ts'
export { MigrationRefused } from './migrate/plan.ts'
export { type MigrationSource, platformSources, roomSources } from './migrate/sources.ts'
export { hasReached, type Milestone, reach, reachBy } from './milestone.ts'
export type { Names, Role } from './names.ts'
export { type Reference, referencesTo } from './references.ts'
export type { PlatformTables, SharedTables, TenantFeatures } from './tables.ts'
export {
  createTenant,
  findTenant,
  getTenant,
  listTenants,
  type NewTenant,
  removeDemoTenant,
  setTenantLock,
  type Tenant,
} from './tenant.ts'
