import { createHash, timingSafeEqual } from 'node:crypto'
import { NotFound } from '../../../kernel/errors.ts'
import { inShared, sql } from '../../database/index.ts'
import { isLocal } from './client.ts'
import type { GateApp, GateContext, House } from './house.ts'

/** For those who run it: does the process live, can it serve, how does it do. */
export function registerHealth(house: House, gate: GateApp): void {
  gate.get('/healthz', (c) => {
    c.get('seen').route = '/healthz'
    return c.text('ok\n')
  })
  gate.get('/readyz', async (c) => {
    c.get('seen').route = '/readyz'
    const state = await readiness(house)
    return c.text(`${state}\n`, state === 'ready' ? 200 : 503)
  })
  gate.get('/metrics', async (c) => {
    c.get('seen').route = '/metrics'
    if (!mayReadMetrics(house, c)) throw new NotFound('metrics')
    const { type, body } = await house.metrics.text()
    return c.body(body, 200, { 'content-type': type })
  })
}

async function readiness(house: House): Promise<'ready' | 'database away' | 'migrations pending'> {
  try {
    await inShared(house.db, (tx) => sql`SELECT 1`.execute(tx), { statementTimeoutMs: 2000 })
    return (await (house.isMigrated?.() ?? true)) ? 'ready' : 'migrations pending'
  } catch (error) {
    house.log.warn({ err: error }, 'not ready')
    return 'database away'
  }
}

function mayReadMetrics(house: House, c: GateContext): boolean {
  if (isLocal(c)) return true
  const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
  if (!given || !house.metricsToken) return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(house.metricsToken))
}
