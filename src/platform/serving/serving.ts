import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Clock } from '../../kernel/clock.ts'
import { webhookJobs } from '../api/webhooks/deliver.ts'
import { sealKeyFrom } from '../audit/index.ts'
import { backupJobs, backupSchedules } from '../backup/schedule.ts'
import { type Config, readConfig, type Secrets } from '../config/index.ts'
import { type Database, MigrationRefused, migrate, platformSources, roomSources } from '../database/index.ts'
import { makeJob } from '../exports/actions.ts'
import { expireExports, expireJob, exportSchedules } from '../exports/expiring.ts'
import { exportMaker } from '../exports/making.ts'
import { allExports } from '../exports/pages/routes.tsx'
import { healthChecks } from '../health/index.ts'
import { measureInstallation } from '../health/metrics.ts'
import { watchHealth } from '../health/watch.ts'
import { createGate } from '../http/gate/gate.ts'
import { messageFolders } from '../http/gate/own.ts'
import { readCatalogues } from '../i18n/index.ts'
import { forgottenJob, passwordForgotten } from '../identity/forgotten.ts'
import { importJobs } from '../importing/jobs.ts'
import { type JobHandler, runJobs } from '../jobs/index.ts'
import { type Mailing, mailJob } from '../mail/job.ts'
import { sendJob } from '../mail/send.ts'
import { type MailServerAddress, smtpServer } from '../mail/server.ts'
import { createMetrics, type Log } from '../observe/index.ts'
import { reachFrom } from '../outbound/index.ts'
import { ownBackupDays } from '../retention/backups.ts'
import { retentionJobs, retentionSchedules } from '../retention/jobs.ts'
import { allKinds } from '../retention/kinds.ts'
import type { Room } from '../room.ts'
import { subscriptionJobs } from '../subscriptions/jobs.ts'
import { topicsOf } from '../subscriptions/topics.ts'
import { buildAssets } from '../ui/assets/assets.ts'
import { startSealer } from './sealer.ts'
import { platformJobs, platformSchedules } from './tidy.ts'

export interface ServingOptions {
  readonly db: Database
  readonly rooms: readonly Room[]
  readonly clock: Clock
  readonly secrets: Secrets
  readonly log: Log
  /** Scheme, host and port under which people reach the program. */
  readonly origin: string
  /** Where built stylesheets, fonts and islands are kept. */
  readonly cacheDir: string
  readonly trustedProxies?: number
  readonly metricsToken?: string
  /** Where mails go and from which address; absent: they stay in the outbox. */
  readonly mail?: MailServerAddress & { readonly from: string }
  /** What the checks of the status page look at; where it is left out, the usual settings. */
  readonly config?: Config
}

export interface Serving {
  /** Answers the requests of a server of node:http. */
  readonly listener: RequestListener
  /** Ends jobs and sealer after what they have begun. Close the port first. */
  stop(): Promise<void>
}

/** How long the answer of /readyz to "is the schema that of this program" holds. */
const migratedFreshMs = 10_000

/** Everything that runs while the platform serves: the gate, the jobs, the sealer of the audit. The database is migrated. */
export async function startServing(options: ServingOptions): Promise<Serving> {
  const { db, rooms, clock, log, secrets } = options
  const metrics = createMetrics()
  const assets = await buildAssets({ cacheDir: options.cacheDir })
  const catalogues = await readCatalogues([...messageFolders(), ...rooms.map((room) => room.folder)])
  const mailServer = options.mail && smtpServer(options.mail)
  const mailing: Mailing = {
    catalogues,
    origin: options.origin,
    ...(mailServer && options.mail && { server: mailServer, from: options.mail.from }),
  }
  const isMigrated = whetherMigrated(db, rooms)
  const config = { ...(options.config ?? readConfig({})), origin: options.origin }
  const sources = [...platformSources(), ...roomSources(rooms)]
  const watched = {
    checks: healthChecks,
    context: { config, secrets, clock, sources },
    db,
  }
  const health = watchHealth(watched)
  measureInstallation({ ...watched, metrics })
  const gate = await createGate({
    ...options,
    assets,
    metrics,
    health,
    isMigrated,
    sendsMail: mailServer !== undefined,
    ...(options.config && {
      privateIssuers: options.config.privateIssuers,
      privateReceivers: options.config.privateReceivers,
      backup: options.config.backup,
    }),
  })
  const jobs = await runJobs({
    db,
    clock,
    log,
    metrics,
    jobs: {
      ...jobsOf(rooms, mailing, secrets),
      [makeJob]: exportMaker({ kinds: allExports(rooms), catalogues }),
      [expireJob]: expireExports,
      ...webhookJobs({ secrets, reach: reachFrom(options.origin, config.privateReceivers) }),
      ...importJobs(rooms),
      ...retentionJobs(allKinds(rooms), ownBackupDays(config.backup)),
      ...backupJobs({ settings: config.backup, sources, secrets, log }),
    },
    schedules: [
      ...platformSchedules,
      ...retentionSchedules,
      ...exportSchedules,
      ...backupSchedules(config.backup),
      ...rooms.flatMap((room) => room.schedules ?? []),
    ],
  })
  const sealer = startSealer({ db, key: sealKeyFrom(secrets), clock, log, metrics })
  return {
    listener: getRequestListener(gate.fetch, { overrideGlobalObjects: false }),
    async stop() {
      await jobs.stop()
      await sealer.stop()
      mailServer?.close()
    },
  }
}

function jobsOf(rooms: readonly Room[], mailing: Mailing, secrets: Secrets) {
  const jobs: Record<string, JobHandler> = {
    ...platformJobs,
    [sendJob]: mailJob(mailing),
    [forgottenJob]: passwordForgotten(secrets),
    ...subscriptionJobs({ ...mailing, topics: topicsOf(rooms) }),
  }
  for (const room of rooms) {
    for (const [name, handler] of Object.entries(room.jobs ?? {})) {
      if (!name.startsWith(`${room.key}.`))
        throw new RangeError(`the job ${name} does not begin with its room, ${room.key}`)
      jobs[name] = handler
    }
  }
  return jobs
}

function whetherMigrated(db: Database, rooms: readonly Room[]): () => Promise<boolean> {
  let asked: { at: number; answer: Promise<boolean> } | undefined
  return () => {
    if (!asked || performance.now() - asked.at > migratedFreshMs) {
      const sources = [...platformSources(), ...roomSources(rooms)]
      const answer = migrate(db, sources, { dryRun: true }).then(
        (report) => report.steps.length === 0,
        (error: unknown) => {
          if (error instanceof MigrationRefused) return false
          throw error
        },
      )
      asked = { at: performance.now(), answer }
    }
    return asked.answer
  }
}
