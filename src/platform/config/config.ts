import { readFileSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Clock, fixedClock, systemClock } from '../../kernel/clock.ts'
import { defaultDataFolder } from './datafolder.ts'
import { ConfigError } from './error.ts'
import { withSecretFiles } from './secretfiles.ts'

/** All settings of the program, read once at its start. `.env.example` says in words what each is for. */
export interface Config {
  /** 0 takes any free port; only tests use that. */
  readonly port: number
  readonly host: string
  /** Scheme, host and port under which people reach the program, without a slash at the end. */
  readonly origin: string
  readonly dataDir: string
  readonly database: EmbeddedDatabase | ServerDatabase
  /** Put before every schema's name; empty but for tests that share one database. */
  readonly schemaPrefix: string
  /** Connections of the app role; the other roles need few. */
  readonly poolSize: number
  /** The one secret all others are derived from, when it was given. Embedded, it is made on the first start. */
  readonly secret: string | undefined
  readonly secretFile: string | undefined
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  /** Whether the demo tenants are loaded into an empty database. */
  readonly demo: boolean
  readonly clock: Clock
  /** Reverse proxies in front that set X-Forwarded-For; 0 when people reach the program itself. */
  readonly trustedProxies: number
  /** Hosts of sign-in providers that may have addresses of a private network. */
  readonly privateIssuers: readonly string[]
  /** Hosts of programs that are told of what happens, with addresses of a private network. */
  readonly privateReceivers: readonly string[]
  /** Whoever sends it as Bearer may read /metrics from another machine. */
  readonly metricsToken: string | undefined
  /** Where mails go and from which address; absent: they stay in the outbox. */
  readonly mail:
    | {
        readonly smtpUrl: string
        readonly from: string
        /** Where bounces go. */
        readonly bounces: string | undefined
        /** Authorities that the mail server's certificate may come from besides the usual, in PEM. */
        readonly ca: string | undefined
        readonly tlsOptional: boolean
      }
    | undefined
  readonly backup: BackupSettings
}

/** Where backups go, for whom they are encrypted, when they are made and how many are kept. */
export interface BackupSettings {
  /** Absent: nothing is made by itself. */
  readonly folder: string | undefined
  /** Keys of age to encrypt for; empty: none was given. */
  readonly recipients: readonly string[]
  /** The operator wants files that everybody can read who gets them (`NAHTLOS_BACKUP_RECIPIENT=none`). */
  readonly plain: boolean
  /** As in cron, in UTC. */
  readonly at: string
  /** How many days, weeks and months keep their last backup. */
  readonly keep: { readonly days: number; readonly weeks: number; readonly months: number }
}

export interface EmbeddedDatabase {
  readonly kind: 'embedded'
  /** False only for throw-away clusters of tests: a crash of the machine may then destroy them. */
  readonly durable: boolean
}

export interface ServerDatabase {
  readonly kind: 'server'
  readonly owner: string
  readonly app: string | undefined
  readonly insight: string | undefined
  readonly publish: string | undefined
}

export const checkoutFolder = realpathSync(fileURLToPath(new URL('../../../', import.meta.url)))

const postgresUrl = z
  .string()
  .refine(
    isPostgresUrl,
    'must be an address such as postgres://user:password@host:5432/database (percent-encode special characters)',
  )
  .optional()

/** Names of hosts with commas between. */
const hostNames = () =>
  z
    .string()
    .default('')
    .refine(
      (text) => text.split(',').every((host) => /^\s*([a-z0-9]([a-z0-9.-]*[a-z0-9])?)?\s*$/.test(host)),
      'must be names of hosts in small letters with commas between, such as sso.kreis.local',
    )
    .transform((text) => text.split(',').flatMap((host) => host.trim() || []))

