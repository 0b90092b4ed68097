import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Tenant } from '../database/index.ts'
import type { HealthCheck, HealthContext, HealthFinding, HealthState } from './check.ts'

/** What one check found, with its key; for checks about tenants, of which. */
export interface HealthResult extends HealthFinding {
  readonly key: string
  readonly tenant?: string
}

/** How long one check may take. */
const usualLimitMs = 5000
/** Checks under way at the same time: the owner has few connections. */
const atOnce = 3

export interface ExamineOptions {
  readonly checks: readonly HealthCheck[]
  readonly context: Omit<HealthContext, 'signal'>
  /** Undefined where it cannot be reached: checks that need it are left out. */
  readonly db: Database | undefined
  /** For which the checks about tenants are run. */
  readonly tenants: readonly Tenant[]
  readonly limitMs?: number
}

/** Runs checks, several at once, and gives what they found in their order. It goes on whatever one of them does. */
export async function* examine(options: ExamineOptions): AsyncGenerator<HealthResult> {
  const runs = runsOf(options)
  const results = runs.map(() => Promise.withResolvers<HealthResult>())
  let next = 0
  const worker = async () => {
    for (let index = next++; index < runs.length; index = next++)
      results[index]?.resolve(await (runs[index] as () => Promise<HealthResult>)())
  }
  const workers = Array.from({ length: atOnce }, worker)
  for (const { promise } of results) yield await promise
  await Promise.all(workers)
}

function runsOf({ checks, context, db, tenants, limitMs }: ExamineOptions): (() => Promise<HealthResult>)[] {
  return checks.flatMap((check) => {
    if (check.about !== 'machine' && !db) return []
    const about = check.about === 'tenant' ? tenants : [undefined]
    return about.map((tenant) => () => runCheck(check, { context, db, tenant, limitMs }))
  })
}

interface RunOptions extends Pick<ExamineOptions, 'context' | 'db'> {
  /** For a check about tenants. */
  readonly tenant?: Tenant | undefined
  readonly limitMs?: number | undefined
}

/** Runs one check, with a limit of time. It never throws. */
export async function runCheck(
  check: HealthCheck,
  { context, db, tenant, limitMs = usualLimitMs }: RunOptions,
): Promise<HealthResult> {
  const { key } = check
  return await within(limitMs, tenant ? { key, tenant: tenant.key } : { key }, async (signal) => {
    if (check.about === 'machine') return await check.run({ ...context, signal })
    if (!db) throw new TypeError('a check that needs the database')
    if (check.about !== 'tenant') return await check.run({ ...context, db, signal })
    if (!tenant) throw new TypeError('a check about a tenant')
    return await check.run({ ...context, db, signal }, tenant)
  })
}

async function within(
  limit: number,
  about: { readonly key: string; readonly tenant?: string },
  run: (signal: AbortSignal) => Promise<HealthFinding>,
): Promise<HealthResult> {
  const ending = new AbortController()
  const slow = sleep(limit, { state: 'broken', code: 'slow', values: { limitMs: limit } } as const, {
    signal: ending.signal,
  })
  // It is ended when the check was quicker.
  slow.catch(() => undefined)
  try {
    return { ...about, ...(await Promise.race([run(ending.signal), slow])) }
  } catch (error) {
    // What an error says may name values; its kind is enough to look for it in the log.
    const { code, name } = error as { code?: string; name?: string }
    return { ...about, state: 'broken', code: 'failed', values: { error: code ?? name ?? 'Error' } }
  } finally {
    ending.abort()
  }
}

const order: readonly HealthState[] = ['ok', 'attention', 'broken']

/** The worst of several states; `ok` for none. */
export function worstOf(states: Iterable<HealthState>): HealthState {
  let worst = 0
  for (const state of states) worst = Math.max(worst, order.indexOf(state))
  return order[worst] ?? 'ok'
}
