import type { Gauge } from 'prom-client'
import { lastBackups } from '../backup/runs.ts'
import { programVersion } from '../config/index.ts'
import { readAcross } from '../database/across.ts'
import { type Database, listTenants, type Role } from '../database/index.ts'
import { jobsRunSince, readQueue } from '../jobs/state.ts'
import type { Metrics } from '../observe/index.ts'
import type { HealthCheck, HealthContext, HealthState } from './check.ts'
import { examine } from './examine.ts'

/** How long what was read for one scrape serves the next: several watchers must not multiply the queries. */
const freshMs = 10_000
/** The checks look at the mail server and the certificate, which is not done for every scrape. */
const checksFreshMs = 60_000

const numbers: Readonly<Record<HealthState, number>> = { ok: 0, attention: 1, broken: 2 }

export interface WatchedInstallation {
  readonly db: Database
  readonly metrics: Metrics
  readonly checks: readonly HealthCheck[]
  readonly context: Omit<HealthContext, 'signal'>
}

/** Adds what only the database knows to the metrics: jobs, mails, seals, tenants, connections, and the checks' results. */
export function measureInstallation({ db, metrics, checks, context }: WatchedInstallation): void {
  const gauge = gaugesOf(metrics)
  gauge.build.set({ version: programVersion(), node: process.versions.node }, 1)
  metrics.onScrape(async () => setPools(db, gauge))
  metrics.onScrape(atMostEvery(freshMs, () => setWork(db, gauge, context.config.mail !== undefined)))
  let busy = false
  metrics.onScrape(
    atMostEvery(checksFreshMs, async () => {
      if (busy) return
      busy = true
      // Not waited for: a mail server that does not answer must not hold up everything else.
      setChecks({ db, metrics, checks, context }, gauge.health)
        .catch(() => undefined)
        .finally(() => {
          busy = false
        })
    }),
  )
}

function gaugesOf({ gauge }: Metrics) {
  return {
    build: gauge('nahtlos_build_info', 'Version of the program and of Node.js; always 1', ['version', 'node']),
    connections: gauge('nahtlos_db_pool_connections', 'Connections of this process by role and state: used, idle', [
      'role',
      'state',
    ]),
    limit: gauge('nahtlos_db_pool_limit', 'Most connections of this process by role', ['role']),
    queued: gauge('nahtlos_db_pool_waiting', 'Requests of this process that wait for a connection', ['role']),
    // With a label, because a gauge without one would say 0, which is fresh, before the first.
    backup: gauge('nahtlos_backup_age_seconds', 'Age of the newest backup, by what it holds; absent before the first', [
      'scope',
    ]),
    tenants: gauge('nahtlos_tenants', 'Districts of the installation: real, demo, and of both those that are locked', [
      'kind',
    ]),
    jobs: gauge('nahtlos_jobs', 'Jobs in the queue by state: waiting (due), scheduled, running, failed (given up)', [
      'tenant',
      'state',
    ]),
    jobsAge: gauge('nahtlos_jobs_oldest_waiting_seconds', 'For how long the oldest due job has waited', ['tenant']),
    runner: gauge('nahtlos_jobs_runner_up', '1 while any program of the installation runs the jobs'),
    seal: gauge('nahtlos_audit_seal_lag_seconds', 'Age of the oldest audit entry that is not sealed; 0 without one', [
      'tenant',
    ]),
    mails: gauge('nahtlos_mails', 'Mails of the outbox that are not sent, by state: waiting, failed', [
      'tenant',
      'state',
    ]),
    mailsAge: gauge('nahtlos_mails_oldest_waiting_seconds', 'For how long the oldest mail has waited', ['tenant']),
    health: gauge('nahtlos_health_state', 'Checks of doctor about the installation: 0 good, 1 attention, 2 broken', [
      'check',
    ]),
  }
}

type Gauges = ReturnType<typeof gaugesOf>

async function setPools(db: Database, { connections, limit, queued }: Gauges): Promise<void> {
  for (const role of ['app', 'owner', 'insight'] satisfies Role[]) {
    const { pool } = db[role]
    connections.set({ role, state: 'used' }, pool.totalCount - pool.idleCount)
    connections.set({ role, state: 'idle' }, pool.idleCount)
    limit.set({ role }, pool.options.max ?? 0)
    queued.set({ role }, pool.waitingCount)
  }
}

async function setWork(db: Database, gauges: Gauges, sendsMail: boolean): Promise<void> {
  const tenants = await listTenants(db)
  gauges.tenants.set({ kind: 'locked' }, tenants.filter(({ lockedAt }) => lockedAt).length)
  gauges.tenants.set({ kind: 'demo' }, tenants.filter(({ demo }) => demo).length)
  gauges.tenants.set({ kind: 'real' }, tenants.filter(({ demo }) => !demo).length)
  const { made } = await lastBackups(db)
  if (made) gauges.backup.set({ scope: 'whole' }, (Date.now() - made.startedAt.getTime()) / 1000)
  gauges.runner.set((await jobsRunSince(db)) ? 1 : 0)
  const queues = new Map((await readQueue(db)).map((state) => [state.schema, state]))
  for (const { key: tenant, schema } of tenants) {
    const queue = queues.get(schema)
    for (const state of ['waiting', 'scheduled', 'running', 'failed'] as const)
      gauges.jobs.set({ tenant, state }, queue?.[state] ?? 0)
    gauges.jobsAge.set({ tenant }, (queue?.oldestMs ?? 0) / 1000)
  }
  const outboxes = await readAcross<{ waiting: number; failed: number; age: number; lag: number }>(
    db,
    tenants,
    (schema) => `
      SELECT (count(*) FILTER (WHERE state = 'waiting'))::int AS waiting,
        (count(*) FILTER (WHERE state = 'failed'))::int AS failed,
        coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE state = 'waiting')), 0)::float8 AS age,
        -- The first twelve digits of an id are its instant in milliseconds (RFC 9562).
        coalesce(extract(epoch FROM now()) - (
          SELECT ('x' || left(replace(entry_id::text, '-', ''), 12))::bit(48)::int8 / 1000.0
          FROM ${schema}.audit_pending ORDER BY entry_id LIMIT 1
        ), 0)::float8 AS lag
      FROM ${schema}.mail_outbox WHERE state IN ('waiting', 'failed')`,
  )
  for (const { tenant, waiting, failed, age, lag } of outboxes) {
    gauges.mails.set({ tenant: tenant.key, state: 'waiting' }, waiting)
    gauges.mails.set({ tenant: tenant.key, state: 'failed' }, failed)
    // A demo never sends, and without a server nobody does: what lies there is not late.
    gauges.mailsAge.set({ tenant: tenant.key }, tenant.demo || !sendsMail ? 0 : age)
    gauges.seal.set({ tenant: tenant.key }, Math.max(0, lag))
  }
}

async function setChecks(watched: WatchedInstallation, health: Gauge<'check'>): Promise<void> {
  const { db, context } = watched
  const checks = watched.checks.filter(({ about }) => about !== 'tenant')
  for await (const { key, state } of examine({ checks, context, db, tenants: [] }))
    health.set({ check: key }, numbers[state])
}

/** Runs work when the last run is long enough ago; those who ask meanwhile wait for the one under way. */
function atMostEvery(ms: number, work: () => Promise<void>): () => Promise<void> {
  let began = Number.NEGATIVE_INFINITY
  let running: Promise<void> = Promise.resolve()
  return () => {
    if (performance.now() - began > ms) {
      began = performance.now()
      running = work()
    }
    return running
  }
}
