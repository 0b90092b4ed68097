import type { Context, Hono } from 'hono'
import type { Clock } from '../../../kernel/clock.ts'
import type { Actor } from '../../access/index.ts'
import type { AdministrationEntry } from '../../administration/entry.ts'
import type { BackupSettings, Secrets } from '../../config/index.ts'
import type { Database, Tenant } from '../../database/index.ts'
import type { HealthWatch } from '../../health/watch.ts'
import { type Catalogues, createTranslate, type Locale, type Translate } from '../../i18n/index.ts'
import type { Log, Metrics } from '../../observe/index.ts'
import type { Room } from '../../room.ts'
import type { RenderContext } from '../../ui/index.ts'
import type { Inbox } from './inbox.tsx'
import type { TenantDirectory } from './tenants.ts'

/** A built file: body and what it is compressed to. */
export interface ServedAsset {
  readonly body: Uint8Array
  readonly brotli?: Uint8Array
  readonly gzip?: Uint8Array
  readonly contentType: string
}

/** What the gate is made of, given once at the start. */
export interface GateOptions {
  readonly db: Database
  /** In the order of `app.ts`; the platform's own pages come by themselves. */
  readonly rooms: readonly Room[]
  readonly clock: Clock
  readonly secrets: Secrets
  /** Scheme, host and port under which people reach the program. */
  readonly origin: string
  readonly assets: RenderContext['assets'] & { readonly files: ReadonlyMap<string, ServedAsset> }
  readonly log: Log
  readonly metrics: Metrics
  /** How many reverse proxies stand in front and set X-Forwarded-For; 0 when people reach the program itself. */
  readonly trustedProxies?: number
  /** Whoever sends it as Bearer may read /metrics from elsewhere than this machine. */
  readonly metricsToken?: string
  /** Hosts of sign-in providers that may have private addresses; none unless the operator names them. */
  readonly privateIssuers?: readonly string[]
  /** Hosts of programs that are told, in the district's own network; none unless the operator names them. */
  readonly privateReceivers?: readonly string[]
  /** Whether a mail server is set up. */
  readonly sendsMail?: boolean
  /** How the installation does, for the status page. */
  readonly health?: HealthWatch
  /** What the operator has set for backups, for their page. */
  readonly backup?: BackupSettings
  /** Whether the schema is that of this program, for /readyz. */
  readonly isMigrated?: () => Promise<boolean>
}

/** The gate's own state: what was given and what follows from it. */
export interface House extends GateOptions {
  readonly catalogues: Catalogues
  readonly tenants: TenantDirectory
  /** Whoever has something to lay before people. */
  readonly inboxes: readonly Inbox[]
  /** Places of the administration page, for the menu. */
  readonly administration: readonly AdministrationEntry[]
  /** Reached by https. */
  readonly secure: boolean
  /** Takes one call of a program; tells the seconds that it must wait. */
  readonly paceOfPrograms: (program: string, now: number) => number
  /** Keyed hash of network addresses and accounts in the throttle. */
  readonly throttleKey: Buffer
}

/** What is known of a request so far; what a page of an error may say depends on it. */
export interface Seen {
  trace: string
  /** Route as registered; the log names it instead of the address. */
  route: string
  tenant: Tenant | undefined
  actor: Actor | undefined
  locale: Locale
  /** What waits for the actor, counted up to 99; undefined until a page asks, and where no room has an inbox. */
  inbox: number | undefined
  /** For whom the page is, an error's too. */
  audience: 'staff' | 'public'
  /** Secret that the page's token hangs on: that of the session's cookie, else of the visit's. */
  cookieSecret: string
}

export type GateEnv = { Variables: { seen: Seen } }
export type GateContext = Context<GateEnv>
export type GateApp = Hono<GateEnv>

export function translateFor(house: House, locale: Locale): Translate {
  return createTranslate(locale, house.catalogues, {
    // A missing text must not take a page down; the log names it, and the tests fail on it.
    onMissing: (key) => {
      house.log.warn({ key }, 'text missing')
      return key
    },
  })
}
