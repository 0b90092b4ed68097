import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadLater } from '../demo/later.ts'
import { fixedClock } from '../src/kernel/clock.ts'
import { type Database, getTenant, inTenant, sql, type Tenant } from '../src/platform/database/index.ts'
import { clock, demoDatabase } from './demo.ts'

const now = fixedClock('2028-02-16T08:00:00Z')
const measured = ['Aulenstedt', 'Hasselbeck']

interface Row {
  readonly id: string
  readonly state: string
  readonly ended: boolean
  readonly steps: string
}

let db: Database
let auental: Tenant
let before: readonly Row[]
let loaded: Awaited<ReturnType<typeof loadLater>>
beforeAll(async () => {
  db = await demoDatabase()
  auental = await getTenant(db, 'auental')
  before = await handovers()
  const measure = {
    key: 'gemeinsame-zuweisung',
    name: 'Gemeinsame Zuweisung',
    interface: 'erstberatung-schule',
    starts: '2027-02',
    effect: 0.6,
    towns: measured,
  }
  loaded = await loadLater(db, auental, { made: clock, now }, [measure])
}, 120_000)
afterAll(() => db?.close())

const rowsOf = async <T>(query: string, role: 'app' | 'insight' = 'app') =>
  (await inTenant(db, auental, 'system', (tx) => sql.raw<T>(query).execute(tx), { role })).rows

const handovers = () =>
  rowsOf<Row>(
    `SELECT h.id, h.state, h.ended_on IS NOT NULL AS ended,
       string_agg(s.id || ' ' || s.kind || ' ' || s.occurred_on || ' ' || s.recorded_at, ';' ORDER BY s.recorded_at, s.id) AS steps
     FROM handover h JOIN journey_step s ON s.handover_id = h.id GROUP BY h.id`,
  )

test('the past stays as it is on record, and what was open goes on', async () => {
  const after = new Map((await handovers()).map((row) => [row.id, row]))
  for (const { id, ended, steps } of before) {
    const now = after.get(id)!.steps
    if (ended) expect(now).toBe(steps)
    else expect(now.startsWith(steps)).toBe(true)
  }
  const went = before.filter(({ id, steps }) => after.get(id)!.steps !== steps)
  expect(went.length).toBe(loaded.continued)
  // Some come to nothing and nobody says so, as the scenario plants it.
  const waiting = before.filter(({ state }) => ['offered', 'askedBack', 'accepted'].includes(state))
  expect(went.filter((row) => waiting.includes(row)).length).toBeGreaterThan(0.85 * waiting.length)
  expect(after.size - before.length).toBe(loaded.added)
})

test('each new month is as full as the old ones, and the last full month is the last', async () => {
  const months = await rowsOf<{ month: string; n: number }>(
    `SELECT to_char(date '1970-01-01' + offered_on, 'YYYY-MM') AS month, count(*) AS n
     FROM published_passage GROUP BY 1 ORDER BY 1`,
    'insight',
  )
  expect(months.at(-1)!.month).toBe('2028-01')
  const mean = (rows: typeof months) => rows.reduce((sum, { n }) => sum + n, 0) / rows.length
  const past = months.filter(({ month }) => month <= '2026-10')
  const since = months.filter(({ month }) => month > '2026-10')
  expect(since).toHaveLength(15)
  expect(mean(since) / mean(past)).toBeGreaterThan(0.85)
  expect(mean(since) / mean(past)).toBeLessThan(1.15)
})

test('every state of a hand-over is what its steps say', async () => {
  const [wrong] = await rowsOf<{ n: number }>(
    `SELECT count(*) AS n FROM handover h
     WHERE h.version <> (SELECT count(*) FROM journey_step s WHERE s.handover_id = h.id)
        OR h.first_on IS DISTINCT FROM (SELECT min(s.occurred_on) FROM journey_step s WHERE s.handover_id = h.id AND s.kind = 'firstAppointment')`,
  )
  expect(wrong!.n).toBe(0)
})

test('the planted measure shortens the waits where it was planted', async () => {
  const medianOf = async (towns: string, from: string, to: string) => {
    const [row] = await rowsOf<{ days: number }>(
      `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY h.first_on - h.offered_on)::float8 AS days
       FROM handover h JOIN service_interface i ON i.id = h.interface_id JOIN municipality m ON m.id = h.municipality_id
       WHERE i.key = 'erstberatung-schule' AND h.first_on IS NOT NULL AND m.name ${towns} ('Aulenstedt', 'Hasselbeck')
         AND h.offered_on BETWEEN '${from}' AND '${to}'`,
    )
    return row!.days
  }
  const change = async (towns: string) =>
    (await medianOf(towns, '2027-02-01', '2027-11-30')) / (await medianOf(towns, '2026-02-01', '2026-10-31'))
  expect(await change('IN')).toBeLessThan(0.75)
  expect(await change('NOT IN')).toBeGreaterThan(0.8)
})
