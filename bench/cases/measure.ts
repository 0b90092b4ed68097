/** One operation again and again by so many clients at once, each waiting for its answer: processor per operation and waiting times. */
import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf } from '../tenants/processes.ts'

export type Work = (nth: number) => Promise<void>

/** Who answers: processes whose time counts as the application's, or this process itself; and the database server. */
export interface Costs {
  readonly application: number | 'here'
  readonly database: number
}

export interface Measured {
  /** Milliseconds of processor per operation. */
  readonly application: number
  readonly database: number
  readonly p50: number
  readonly p95: number
}

export const sumOf = ({ application, database }: Measured): number => application + database

export async function measure(work: Work, costs: Costs, clients: number, times: number): Promise<Measured> {
  const before = { application: applicationOf(costs), database: cpuOf(costs.database) }
  const waits: number[] = []
  let next = 0
  const client = async () => {
    while (next < times) {
      const nth = next++
      const began = performance.now()
      await work(nth)
      waits.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  // What is still being written down behind the answer belongs to it.
  await sleep(30)
  waits.sort((one, other) => one - other)
  const share = (now: number, then: number) => ((now - then) * 1000) / times
  return {
    application: share(applicationOf(costs), before.application),
    database: share(cpuOf(costs.database), before.database),
    p50: waits[Math.floor(waits.length * 0.5)]!,
    p95: waits[Math.floor(waits.length * 0.95)]!,
  }
}

function applicationOf({ application }: Costs): number {
  if (application !== 'here') return cpuOf(application)
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** The cheaper of two measurements: what a shared machine adds is never negative. */
export const cheaper = (one: Measured | undefined, other: Measured): Measured =>
  one && sumOf(one) <= sumOf(other) ? one : other