const schema = z.object({
  PORT: z
    .string()
    .default('8080')
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      'must be a number from 0 to 65535, such as 8080',
    )
    .transform(Number),
  HOST: z.string().default('127.0.0.1'),
  NAHTLOS_ORIGIN: z
    .string()
    .refine(isOrigin, 'must be scheme and host without a path, such as https://integration.example.de')
    .optional(),
  NAHTLOS_DATA: z.string().optional(),
  // Read where code is loaded, before there are settings (src/start/places.mjs); named here so that it counts as known.
  NAHTLOS_CACHE: z.string().optional(),
  DATABASE_URL: postgresUrl,
  DATABASE_URL_APP: postgresUrl,
  DATABASE_URL_INSIGHT: postgresUrl,
  DATABASE_URL_PUBLISH: postgresUrl,
  NAHTLOS_POOL: z
    .string()
    .default('10')
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1, 'must be a number from 1 to 999, such as 10')
    .transform(Number),
  NAHTLOS_SECRET: z.string().min(32, 'needs at least 32 characters; make one with: openssl rand -base64 33').optional(),
  NAHTLOS_SECRET_FILE: z.string().optional(),
  NAHTLOS_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be one of debug, info, warn, error, silent')
    .default('info'),
  NAHTLOS_DEMO: z.enum(['on', 'off'], 'must be on or off').optional(),
  NAHTLOS_PROXIES: z
    .string()
    .default('0')
    .refine((text) => /^\d$/.test(text), 'must be the number of reverse proxies in front, such as 1')
    .transform(Number),
  NAHTLOS_PRIVATE_ISSUERS: hostNames(),
  NAHTLOS_PRIVATE_RECEIVERS: hostNames(),
  NAHTLOS_METRICS_TOKEN: z.string().min(16, 'needs at least 16 characters').optional(),
  NAHTLOS_SMTP_URL: z
    .string()
    .refine(
      isSmtpUrl,
      'must be an address such as smtps://user:password@mail.example.de:465 or smtp://mail.example.de:587 (percent-encode special characters)',
    )
    .optional(),
  NAHTLOS_SMTP_CA: z
    .string()
    .refine(
      (path) => /-----BEGIN CERTIFICATE-----/.test(textOf(path) ?? ''),
      'must be a readable file with certificates in PEM',
    )
    .optional(),
  NAHTLOS_SMTP_TLS: z.enum(['required', 'optional'], 'must be required or optional').default('required'),
  NAHTLOS_MAIL_FROM: z.email('must be one address such as nahtlos@kreis.example').optional(),
  NAHTLOS_MAIL_BOUNCES: z.email('must be one address such as nahtlos-zurueck@kreis.example').optional(),
  NAHTLOS_BACKUP_DIR: z.string().optional(),
  NAHTLOS_BACKUP_RECIPIENT: z
    .string()
    .refine(
      (text) => text === 'none' || text.split(',').every((one) => /^age1[02-9ac-hj-np-z]{20,}$/.test(one.trim())),
      'must be one or several keys that begin with age1, separated by commas (make one with: npx nahtlos backup keygen), or none for files that are not encrypted',
    )
    .optional(),
  NAHTLOS_BACKUP_AT: z
    .string()
    .default('17 2 * * *')
    .refine(
      (text) => /^[\d*/,-]+( [\d*/,-]+){4}$/.test(text.trim()),
      'must be five fields as in cron, in UTC, such as "17 2 * * *"',
    )
    .transform((text) => text.trim()),
  NAHTLOS_BACKUP_KEEP: z
    .string()
    .default('7,4,12')
    .refine(
      (text) => /^\d{1,3},\d{1,3},\d{1,3}$/.test(text) && Number(text.split(',')[0]) >= 1,
      'must be how many days, weeks and months keep a backup, such as 7,4,12 (at least one day)',
    )
    .transform((text) => {
      const [days, weeks, months] = text.split(',').map(Number) as [number, number, number]
      return { days, weeks, months }
    }),
  NAHTLOS_NOW: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), 'must be an instant such as 2026-11-16T08:00:00Z')
    .optional(),
})

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings from environment variables; an empty one counts as absent. Throws ConfigError naming all that is wrong. */
export function readConfig(env: Environment): Config {
  const named = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const { values: given, problems: unread } = withSecretFiles(named)
  if (unread.length > 0) throw new ConfigError(unread.join('\n'))
  const parsed = schema.safeParse(given)
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => describe(issue, given))
  problems.push(...unknownNames(given))
  if (!given['DATABASE_URL'])
    for (const name of ['DATABASE_URL_APP', 'DATABASE_URL_INSIGHT', 'DATABASE_URL_PUBLISH'])
      if (given[name]) problems.push(`${name} is set without DATABASE_URL: set that too, or leave out both`)
  if (given['DATABASE_URL'] && !given['NAHTLOS_SECRET'] && !given['NAHTLOS_SECRET_FILE'])
    problems.push(
      'NAHTLOS_SECRET is missing: with DATABASE_URL it must be given, because every host that shares the database needs the same one; make one with: openssl rand -base64 33',
    )
  for (const [one, other] of [
    ['NAHTLOS_SMTP_URL', 'NAHTLOS_MAIL_FROM'],
    ['NAHTLOS_MAIL_FROM', 'NAHTLOS_SMTP_URL'],
  ] as const)
    if (given[one] && !given[other]) problems.push(`${one} is set without ${other}: set that too, or leave out both`)
  if (given['NAHTLOS_BACKUP_DIR'] && !given['NAHTLOS_BACKUP_RECIPIENT'])
    problems.push(
      'NAHTLOS_BACKUP_RECIPIENT is missing: backups hold personal data and are encrypted. Make a key with: npx nahtlos backup keygen (or set it to none for files that are not encrypted)',
    )
  if (problems.length > 0 || !parsed.success) throw new ConfigError(problems.join('\n'))
  return toConfig(parsed.data, env)
}

