import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Day, dayNumber } from '../../kernel/day.ts'
import { sql } from '../../platform/database/index.ts'
import { type HandoverData, loadJourneys } from './load.ts'
import { aHandover, aStep, type TestJourneys, testJourneys } from './testing.ts'

let its: TestJourneys
beforeAll(async () => {
  its = await testJourneys()
}, 60_000)
afterAll(() => its.close())

const number = (on: string) => dayNumber(on as Day)
const load = (rows: readonly HandoverData[]) => its.as('system', (tx) => loadJourneys(tx, rows, { simulated: true }))
const passages = async () =>
  (await its.as('system', (tx) => sql<Record<string, unknown>>`SELECT * FROM published_passage`.execute(tx), 'insight'))
    .rows

describe('what is loaded is published', () => {
  test('one row for each hand-over, with days as numbers and without person, case and organisation', async () => {
    const loaded = await load([
      aHandover(its, [
        aStep('prepared', '2026-03-02'),
        aStep('offered', '2026-03-04'),
        aStep('accepted', '2026-03-10'),
        aStep('firstAppointment', '2026-04-01', {
          reason: 'missingDocument',
          recordedAt: Date.parse('2026-04-04T12:00:00Z'),
        }),
        aStep('completed', '2026-05-04'),
      ]),
      aHandover(its, [aStep('offered', '2026-04-01')], { municipalityId: null, targetGroup: null, targetDays: null }),
      aHandover(its, [aStep('prepared', '2026-04-02'), aStep('declined', '2026-04-09', { reason: 'noCapacity' })], {
        person: 2,
      }),
      aHandover(its, [aStep('offered', '2026-04-02'), aStep('withdrawn', '2026-04-03')], { person: 3 }),
      aHandover(
        its,
        [
          aStep('offered', '2026-04-02'),
          aStep('firstAppointment', '2026-04-15', { source: 'estimated', by: 'sender', certainty: 'about' }),
        ],
        { person: 3 },
      ),
    ])
    expect(loaded).toMatchObject({ handovers: 5, steps: 12 })
    const rows = (await passages()).toSorted(
      (a, b) => Number(a['offered_on']) - Number(b['offered_on']) || Number(b['state']) - Number(a['state']),
    )
    expect(Object.keys(rows[0]!)).toEqual([
      'interface_id',
      'municipality_id',
      'target_group',
      'target_days',
      'case_number',
      'offered_on',
      'answered_on',
      'first_on',
      'state',
      'last_event_on',
      'sides',
      'recorded_lag_days',
      'reason',
      'simulated',
      'record_key',
    ])
    const cases = rows.map((row) => row['case_number'])
    expect(
      rows.map(({ case_number: _, interface_id: __, record_key: ___, municipality_id: place, ...row }) => ({
        ...row,
        place: place !== null,
      })),
    ).toEqual([
      {
        target_group: 'Familien',
        target_days: 14,
        offered_on: number('2026-03-04'),
        answered_on: number('2026-03-10'),
        first_on: number('2026-04-01'),
        state: 1,
        last_event_on: number('2026-05-04'),
        sides: 0,
        recorded_lag_days: 3,
        reason: 'missingDocument',
        simulated: true,
        place: true,
      },
      {
        target_group: null,
        target_days: null,
        offered_on: number('2026-04-01'),
        answered_on: null,
        first_on: null,
        state: 0,
        last_event_on: number('2026-04-01'),
        sides: 1,
        recorded_lag_days: 0,
        reason: null,
        simulated: true,
        place: false,
      },
      {
        target_group: 'Familien',
        target_days: 14,
        offered_on: number('2026-04-02'),
        answered_on: null,
        first_on: null,
        state: 3,
        last_event_on: number('2026-04-03'),
        sides: 1,
        recorded_lag_days: 0,
        reason: null,
        simulated: true,
        place: true,
      },
      {
        target_group: 'Familien',
        target_days: 14,
        offered_on: number('2026-04-02'),
        answered_on: number('2026-04-09'),
        first_on: null,
        state: 2,
        last_event_on: number('2026-04-09'),
        sides: 0,
        recorded_lag_days: 0,
        reason: 'noCapacity',
        simulated: true,
        place: true,
      },
      {
        target_group: 'Familien',
        target_days: 14,
        offered_on: number('2026-04-02'),
        answered_on: null,
        first_on: number('2026-04-15'),
        state: 1,
        last_event_on: number('2026-04-15'),
        sides: 2,
        recorded_lag_days: 0,
        reason: null,
        simulated: true,
        place: true,
      },
    ])
    expect(new Set(rows.map((row) => row['record_key'])).size).toBe(5)
    expect(new Set(cases)).toEqual(new Set([0, 1, 2]))
    expect(cases[0]).toBe(cases[1])
    expect(cases[2]).toBe(cases[4])
  })

  test('the numbers of cases and the order of rows are drawn anew each time', async () => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      aHandover(its, [aStep('offered', `2026-06-${String((index % 28) + 1).padStart(2, '0')}`)], {
        person: `p${index}`,
        targetDays: index,
      }),
    )
    await load(rows)
    const look = async () => (await passages()).map((row) => `${row['target_days']}/${row['case_number']}`)
    expect(await look()).not.toEqual(await look())
    expect((await look()).toSorted()).not.toEqual((await look()).toSorted())
  })

  test('the revision changes with every load', async () => {
    const revision = async () =>
      (
        await its.as(
          'system',
          (tx) => sql<{ steps: number }>`SELECT steps FROM published_journey_revision`.execute(tx),
          'insight',
        )
      ).rows[0]!.steps
    const before = await revision()
    await load([aHandover(its, [aStep('offered', '2026-07-01')])])
    expect(await revision()).toBe(before + 1)
  })

  test('each load is in the audit', async () => {
    const found = await its.as('system', (tx) =>
      sql<{ n: number }>`SELECT count(*) AS n FROM audit_entry WHERE event = 'journeys.loaded'`.execute(tx),
    )
    expect(found.rows[0]!.n).toBeGreaterThanOrEqual(3)
  })
})

