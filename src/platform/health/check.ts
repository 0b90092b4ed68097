import type { Clock } from '../../kernel/clock.ts'
import type { Config, Secrets } from '../config/index.ts'
import type { Database, MigrationSource, Tenant } from '../database/index.ts'

/** `attention`: works, and somebody should do something soon. `broken`: something does not work or data is at risk. */
export type HealthState = 'ok' | 'attention' | 'broken'

/**
 * What a check found. The words stand in the messages of its part: `health.<key>.title` names the check,
 * `health.<key>.<code>` says what was found, and `health.<key>.<code>-todo` what to do (wanted unless the state is `ok`). Both
 * get `values`. No personal data: the words go to the terminal and to the status page.
 */
export interface HealthFinding {
  readonly state: HealthState
  /** Such as `fine` or `too-old`. */
  readonly code: string
  /** Instants as Date, all else as the words need it. */
  readonly values?: Readonly<Record<string, string | number | Date | undefined>> | undefined
}

/** What checks work with. */
export interface HealthContext {
  readonly config: Config
  readonly secrets: Secrets
  readonly clock: Clock
  /** All migrations of this program. */
  readonly sources: readonly MigrationSource[]
  /** Aborted when the check has taken too long; what it finds after that is not heard. */
  readonly signal: AbortSignal
}

/** With the database, which is there. */
export interface DatabaseContext extends HealthContext {
  readonly db: Database
}

/** `<part>.<what>`, as it stands in the messages below `health.`. */
interface Named {
  readonly key: `${string}.${string}`
}

/** Needs no database. Shown to the administrators of every tenant, so it tells nothing about one. */
export interface MachineCheck extends Named {
  readonly about: 'machine'
  readonly run: (context: HealthContext) => Promise<HealthFinding>
}

/** `installation`: shown to the administrators of every tenant. `operator`: only to whoever may run `nahtlos doctor`. */
export interface InstallationCheck extends Named {
  readonly about: 'installation' | 'operator'
  readonly run: (context: DatabaseContext) => Promise<HealthFinding>
}

/** Run for each tenant; its administrators see what was found for theirs. */
export interface TenantCheck extends Named {
  readonly about: 'tenant'
  readonly run: (context: DatabaseContext, tenant: Tenant) => Promise<HealthFinding>
}

/**
 * One question about whether everything is in order. The same checks feed `nahtlos doctor`, `/admin/status` and the metrics;
 * a part adds its own to `checks.ts`. A check that throws or takes longer than five seconds counts as broken.
 */
export type HealthCheck = MachineCheck | InstallationCheck | TenantCheck
