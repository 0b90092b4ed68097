import { describe, expect, test } from 'vitest'
import { addMonths, type Month } from '../../kernel/period.ts'
import { type Random, seeded } from '../../kernel/random.ts'
import { changesOfSeries, changesOfWaits, scoresOf } from './changes.ts'

const monthsFrom = (count: number) => Array.from({ length: count }, (_, i) => addMonths('2024-01' as Month, i))

/** `each` lognormal waits a month around a median that depends on the month; the month has a luck of its own. */
function waits(random: Random, months: number, each: number, median: (month: number) => number, luck = 0.1) {
  const all: { month: number; wait: number }[] = []
  for (let month = 0; month < months; month++) {
    const shift = luck * random.normal()
    const count = random.poisson(each)
    for (let i = 0; i < count; i++) all.push({ month, wait: random.lognormal(Math.log(median(month)) + shift, 0.8) })
  }
  return {
    wait: Float64Array.from(all, ({ wait }) => wait),
    ended: new Uint8Array(all.length).fill(1),
    monthOf: Int32Array.from(all, ({ month }) => month),
    months: monthsFrom(months),
  }
}

describe('scores', () => {
  test('are ranks without lasting waits', () => {
    const scores = scoresOf(Float64Array.of(30, 10, 20, 40), new Uint8Array(4).fill(1))
    expect([...scores].map((score) => Math.round(score * 100) / 100)).toEqual([0.25, -0.75, -0.25, 0.75])
  })

  test('add up to nothing, lasting waits included', () => {
    const scores = scoresOf(Float64Array.of(3, 5, 5, 8, 13, 21), Uint8Array.of(1, 0, 1, 1, 0, 1))
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 12)
    // Who still waits after 5 is worse off than who arrived after 5.
    expect(scores[1]).toBeGreaterThan(scores[2]!)
  })
})

describe('changes of waits', () => {
  test('a step is found in its month, with the medians around it', () => {
    const found = changesOfWaits(
      waits(seeded('step'), 36, 20, (month) => (month < 24 ? 25 : 45)),
      { random: seeded(1) },
    )
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ month: '2026-01', direction: 'longer' })
    expect(found[0]!.before).toBeGreaterThan(20)
    expect(found[0]!.before).toBeLessThan(30)
    expect(found[0]!.after).toBeGreaterThan(38)
    expect(found[0]!.after).toBeLessThan(53)
    expect(found[0]!.p).toBeLessThanOrEqual(0.002)
  })

  test('a year that was worse than those around it is found with both its ends', () => {
    const median = (month: number) => (month >= 12 && month < 20 ? 50 : 25)
    const found = changesOfWaits(waits(seeded('bump'), 36, 20, median), { random: seeded(1) })
    expect(found.map(({ direction }) => direction)).toEqual(['longer', 'shorter'])
    // A month may look like the next one by chance.
    expect(['2024-12', '2025-01', '2025-02']).toContain(found[0]!.month)
    expect(['2025-08', '2025-09', '2025-10']).toContain(found[1]!.month)
    expect(found[0]!.before!).toBeLessThan(32)
    expect(found[0]!.after!).toBeGreaterThan(42)
    expect(found[1]!.after!).toBeLessThan(32)
  })

  test('waits that still last do not look like improvement', () => {
    const all = waits(seeded('lasting'), 36, 80, () => 60)
    // Seen at the end of month 36: what takes longer than until then still lasts.
    const left = (month: number) => (36 - month) * 30
    const ended = all.ended.map((_, i) => (all.wait[i]! <= left(all.monthOf[i]!) ? 1 : 0))
    const seen = all.wait.map((wait, i) => Math.min(wait, left(all.monthOf[i]!)))
    expect(changesOfWaits({ ...all, wait: seen, ended }, { random: seeded(1) })).toEqual([])
    const arrivedOnly = [...ended.keys()].filter((i) => ended[i] === 1)
    const naive = {
      wait: Float64Array.from(arrivedOnly, (i) => seen[i]!),
      ended: new Uint8Array(arrivedOnly.length).fill(1),
      monthOf: Int32Array.from(arrivedOnly, (i) => all.monthOf[i]!),
      months: all.months,
    }
    expect(changesOfWaits(naive, { random: seeded(1) }).map(({ direction }) => direction)).toContain('shorter')
  })

  test('chance alone is rarely called a change, though months differ', () => {
    const random = seeded('chance')
    let called = 0
    for (let i = 0; i < 120; i++)
      called +=
        changesOfWaits(
          waits(random, 36, 8, () => 30, 0.25),
          { random },
        ).length > 0
          ? 1
          : 0
    expect(called).toBeLessThanOrEqual(6) // 1.5 % of 120 is 1.8; more than 6 comes once in 200 times
  })

  test('a change by half is found in most cases at seven passages a month', () => {
    const random = seeded('power')
    let hits = 0
    for (let i = 0; i < 40; i++) {
      const found = changesOfWaits(
        waits(random, 36, 7, (month) => (month < 24 ? 30 : 54)),
        { random },
      )
      if (found.some(({ month, direction }) => direction === 'longer' && month >= '2025-11' && month <= '2026-03'))
        hits++
    }
    expect(hits).toBeGreaterThanOrEqual(32)
  })

  test('little data, no data', () => {
    expect(
      changesOfWaits(
        waits(seeded(1), 4, 30, (month) => (month < 2 ? 1 : 100)),
        { random: seeded(1) },
      ),
    ).toEqual([])
    expect(
      changesOfWaits(
        waits(seeded(1), 0, 3, () => 1),
        { random: seeded(1) },
      ),
    ).toEqual([])
  })
})

describe('changes of a series', () => {
  test('one level, then another', () => {
    const values = [60, 55, 70, 58, 64, 61, 30, 28, 33, 29, 31, 27]
    const found = changesOfSeries(values, monthsFrom(12), { random: seeded(1) })
    expect(found).toMatchObject([{ month: '2024-07', direction: 'shorter', before: 60.5, after: 29.5 }])
  })

  test('months without a value and zeros', () => {
    const values = [60, null, 70, 58, 64, 61, 0, 0, null, 0, 0, 0]
    expect(changesOfSeries(values, monthsFrom(12), { random: seeded(1) })).toMatchObject([
      { month: '2024-07', after: 0 },
    ])
    expect(changesOfSeries([0, 0, 0, 0, 0, 0, 0], monthsFrom(7), { random: seeded(1) })).toEqual([])
  })
})
