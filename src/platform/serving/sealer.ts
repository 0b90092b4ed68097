import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../kernel/clock.ts'
import { type SealKey, sealAudit } from '../audit/index.ts'
import { readAcross } from '../database/across.ts'
import { type Database, listTenants } from '../database/index.ts'
import type { Log, Metrics } from '../observe/index.ts'

export interface SealerOptions {
  readonly db: Database
  readonly key: SealKey
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  /** Between two rounds; a second, but for tests. */
  readonly pauseMs?: number
}

export interface Sealer {
  /** Seals what is there once more and ends. */
  stop(): Promise<void>
}

/**
 * Seals the audit of the tenants in which something waits, every second: one statement asks all of them, so that quiet ones cost
 * next to nothing. A round that fails is told once and tried again in the next.
 */
export function startSealer(options: SealerOptions): Sealer {
  const ending = new AbortController()
  const { pauseMs = 1000 } = options
  let failing = false

  async function round(): Promise<void> {
    try {
      const tenants = await listTenants(options.db)
      const waiting = await readAcross(
        options.db,
        tenants,
        (schema) => `SELECT WHERE EXISTS (SELECT FROM ${schema}.audit_pending)`,
      )
      for (const { tenant } of waiting) await sealAudit(options.db, tenant, options.key, options.clock)
      for (const { key } of tenants) options.metrics.auditSealed.set({ tenant: key }, Date.now() / 1000)
      failing = false
    } catch (error) {
      // 23505: another process of this installation sealed the same entries first.
      if ((error as { code?: string }).code === '23505') return
      if (!failing) options.log.error({ err: error }, 'sealing the audit failed')
      failing = true
    }
  }

  async function loop(): Promise<void> {
    while (!ending.signal.aborted) {
      await round()
      await sleep(pauseMs, undefined, { signal: ending.signal }).catch(() => undefined)
    }
    await round()
  }

  const running = loop()
  return {
    async stop() {
      ending.abort()
      await running
    },
  }
}
