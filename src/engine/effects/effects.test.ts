import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { type Random, seeded } from '../../kernel/random.ts'
import type { Passages } from '../passages.ts'
import { type PassageRow, passagesOf } from '../testing.ts'
import { effectOf } from './effect.ts'
import { powerOf } from './power.ts'
import { difference } from './ratio.ts'
import { verdictOf } from './verdict.ts'

const asOf = day('2026-10-31')
const startsOn = day('2025-10-01')

/** Hand-overs of three years, so many a month, of which those after the start wait `ratio` times as long in Karbeck. */
function district(random: Random, ratio: number, perMonth = 9, trend = 0): Passages {
  const rows: PassageRow[] = []
  for (const [key, median] of [
    ['a', 30],
    ['b', 45],
  ] as const)
    for (let i = 0; i < perMonth * 36; i++) {
      const offered = addDays(day('2023-11-01'), Math.floor(((i + random.next()) * 1096) / (perMonth * 36)))
      const place = key === 'a' && i % 2 === 1 ? 'Lohwinkel' : 'Karbeck'
      const isHelped = key === 'a' && place === 'Karbeck' && offered >= startsOn
      const grown = key === 'a' ? (1 + trend) ** (i / perMonth) : 1
      const wait = Math.round(random.lognormal(Math.log(median), 0.5) * (isHelped ? ratio : 1) * grown)
      const first = addDays(offered, wait)
      rows.push({ interface: key, place, offered, case: rows.length, ...(first <= asOf && { first }) })
    }
  return passagesOf({ a: 21, b: 30 }, rows)
}
const question = { interfaceKey: 'a', startsOn, asOf, towns: ['Karbeck'] }

describe('the rule of the verdict', () => {
  const enough = { months: 12, handOvers: 100 }
  test.each([
    ['the whole interval below 1', { value: 0.7, lower: 0.6, upper: 0.95 }, enough, 'helped'],
    ['a small drop, but a sure one', { value: 0.9, lower: 0.85, upper: 0.96 }, enough, 'helped'],
    ['a relevant drop excluded', { value: 1, lower: 0.85, upper: 1.2 }, enough, 'didNot'],
    ['worse than before', { value: 1.4, lower: 1.2, upper: 1.6 }, enough, 'didNot'],
    ['both none and a relevant drop are possible', { value: 0.9, lower: 0.7, upper: 1.1 }, enough, 'tooEarly'],
    ['no limit above', { value: 0.9, lower: 0.7, upper: null }, enough, 'tooEarly'],
    ['no limit below', { value: 0.9, lower: null, upper: 1.1 }, enough, 'tooEarly'],
    [
      'clear for one look after a year',
      { value: 0.8, lower: 0.66, upper: 0.97 },
      { months: 12, handOvers: 100 },
      'helped',
    ],
    [
      'not clear enough for the third of many',
      { value: 0.8, lower: 0.66, upper: 0.97 },
      { months: 3, handOvers: 30 },
      'tooEarly',
    ],
    ['two months only', { value: 0.5, lower: 0.4, upper: 0.6 }, { months: 2, handOvers: 100 }, 'tooEarly'],
    ['five hand-overs only', { value: 0.5, lower: 0.4, upper: 0.6 }, { months: 9, handOvers: 5 }, 'tooEarly'],
    ['nothing known', null, enough, 'tooEarly'],
  ] as const)('%s', (_, ratio, after, verdict) => expect(verdictOf(ratio, after, 0.2)).toBe(verdict))
})

test('the difference of two intervals, by hand (Zou and Donner 2008)', () => {
  // 3 and 4, 6 and 8 make right-angled triangles of 5 and 10.
  const own = { value: 1, lower: 1 - 3, upper: 1 + 6 }
  const other = { value: 0.5, lower: 0.5 - 8, upper: 0.5 + 4 }
  expect(difference(own, other)).toEqual({ value: 0.5, lower: 0.5 - 5, upper: 0.5 + 10 })
})