function toConfig(values: z.infer<typeof schema>, env: Environment): Config {
  const dataDir = values.NAHTLOS_DATA
    ? resolve(values.NAHTLOS_DATA)
    : defaultDataFolder({
        checkout: checkoutFolder,
        uid: process.getuid?.(),
        home: env['HOME'] ?? homeOfAccount(),
        xdgDataHome: env['XDG_DATA_HOME'],
      })
  const name =
    values.HOST === '0.0.0.0' || values.HOST === '::' || values.HOST === '127.0.0.1' ? 'localhost' : values.HOST
  return {
    port: values.PORT,
    host: values.HOST,
    origin:
      values.NAHTLOS_ORIGIN?.replace(/\/$/, '') ?? `http://${name.includes(':') ? `[${name}]` : name}:${values.PORT}`,
    dataDir,
    database: values.DATABASE_URL
      ? {
          kind: 'server',
          owner: values.DATABASE_URL,
          app: values.DATABASE_URL_APP,
          insight: values.DATABASE_URL_INSIGHT,
          publish: values.DATABASE_URL_PUBLISH,
        }
      : { kind: 'embedded', durable: true },
    schemaPrefix: '',
    poolSize: values.NAHTLOS_POOL,
    secret: values.NAHTLOS_SECRET,
    secretFile: values.NAHTLOS_SECRET_FILE,
    logLevel: values.NAHTLOS_LOG,
    demo: values.NAHTLOS_DEMO ? values.NAHTLOS_DEMO === 'on' : !values.DATABASE_URL,
    trustedProxies: values.NAHTLOS_PROXIES,
    privateIssuers: values.NAHTLOS_PRIVATE_ISSUERS,
    privateReceivers: values.NAHTLOS_PRIVATE_RECEIVERS,
    metricsToken: values.NAHTLOS_METRICS_TOKEN,
    mail:
      values.NAHTLOS_SMTP_URL && values.NAHTLOS_MAIL_FROM
        ? {
            smtpUrl: values.NAHTLOS_SMTP_URL,
            from: values.NAHTLOS_MAIL_FROM,
            bounces: values.NAHTLOS_MAIL_BOUNCES,
            ca: values.NAHTLOS_SMTP_CA && textOf(values.NAHTLOS_SMTP_CA),
            tlsOptional: values.NAHTLOS_SMTP_TLS === 'optional',
          }
        : undefined,
    backup: {
      folder: values.NAHTLOS_BACKUP_DIR && resolve(values.NAHTLOS_BACKUP_DIR),
      recipients:
        values.NAHTLOS_BACKUP_RECIPIENT && values.NAHTLOS_BACKUP_RECIPIENT !== 'none'
          ? values.NAHTLOS_BACKUP_RECIPIENT.split(',').map((one) => one.trim())
          : [],
      plain: values.NAHTLOS_BACKUP_RECIPIENT === 'none',
      at: values.NAHTLOS_BACKUP_AT,
      keep: values.NAHTLOS_BACKUP_KEEP,
    },
    clock: values.NAHTLOS_NOW ? fixedClock(values.NAHTLOS_NOW) : systemClock,
  }
}

function describe(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0])
  // The value helps to see a slip of the finger, but an address holds a password and a secret is one.
  const shown = /URL|SECRET|TOKEN/.test(name) ? '' : ` is "${given[name]}" but`
  return `${name}${shown} ${issue.message}`
}

/** A misspelt setting would silently do nothing. Names for tests are left alone. */
function unknownNames(given: Readonly<Record<string, string | undefined>>): string[] {
  const others = new Set(['NAHTLOS_CHROMIUM'])
  return Object.keys(given)
    .filter((name) => /^(NAHTLOS_|DATABASE_URL_)/.test(name) && !name.startsWith('NAHTLOS_TEST_'))
    .filter((name) => !(name in schema.shape) && !others.has(name))
    .map((name) => `${name} is no setting: look it up in .env.example, or unset it`)
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (url.protocol === 'postgres:' || url.protocol === 'postgresql:') && url.pathname.length > 1
}

function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^smtps?:$/.test(url.protocol) && url.hostname !== '' && /^\/?$/.test(url.pathname) && url.search === ''
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === '' && !url.username
}

function homeOfAccount(): string | undefined {
  try {
    return homedir()
  } catch {
    return undefined // a user id without an account, as in some containers
  }
}
