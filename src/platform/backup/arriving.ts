/** What is restored, from where and as what. */
import type { Secrets } from '../config/index.ts'
import type { Database, MigrationSource } from '../database/index.ts'
import type { CopiedTenant } from './format/manifest.ts'
import type { BackupSource } from './source.ts'

export interface RestoreOptions {
  readonly db: Database
  readonly sources: readonly MigrationSource[]
  readonly secrets: Secrets
  readonly source: BackupSource
  /** Milliseconds since 1970. */
  readonly now: number
  /** Only this one of several tenants in the backup. */
  readonly tenantKey?: string
  /** Under another key than it had, beside the one that has it; it comes without its pending jobs. */
  readonly as?: string
  /** Of the installation that made the backup, where this one has others. */
  readonly formerSecrets?: Secrets
  readonly say?: (message: string) => void
}

export interface Restored {
  readonly tenants: readonly { readonly key: string; readonly tables: number; readonly rows: number }[]
  /** Accounts that were here already under the same e-mail address, and keep their password. */
  readonly accountsKept: number
  /** Second factors that were sealed with another secret, and could not be kept. */
  readonly factorsLost: number
}

/** A tenant on its way from the backup into this installation. */
export interface Arriving {
  readonly from: CopiedTenant
  readonly key: string
  readonly schema: string
}

/** Whether the installation itself comes back, and not one tenant of it. */
export function isWhole({ source, tenantKey, as }: Pick<RestoreOptions, 'source' | 'tenantKey' | 'as'>): boolean {
  return source.manifest.scope === 'whole' && tenantKey === undefined && as === undefined
}
