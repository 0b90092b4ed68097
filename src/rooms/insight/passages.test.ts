import { afterAll, describe, expect, test } from 'vitest'
import { ARRIVED, DECLINED, NO_DAY, OPEN, SENDER_ONLY } from '../../engine/index.ts'
import { day, dayNumber } from '../../kernel/day.ts'
import { sql } from '../../platform/database/index.ts'
import { readPassages, readRevision } from './passages.ts'
import { readDirectory } from './queries.ts'
import { testInsight } from './testing.ts'

const { add, asInsight, close } = await testInsight([
  {
    through: 'benefits',
    town: 'aulenstedt',
    group: 'Familien',
    person: 'a',
    offered: '2026-03-02',
    answeredAfter: 3,
    waited: 20,
    reason: 'missingDocument',
  },
  { through: 'benefits', town: 'dornsiek', person: 'a', offered: '2026-05-04' },
  { through: 'courses', person: 'b', offered: '2026-04-01', declinedAfter: 5, reason: 'noCapacity' },
  { through: 'counselling', town: 'aulenstedt', person: 'c', offered: '2026-01-07', waited: 90, source: 'sender' },
])
afterAll(close)

const load = () => asInsight(async (tx) => readPassages(tx, await readRevision(tx)))

describe('hand-overs as the role of insight reads them', () => {
  test('every column arrives as it was recorded', async () => {
    const { passages, reasonOf, reasons, recordsFrom, simulated } = await load()
    const rows = Array.from({ length: passages.size }, (_, row) => ({
      through: passages.interfaces[passages.interfaceOf[row]!]?.key,
      town: passages.places[passages.placeOf[row]!] ?? null,
      group: passages.groups[passages.groupOf[row]!] ?? null,
      target: passages.targetDays[row],
      offered: passages.offeredOn[row],
      answered: passages.answeredOn[row],
      first: passages.firstOn[row],
      state: passages.state[row],
      sides: passages.sides[row],
      lag: passages.recordedLagDays[row],
      reason: reasons[reasonOf[row]!] ?? null,
    }))
    const on = (text: string) => dayNumber(day(text))
    const usual = { group: null, answered: NO_DAY, first: NO_DAY, lag: 1, reason: null }
    expect(rows.sort((a, b) => a.offered! - b.offered!)).toEqual([
      {
        ...usual,
        through: 'counselling',
        town: 'aulenstedt',
        target: Number.NaN,
        offered: on('2026-01-07'),
        first: on('2026-01-07') + 90,
        state: ARRIVED,
        sides: SENDER_ONLY,
      },
      {
        ...usual,
        through: 'benefits',
        town: 'aulenstedt',
        group: 'Familien',
        target: 14,
        offered: on('2026-03-02'),
        answered: on('2026-03-05'),
        first: on('2026-03-22'),
        state: ARRIVED,
        sides: 0,
        reason: 'missingDocument',
      },
      {
        ...usual,
        through: 'courses',
        town: null,
        target: 28,
        offered: on('2026-04-01'),
        answered: on('2026-04-06'),
        state: DECLINED,
        sides: 0,
        reason: 'noCapacity',
      },
      {
        ...usual,
        through: 'benefits',
        town: 'dornsiek',
        target: 14,
        offered: on('2026-05-04'),
        state: OPEN,
        sides: SENDER_ONLY,
      },
    ])
    expect({ recordsFrom, simulated }).toEqual({ recordsFrom: '2026-01-07', simulated: true })
  })

  test('the same person is the same case, without a key to it', async () => {
    const { passages } = await load()
    const byCase = Map.groupBy(passages.caseOf, (number) => number)
    expect([...byCase.values()].map((rows) => rows.length).sort()).toEqual([1, 1, 2])
    expect(Math.max(...passages.caseOf)).toBe(2)
  })

  test('the revision stays while nothing happens, and moves with every hand-over', async () => {
    const before = await asInsight(readRevision)
    expect(await asInsight(readRevision)).toBe(before)
    await add([{ through: 'benefits', offered: '2026-06-01' }])
    expect(await asInsight(readRevision)).not.toBe(before)
    expect((await load()).passages.size).toBe(5)
  })

  test('two loads of the same hand-overs are alike to the last number, though the view draws its order anew', async () => {
    await add(
      Array.from({ length: 30 }, (_, index) => ({
        through: 'benefits' as const,
        person: index % 7,
        offered: `2026-06-${String(1 + (index % 28)).padStart(2, '0')}`,
        waited: index,
      })),
    )
    const [one, other] = [await load(), await load()]
    expect(other.passages).toEqual(one.passages)
    expect(other.reasonOf).toEqual(one.reasonOf)
  })

  test.each(['handover', 'journey_step', 'membership', 'organisation'])(
    'the table %s is out of its reach',
    async (table) => {
      await expect(asInsight((tx) => sql`SELECT * FROM ${sql.table(table)}`.execute(tx))).rejects.toThrow(
        /permission denied/,
      )
    },
  )
})

test('the directory names interfaces, towns and jurisdictions', async () => {
  const directory = await asInsight((tx) => readDirectory(tx, 'fallback'))
  expect(directory.district).toEqual({ name: 'Kreis Auental', simulated: true })
  expect([...directory.towns.keys()]).toEqual(['aulenstedt', 'dornsiek'])
  expect(directory.towns.get('aulenstedt')).toMatchObject({ residents: 40_000, centre: [7.8, 51.9], outline: null })
  expect([...directory.jurisdictions]).toEqual([
    ['asylblg', 'AsylbLG'],
    ['sgb-ii', 'SGB II'],
    ['sgb-v', 'SGB V'],
  ])
  expect(directory.interfaces.get('benefits')).toMatchObject({
    from: 'Sozialamt der Gemeinde',
    to: 'Jobcenter',
    fromLaw: 'AsylbLG',
    targets: [
      { days: 21, unit: 'calendarDays', from: '2020-01-01', agreedBetween: null },
      { days: 14, unit: 'calendarDays', from: '2025-03-12', agreedBetween: 'Jobcenter und Gemeinden' },
    ],
  })
})
