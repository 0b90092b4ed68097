import { setTimeout as sleep } from 'node:timers/promises'
import type { Database, Tenant } from '../database/index.ts'
import type { HealthCheck, HealthContext, HealthFinding, HealthState } from './check.ts'

/** What one check found, with its key; for checks about tenants, of which. */
export interface HealthResult extends HealthFinding {
  readonly key: string
  readonly tenant?: string
}

/** How long one check may take. */
const limitMs = 5000
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

function runsOf({ checks, context, db, tenants, limitMs: limit = limitMs }: ExamineOptions) {
  return checks.flatMap((check): (() => Promise<HealthResult>)[] => {
    const { key } = check
    if (check.about === 'machine') {
      return [() => within(limit, { key }, (signal) => check.run({ ...context, signal }))]
    }
    if (!db) return []
    if (check.about === 'tenant') {
      return tenants.map((tenant) => {
        return () =>
          within(limit, { key, tenant: tenant.key }, (signal) => check.run({ ...context, db, signal }, tenant))
      })
    }
    return [() => within(limit, { key }, (signal) => check.run({ ...context, db, signal }))]
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
