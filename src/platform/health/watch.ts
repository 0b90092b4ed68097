import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Tenant } from '../database/index.ts'
import type { HealthCheck, HealthContext } from './check.ts'
import { type HealthResult, runCheck } from './examine.ts'

/** How it stands, for a page that must come at once. */
export interface HealthStatus {
  /** Newest first known; a check that has not answered yet is missing. */
  readonly results: readonly HealthResult[]
  /** Keys of checks that are still under way for the first time. */
  readonly pending: readonly string[]
  /** When the program began to serve. */
  readonly since: Date
}

export interface HealthWatch {
  /** Checks about the installation and about this tenant, at most some seconds old. It tells nothing about other tenants. */
  statusOf(tenant: Tenant): Promise<HealthStatus>
}

/** How long an answer of a check holds, and how long a page waits for checks that are slow: a mail server may not answer. */
const freshMs = 10_000
const patienceMs = 1500

interface Memory {
  askedAt: number
  running: Promise<void>
  last: HealthResult | undefined
}

export interface WatchOptions {
  readonly checks: readonly HealthCheck[]
  readonly context: Omit<HealthContext, 'signal'>
  readonly db: Database
}

/** Remembers for some seconds what checks found, so that a page asked for often costs nothing. */
export function watchHealth({ checks, context, db }: WatchOptions): HealthWatch {
  const since = new Date()
  const known = new Map<string, Memory>()

  function ask(check: HealthCheck, tenant: Tenant): Memory {
    const about = check.about === 'tenant' ? tenant : undefined
    const name = `${check.key} ${about?.key ?? ''}`
    const before = known.get(name)
    if (before && performance.now() - before.askedAt < freshMs) return before
    const memory: Memory = { askedAt: performance.now(), running: Promise.resolve(), last: before?.last }
    memory.running = runCheck(check, { context, db, tenant: about }).then((result) => {
      memory.last = result
    })
    known.set(name, memory)
    return memory
  }

  return {
    async statusOf(tenant) {
      const asked = checks
        .filter(({ about }) => about !== 'operator')
        .map((check) => ({ key: check.key, memory: ask(check, tenant) }))
      const all = Promise.all(asked.map(({ memory }) => memory.running))
      await Promise.race([all, sleep(patienceMs, undefined, { ref: false })])
      return {
        results: asked.flatMap(({ memory }) => memory.last ?? []),
        pending: asked.filter(({ memory }) => !memory.last).map(({ key }) => key),
        since,
      }
    },
  }
}
