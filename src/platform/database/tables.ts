import type { ColumnType, Generated } from 'kysely'

/**
 * Tables that every tenant has from the platform itself. Parts of the platform and rooms add theirs where they need them:
 * `tx.withTables<NetworkTables>()`.
 */
// biome-ignore lint/complexity/noBannedTypes: an interface cannot be empty for a linter, but this one is so far
export type PlatformTables = {}

/** Tables of the one schema that all tenants share. Identity and jobs add theirs with `withTables`. */
export interface SharedTables {
  tenant: TenantTable
  milestone: MilestoneTable
}

export interface MilestoneTable {
  name: string
  reached_at: Generated<Date>
}

export interface TenantTable {
  key: string
  schema_name: string
  name: string
  /** Never changes: the app role may not update it. */
  demo: ColumnType<boolean, boolean, never>
  origin: string | null
  land: string
  features: ColumnType<TenantFeatures, string, string>
  created_at: Generated<Date>
  /** Since when the emergency lock is on; the app role reads it and may not write it. */
  locked_at: Generated<Date | null>
  locked_reason_code: Generated<string | null>
}

/** What a tenant has switched on, with what the law wants known about it. */
export interface TenantFeatures {
  /** Day of the works agreement that allows analysis of named staff; absent: not allowed. */
  readonly staffAnalysisAgreedOn?: string
  /** A demo that quotes public sources under their real names: its banner may not say that all is simulated. */
  readonly publicFacts?: boolean
}