describe('a measure that takes four tenths of the wait away', () => {
  const passages = district(seeded('helps'), 0.6, 18)
  test('is found, with an interval around what it does', () => {
    const check = effectOf(passages, question)!
    expect(check.verdict).toBe('helped')
    expect(check.ratio!.lower! < 0.6 && 0.6 < check.ratio!.upper!).toBe(true)
    expect(check.before.months).toBe(23)
    expect(check.months.reduce((sum, { handOvers }) => sum + handOvers, 0)).toBe(
      check.before.handOvers + check.after.handOvers,
    )
    expect(check.comparison).toBeNull()
  })
  test('also against another town and another interface, and not where it does not act', () => {
    const byTown = effectOf(passages, { ...question, comparison: { towns: ['Lohwinkel'] } })!
    const byInterface = effectOf(passages, { ...question, comparison: { interfaces: ['b', 'unknown'] } })!
    expect([byTown.verdict, byInterface.verdict]).toEqual(['helped', 'helped'])
    expect(byTown.ratio!.upper! - byTown.ratio!.lower!).toBeGreaterThan(byTown.own!.upper! - byTown.own!.lower!)
    expect(effectOf(passages, { ...question, towns: ['Lohwinkel'] })!.verdict).not.toBe('helped')
  })
  test('with two complete months it is too early', () => {
    expect(effectOf(passages, { ...question, asOf: day('2025-11-30') })!.verdict).toBe('tooEarly')
  })
  test('unknown interfaces and towns', () => {
    expect(effectOf(passages, { ...question, interfaceKey: 'c' })).toBeUndefined()
    expect(effectOf(passages, { ...question, towns: ['Nirgendwo'] })).toMatchObject({
      verdict: 'tooEarly',
      ratio: null,
    })
    expect(powerOf(passages, { ...question, towns: ['Nirgendwo'] })).toBeUndefined()
  })
})

test('what gets worse everywhere alike is no fault of the measure', () => {
  const { rows, targets } = shifted()
  const passages = passagesOf(targets, rows)
  const alone = effectOf(passages, question)!
  const compared = effectOf(passages, { ...question, comparison: { towns: ['Lohwinkel'] } })!
  expect(alone.ratio!.value).toBeGreaterThan(1.2)
  expect(compared.ratio!.value).toBeCloseTo(1, 0)
  expect(compared.ratio!.lower! < 1 && compared.ratio!.upper! > 1).toBe(true)
})

/** Both towns wait half as long again after the start. */
function shifted() {
  const random = seeded('everywhere')
  const rows = Array.from({ length: 36 * 20 }, (_, i): PassageRow => {
    const offered = addDays(day('2023-11-01'), Math.floor((i * 1096) / 720))
    const wait = Math.round(random.lognormal(Math.log(30), 0.5) * (offered >= startsOn ? 1.5 : 1))
    const first = addDays(offered, wait)
    return { place: i % 2 === 1 ? 'Lohwinkel' : 'Karbeck', offered, case: i, ...(first <= asOf && { first }) }
  })
  return { rows, targets: { a: 21 } }
}

test.each([0.03, -0.03])(
  'a trend of %d a month that was there before is carried on, not counted as an effect',
  (trend) => {
    const checks = ['one', 'two', 'three', 'four', 'five'].map(
      (seed) => effectOf(district(seeded(seed), 1, 40, trend), question)!,
    )
    for (const { own } of checks) expect(Math.abs(Math.log(own!.value))).toBeGreaterThan(0.1)
    const carriedOn = checks.filter((check) => check.trend)
    expect(carriedOn.length).toBeGreaterThanOrEqual(3)
    const around = carriedOn.filter(({ ratio }) => ratio!.lower! < 1 && ratio!.upper! > 1)
    expect(around.length).toBeGreaterThanOrEqual(carriedOn.length - 1)
  },
)