describe('what contradicts itself is refused, and nothing is written', () => {
  const table: [string, () => HandoverData][] = [
    ['a hand-over without a beginning', () => aHandover(its, [aStep('accepted', '2026-03-02')])],
    [
      'a hand-over to itself',
      () => aHandover(its, [aStep('offered', '2026-03-02')], { toOrganisationId: its.organisation('town') }),
    ],
    [
      'an arrival before the offer',
      () => aHandover(its, [aStep('offered', '2026-03-02'), aStep('firstAppointment', '2026-03-01')]),
    ],
    [
      'a declining without a reason',
      () => aHandover(its, [aStep('offered', '2026-03-02'), aStep('declined', '2026-03-03')]),
    ],
    [
      'a step before it happened',
      () => aHandover(its, [aStep('offered', '2026-03-02', { recordedAt: Date.parse('2026-03-01T12:00:00Z') })]),
    ],
    [
      'an unknown interface',
      () => aHandover(its, [aStep('offered', '2026-03-02')], { interfaceId: its.organisation('town') as never }),
    ],
  ]
  test.each(table)('%s', async (_name, row) => {
    const before = (await passages()).length
    await expect(load([aHandover(its, [aStep('offered', '2026-03-02')]), row()])).rejects.toThrow()
    expect(await passages()).toHaveLength(before)
  })
})

describe('what may not pass cannot be read', () => {
  const asInsight = (query: string) => its.as('system', (tx) => sql.raw(query).execute(tx), 'insight')
  test.each([
    'SELECT * FROM handover',
    'SELECT person_key FROM handover',
    'SELECT * FROM journey_step',
    'SELECT id FROM published_passage',
    'SELECT * FROM pathway',
  ])('insight: %s', async (query) => {
    await expect(asInsight(query)).rejects.toThrow(/permission denied|does not exist/)
  })

  const asApp = (query: string) => its.as('system', (tx) => sql.raw(query).execute(tx))
  test.each([
    'UPDATE journey_step SET occurred_on = occurred_on',
    'DELETE FROM journey_step',
    'DELETE FROM handover',
    'UPDATE handover SET person_key = person_key',
    'UPDATE handover SET simulated = false',
    'SELECT * FROM published_passage',
  ])('the program itself: %s', async (query) => {
    await expect(asApp(query)).rejects.toThrow(/permission denied/)
  })
})

test('8,000 hand-overs with 30,000 steps are loaded in a few seconds', { timeout: 120_000 }, async () => {
  const rows = Array.from({ length: 8000 }, (_, index) =>
    aHandover(
      its,
      [
        aStep('prepared', '2026-03-02'),
        aStep('offered', '2026-03-04'),
        aStep('accepted', '2026-03-10'),
        aStep('firstAppointment', '2026-04-01'),
      ].slice(index % 4 === 0 ? 1 : 0),
      { person: index % 5000 },
    ),
  )
  const timed = async (work: () => Promise<unknown>) => {
    const begin = performance.now()
    await work()
    return performance.now() - begin
  }
  // How fast this machine is just now, with whatever else it does: two million rows made and counted.
  const pace = () =>
    timed(() => its.as('system', (tx) => sql`SELECT count(*) FROM generate_series(1, 2000000)`.execute(tx)))
  const before = await pace()
  let loaded: unknown
  const took = await timed(async () => {
    loaded = await load(rows)
  })
  expect(loaded).toMatchObject({ handovers: 8000, steps: 30_000 })
  // An idle machine takes 0.15 s for the one and 1 s for the other.
  expect(took / Math.max(before, await pace())).toBeLessThan(20)
})
