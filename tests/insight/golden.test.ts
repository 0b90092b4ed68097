/**
 * The demo as a reader sees it, against the same figures counted in another way: from the single steps on record, hand-over
 * by hand-over, with the definitions of design and nothing of the engine.
 */
import { afterAll, describe, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { day, dayNumber } from '../../src/kernel/day.ts'
import { getTenant, inTenant, sql } from '../../src/platform/database/index.ts'
import { testGate } from '../../src/platform/http/testing.ts'
import { demoDatabase } from '../demo.ts'

const db = await demoDatabase()
const tenant = await getTenant(db, 'auental')
afterAll(() => db.close())

const gate = await testGate({ db, tenant }, { rooms })
const coordinator = await gate.member(['coordinator'])

interface Counted {
  readonly handOvers: number
  readonly open: number
  readonly lost: number
  readonly lostOpen: number
  /** Capped, by which the ranking goes. */
  readonly capped: number
}

interface Step {
  handover_id: string
  interface: string
  target: number | null
  kind: string
  occurred_on: string
}

/** Every figure from the steps, for hand-overs whose target date lies in the period, seen at the end of `asOf`. */
async function countedFrom(period: readonly [string, string], asOf: string): Promise<ReadonlyMap<string, Counted>> {
  const steps = await inTenant(db, tenant, 'system', async (tx) => {
    const { rows } = await sql<Step>`
      SELECT journey_step.handover_id, published_interface.key AS interface, handover.target_days AS target,
        journey_step.kind, journey_step.occurred_on
      FROM journey_step
      JOIN handover ON handover.id = journey_step.handover_id
      JOIN service_interface AS published_interface ON published_interface.id = handover.interface_id
    `.execute(tx)
    return rows
  })
  const now = dayNumber(day(asOf))
  const [from, to] = period.map((text) => dayNumber(day(text))) as [number, number]
  const single = [...Map.groupBy(steps, (step) => step.handover_id).values()].map((own) => {
    const on = (...kinds: string[]) =>
      own.filter((step) => kinds.includes(step.kind)).map((step) => dayNumber(day(step.occurred_on)))
    const begun = on('offered').length > 0 ? on('offered') : on('prepared')
    const arrived = Math.min(...on('firstAppointment'))
    const offered = Math.min(...begun)
    const ended = Math.min(...on('declined', 'withdrawn'))
    const last = Math.max(...own.map((step) => dayNumber(day(step.occurred_on))))
    return { key: own[0]!.interface, target: own[0]!.target, offered, arrived, ended, last }
  })
  const twoYearsEarlier = dayNumber(day('2024-10-31'))
  const result = new Map<string, Counted>()
  for (const [key, own] of Map.groupBy(single, (one) => one.key)) {
    const waits = own
      .filter(({ arrived }) => arrived > twoYearsEarlier && arrived <= now)
      .map(({ arrived, offered }) => arrived - offered)
      .sort((a, b) => a - b)
    const place = (waits.length - 1) * 0.95
    const cap = waits[Math.floor(place)]! + (place % 1) * (waits[Math.ceil(place)]! - waits[Math.floor(place)]!)
    const sum = { handOvers: 0, open: 0, lost: 0, lostOpen: 0, capped: 0 }
    for (const { target, offered, arrived, ended, last } of own) {
      const due = offered + (target ?? 0)
      if (due < from || due > to || offered > now) continue
      sum.handOvers++
      if (ended <= now) continue
      const isOpen = !(arrived <= now)
      if (isOpen && now - Math.min(last, now) >= 180) continue
      const wait = (isOpen ? now : arrived) - offered
      if (isOpen) sum.open++
      const lost = target === null ? 0 : Math.max(0, wait - target)
      sum.lost += lost
      if (isOpen) sum.lostOpen += lost
      sum.capped += target === null ? 0 : Math.max(0, Math.min(wait, cap) - target)
    }
    result.set(key, sum)
  }
  return result
}

/** The table of hurdles of the page, row by row, as its reader sees it. */
async function hurdlesOf(path: string) {
  const { status, text } = await coordinator.get(path)
  expect(status).toBe(200)
  const body = /<section class="nl-sec" id="hurdles".*?<tbody>(.*?)<\/tbody>/s.exec(text)?.[1] ?? ''
  const number = (cell: string | undefined) =>
    Number(/^[^\d]*([\d.]+)/.exec((cell ?? '').replace(/<[^>]+>/g, ' '))?.[1]?.replaceAll('.', '') ?? 0)
  return body
    .split('<tr>')
    .slice(1)
    .map((row) => {
      const cells = [...row.matchAll(/<td.*?<\/td>/gs)].map(([cell]) => cell)
      const openMeta = /nl-meta">(.*?)<\/span>/s.exec(cells[3] ?? '')?.[1]
      return {
        key: /href="\/auental\/interfaces\/([\w-]+)/.exec(row)?.[1] ?? '',
        lost: number(cells[0]),
        open: number(cells[3]),
        lostOpen: openMeta?.startsWith('ein Tag') ? 1 : number(openMeta),
      }
    })
}

describe.each([
  ['the last twelve months', '/situation', ['2025-11-01', '2026-10-31']],
  ['the year before', '/situation?period=last-year', ['2025-01-01', '2025-12-31']],
] as const)('%s', (_what, path, period) => {
  test('every interface shows what its steps add up to', async () => {
    const counted = await countedFrom(period, '2026-10-31')
    const shown = await hurdlesOf(path)
    expect(shown).toHaveLength(15)
    for (const { key, ...row } of shown) {
      const { lost, open, lostOpen } = counted.get(key)!
      expect({ key, ...row }).toEqual({ key, lost, open, lostOpen })
    }
  })

  test('the order is that of the capped lost days', async () => {
    const counted = await countedFrom(period, '2026-10-31')
    const expected = [...counted].sort(([, a], [, b]) => b.capped - a.capped).map(([key]) => key)
    expect((await hurdlesOf(path)).map(({ key }) => key)).toEqual(expected)
  })
})

test('the headline tells the story of the demo', async () => {
  const counted = [...(await countedFrom(['2025-11-01', '2026-10-31'], '2026-10-31')).values()].map(({ lost }) => lost)
  const all = counted.reduce((sum, lost) => sum + lost, 0)
  const top = counted
    .sort((a, b) => b - a)
    .slice(0, 3)
    .reduce((sum, lost) => sum + lost, 0)
  const { text } = await coordinator.get('/situation')
  expect(text.replace(/[\u00a0\u202f]/g, ' ').replace(/<[^>]+>/g, '')).toContain(
    `Drei von 15 Schnittstellen verursachen ${Math.round((top / all) * 100)} % aller verlorenen Tage. Am meisten Zeit verlieren Menschen zwischen Sozialamt der Gemeinde und Jobcenter.`,
  )
})

test('what was planted is named: the jump at the Jobcenter, and the town that reports nothing', async () => {
  const { text } = await coordinator.get('/situation')
  const plain = text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(plain).toMatch(
    /Sprung Sozialamt der Gemeinde an Jobcenter Seit (Juni|Juli) dauert es im Median \d+ statt \d+ Tage/,
  )
  expect(plain).toContain('Keine Meldung Karbeck, seit 6 Wochen')
})

test('the tenant without simulated performance shows none', async () => {
  const warendorf = await getTenant(db, 'warendorf')
  const member = await gate.member(['coordinator'], { tenant: warendorf })
  const { status, text } = await member.get('/situation')
  expect(status).toBe(200)
  expect(text).toContain('Noch keine Übergabe erfasst.')
})

test('a filter on the demo, timed', { timeout: 60_000 }, async () => {
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    for (const query of ['', '?town=hasselbeck', '?group=Familien', '?period=24-months']) {
      const start = performance.now()
      expect((await coordinator.get(`/situation${query}`)).status).toBe(200)
      times.push(performance.now() - start)
    }
  }
  times.sort((a, b) => a - b)
  console.info(
    `a filter on the demo: median ${times[10]?.toFixed(0)} ms, nine of ten within ${times[18]?.toFixed(0)} ms`,
  )
})