test('a measure that answers a step is held against what it answers, not against better times', () => {
  const random = seeded('answered')
  // Half as long again since November 2024, as long as ever from the start on.
  const rows = Array.from({ length: 36 * 15 }, (_, i): PassageRow => {
    const offered = addDays(day('2023-11-01'), Math.floor((i * 1096) / 540))
    const worse = offered >= '2024-11-01' && offered < startsOn
    const first = addDays(offered, Math.round(random.lognormal(Math.log(30), 0.5) * (worse ? 1.6 : 1)))
    return { offered, case: i, ...(first <= asOf && { first }) }
  })
  const check = effectOf(passagesOf({ a: 21 }, rows), { interfaceKey: 'a', startsOn, asOf })!
  expect(check).toMatchObject({ verdict: 'helped', trend: false })
  expect(Math.abs(check.before.months - 11)).toBeLessThanOrEqual(2)
  expect(check.ratio!.value).toBeCloseTo(1 / 1.6, 1)
})

test('the order of the rows does not matter', () => {
  const random = seeded('order')
  const rows = Array.from({ length: 200 }, (_, i): PassageRow => {
    const offered = addDays(day('2023-11-01'), Math.floor(i * 5.4))
    return { offered, first: addDays(offered, random.int(60)), case: i, lag: random.int(9) }
  })
  const check = effectOf(passagesOf({ a: 21 }, rows), { interfaceKey: 'a', startsOn, asOf })
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const order = seeded(seed)
      const mixed = rows
        .map((row) => ({ row, at: order.next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ row }) => row)
      expect(effectOf(passagesOf({ a: 21 }, mixed), { interfaceKey: 'a', startsOn, asOf })).toEqual(check)
    }),
    { numRuns: 5 },
  )
})

describe('power before the start', () => {
  const passages = district(seeded('power'), 1)
  const before = { interfaceKey: 'a', startsOn: day('2026-11-01'), asOf }
  const power = powerOf(passages, before)!
  test('the months named are the first at which a drop is found in 80 of 100 cases', () => {
    expect(power.perMonth).toBeCloseTo(9, 0)
    for (const [at, { months }] of power.drops.entries()) {
      if (months === null || months > 24 || months <= 3) continue
      expect(power.byMonth[months - 1]!.power[at]!).toBeGreaterThanOrEqual(0.8)
      expect(power.byMonth[months - 2]!.power[at]!).toBeLessThan(0.8)
    }
    const months = power.drops.map((one) => one.months ?? Number.POSITIVE_INFINITY)
    expect(months).toEqual(months.toSorted((a, b) => b - a))
  })
  test('a comparison costs power, more hand-overs give it', () => {
    const compared = powerOf(passages, { ...before, towns: ['Karbeck'], comparison: { towns: ['Lohwinkel'] } })!
    const alone = powerOf(passages, { ...before, towns: ['Karbeck'] })!
    expect(compared.byMonth[11]!.power[2]!).toBeLessThan(alone.byMonth[11]!.power[2]!)
    expect(alone.byMonth[11]!.power[2]!).toBeLessThan(power.byMonth[11]!.power[2]!)
  })
  test('what is promised is what simulated measures give', () => {
    const runs = 30
    const drop = 0.25
    let promised = 0
    let found = 0
    for (let seed = 0; seed < runs; seed++) {
      const own = district(seeded(`measure ${seed}`), 1 - drop, 16)
      promised += powerOf(own, { ...question, asOf: day('2025-09-30'), drops: [drop] })!.byMonth[12]!.power[0]! / runs
      if (effectOf(own, question)!.verdict === 'helped') found++
    }
    // Four standard errors of a share of so many, around a power between 0.5 and 0.9.
    expect(promised).toBeGreaterThan(0.5)
    expect(Math.abs(found / runs - promised)).toBeLessThan(4 * Math.sqrt((promised * (1 - promised)) / runs))
  })
})

test('where nothing changes, helped is said in 2.5 of 100 cases, and 95 of 100 intervals hold the truth', () => {
  const runs = 50
  let helped = 0
  let covered = 0
  for (let seed = 0; seed < runs; seed++) {
    const check = effectOf(district(seeded(`nothing ${seed}`), 1, 14), question)!
    if (check.verdict === 'helped') helped++
    if (check.ratio!.lower! <= 1 && 1 <= check.ratio!.upper!) covered++
  }
  // By chance 1.25 and 47.5; beyond 6 and below 41 in less than 1 of 1,000 runs of a method that keeps its word.
  expect(helped).toBeLessThanOrEqual(6)
  expect(covered).toBeGreaterThanOrEqual(41)
})
