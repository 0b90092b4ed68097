import { describe, expect, test } from 'vitest'
import { type Day, day, dayNumber } from '../../kernel/day.ts'
import { addMonths, daysOfMonth, type Month } from '../../kernel/period.ts'
import { type Random, seeded } from '../../kernel/random.ts'
import { type NeedColumns, type NeedRow, needColumns } from '../gaps/needs.ts'
import { normalQuantile, tQuantile } from '../statistics/normal.ts'
import { countRegression, standardErrorOf } from '../statistics/regression.ts'
import { needEffectOf } from './needcheck.ts'
import { type NeedFlow, needFlows } from './needmonths.ts'
import { needPowerOf } from './needpower.ts'
import { metRatio } from './needratio.ts'
import { unmetWithout } from './needwithout.ts'

const startsOn = day('2025-11-01')
const asOf = day('2026-10-31')
const question = { gap: { topics: ['course'] }, startsOn, asOf }
const on = (text: string) => dayNumber(text as Day)

/** Three years of needs for a course and of places for it, served in the order in which they arose. */
function queue(
  random: Random,
  arising: (month: number) => number,
  places: (month: number) => number,
  topic = 'course',
): readonly NeedRow[] {
  const all: { neededOn: number; until: number; metOn?: number }[] = []
  for (let month = 0; month < 36; month++) {
    const { from, to } = daysOfMonth(addMonths('2023-11' as Month, month))
    const [first, days] = [dayNumber(from), dayNumber(to) - dayNumber(from) + 1]
    const arisen = Array.from(
      { length: random.poisson(arising(month)) },
      () => first + Math.floor(random.next() * days),
    )
    for (const neededOn of arisen.sort((a, b) => a - b))
      all.push({ neededOn, until: neededOn + Math.ceil(-Math.log(1 - random.next()) * 290) })
    const free = places(month)
    for (let place = 0; place < free; place++) {
      const metOn = first + Math.floor(((place + 0.5) / free) * days)
      const next = all.find((one) => one.metOn === undefined && one.neededOn <= metOn && one.until > metOn)
      if (next) next.metOn = metOn
    }
  }
  return all.map(({ neededOn, until, metOn }) => ({
    topic,
    neededOn,
    metOn,
    givenUpOn: metOn === undefined && until <= dayNumber(asOf) ? until : undefined,
  }))
}
const isAfter = (month: number) => month >= 24
const gainOf = (gain: number) => (month: number) => (isAfter(month) ? 1 + gain : 1)
const measured = (seed: string, gain: number, arising: (month: number) => number = () => 8) => {
  const random = seeded(seed)
  return needColumns(queue(random, arising, (month) => random.poisson(4 * gainOf(gain)(month))))
}

describe('months of needs, by hand', () => {
  const needs: NeedColumns = needColumns([
    { topic: 'course', neededOn: on('2026-01-10'), metOn: on('2026-02-05') },
    { topic: 'course', neededOn: on('2026-01-20'), givenUpOn: on('2026-03-01') },
    { topic: 'course', neededOn: on('2026-02-27') },
    { topic: 'other', neededOn: on('2026-02-01'), metOn: on('2026-02-02') },
  ])
  const flows = (start: Day) => needFlows(needs, { ...question, startsOn: start, asOf: day('2026-03-31') }).own
  test('what flows in and out', () => {
    const { own } = needFlows(needs, { ...question, startsOn: day('2026-03-01'), asOf: day('2026-03-31') })
    expect(own).toEqual([
      { month: '2026-01', at: 0, isAfter: false, open: 0, arisen: 2, met: 0, givenUp: 0, unmetDays: 22 + 12, days: 31 },
      {
        month: '2026-02',
        at: 1,
        isAfter: false,
        open: 2,
        arisen: 1,
        met: 1,
        givenUp: 0,
        unmetDays: 4 + 28 + 2,
        days: 28,
      },
      { month: '2026-03', at: 2, isAfter: true, open: 2, arisen: 0, met: 0, givenUp: 1, unmetDays: 31, days: 31 },
    ])
  })
  test('the month in which a measure begins counts to neither side, unless it begins on its first day', () => {
    expect(flows(day('2026-02-14')).map((flow) => [flow.month, flow.isAfter])).toEqual([
      ['2026-01', false],
      ['2026-03', true],
    ])
    expect(flows(day('2026-02-01')).map((flow) => flow.isAfter)).toEqual([false, true, true])
  })
  test('a start to come has all months before it', () =>
    expect(flows(day('2031-01-01')).map((flow) => flow.isAfter)).toEqual([false, false, false]))
})

test('unmet days without a measure, by hand', () => {
  const flow = { month: '2026-01' as Month, at: 0, isAfter: true, givenUp: 0, days: 30 }
  const after: NeedFlow[] = [
    { ...flow, open: 10, arisen: 4, met: 4, unmetDays: 300 },
    { ...flow, open: 10, arisen: 4, met: 4, unmetDays: 300 },
  ]
  // Half as many met: two more are open at the end of the first month, four at that of the second; one and three on average.
  expect(unmetWithout(after, Math.log(2))).toEqual([330, 390])
  expect(unmetWithout(after, 0)).toEqual([300, 300])
  // Of 30 more on average one gave up in 600 days: h = 30/600; e₁ = 2/(1 + h/2), and so on.
  const leaving = after.map((one, i) => ({ ...one, givenUp: i === 0 ? 1 : 0 }))
  const [first, second] = [2 / 1.025, (2 + (2 / 1.025) * 0.975) / 1.025]
  const [a, b] = unmetWithout(leaving, Math.log(2))
  expect(a).toBeCloseTo(300 + 15 * first, 10)
  expect(b).toBeCloseTo(300 + 15 * (first + second), 10)
  // Never more are met than there are, nor fewer than none left.
  expect(unmetWithout(after, Math.log(0.01))[1]).toBe(0)
})

describe('the ratio of needs met', () => {
  const flows = (before: readonly number[], after: readonly number[]) =>
    [...before, ...after].map((met, at): NeedFlow => {
      const month = addMonths('2025-01' as Month, at)
      return {
        month,
        at,
        isAfter: at >= before.length,
        open: 50,
        arisen: 5,
        met,
        givenUp: 0,
        unmetDays: 1500,
        days: 30,
      }
    })
  test('is that of the counts by month where there is no season, with the interval of a quasi-Poisson step', () => {
    // 6 months with 4 on average, 6 with 8; chi-squared: (1+1+4+4)/4 + (4+4+16+16)/8 = 7.5 of 10 degrees; less than chance is
    // believed up to 0.75 / 0.394 > 1, so the dispersion is 1 and the variance 1/24 + 1/48.
    const { log, model } = metRatio(flows([3, 5, 4, 2, 6, 4], [6, 10, 8, 4, 12, 8]), () => 1.96)!
    expect(log.value).toBeCloseTo(Math.log(2), 10)
    expect(model).toEqual({ per: 'month', pairs: 0, trend: false, dispersion: 1 })
    expect(log.upper - log.value).toBeCloseTo(1.96 * Math.sqrt(1 / 24 + 1 / 48), 10)
  })
  test('months that swing widen it', () => {
    const { model } = metRatio(flows([0, 9, 1, 8, 0, 6], [2, 15, 1, 16, 2, 12]), () => 1.96)!
    expect(model.dispersion).toBeGreaterThan(4)
  })
  test('places from nothing: the limit of Clopper and Pearson', () => {
    // Eight needs met in 6 months, none in 12 before: the share after is above 0.025^(1/8) = 0.6306, odds 1.707, twice the months.
    const { log } = metRatio(
      flows(
        Array.from({ length: 12 }, () => 0),
        [1, 1, 2, 1, 1, 2],
      ),
      () => 1.96,
    )!
    expect(Math.exp(log.lower)).toBeCloseTo(2 * 1.707, 2)
    expect(log.upper).toBe(Number.POSITIVE_INFINITY)
    expect(metRatio(flows([0, 0], [0, 0]), () => 1.96)).toBeUndefined()
    const ended = metRatio(
      flows(
        [1, 1, 2, 1, 1, 2],
        Array.from({ length: 12 }, () => 0),
      ),
      () => 1.96,
    )!.log
    expect(Math.exp(ended.upper)).toBeCloseTo(1 / (2 * 1.707), 2)
  })
})

describe('a measure that gives half as many places more', () => {
  const check = needEffectOf(measured('helps', 0.5), question)
  test('is found, with intervals around what it does', () => {
    expect(check.verdict).toBe('helped')
    expect(check.met!.lower! < 1.5 && 1.5 < check.met!.upper!).toBe(true)
    expect(check.unmetDays!.upper).toBeLessThan(1)
    expect(check.saved!.lower > 0 && check.saved!.upper > check.saved!.value).toBe(true)
    expect([check.before.months, check.after.months, check.seasons, check.per]).toEqual([24, 12, true, 'month'])
    expect(check.months.at(-1)!.unmetDaysWithout).toBeGreaterThan(check.months.at(-1)!.unmetDays)
  })
  test('also against another topic, whose change is taken off', () => {
    const random = seeded('both')
    const rows = ['course', 'other'].flatMap((topic) =>
      queue(
        random,
        () => 16,
        (month) => random.poisson(8 * gainOf(1)(month)),
        topic,
      ),
    )
    const alone = needEffectOf(needColumns(rows), question)
    const against = needEffectOf(needColumns(rows), { ...question, comparison: { topics: ['other'] } })
    expect([alone.verdict, against.verdict]).not.toContain('tooEarly')
    expect(alone.verdict).toBe('helped')
    expect(against.verdict).not.toBe('helped')
    expect(against.met!.value).toBeCloseTo(alone.met!.value / against.comparison!.value, 10)
  })
  test('two months are too early', () =>
    expect(needEffectOf(measured('helps', 1), { ...question, asOf: day('2025-12-31') }).verdict).toBe('tooEarly'))
})

describe('what unmet days alone would call a success', () => {
  test('needs that become fewer are no effect', () => {
    const fewer = needEffectOf(
      measured('fewer', 0, (month) => (isAfter(month) ? 4 : 8)),
      question,
    )
    const perMonth = (side: { unmetDays: number; months: number }) => side.unmetDays / side.months
    expect(perMonth(fewer.after)).toBeLessThan(0.8 * perMonth(fewer.before))
    expect(fewer.verdict).not.toBe('helped')
  })
  test('people who give up are no effect', () => {
    const rows = queue(
      seeded('leave'),
      () => 8,
      () => 4,
    )
    const left = rows.map((row) => ({
      ...row,
      ...(row.metOn === undefined && row.neededOn < dayNumber(startsOn) && { givenUpOn: dayNumber(startsOn) + 10 }),
    }))
    expect(needEffectOf(needColumns(left), question).verdict).not.toBe('helped')
  })
})

test('without an effect at most one of twenty is called helped, and intervals hold the truth', () => {
  const checks = Array.from({ length: 60 }, (_, at) => needEffectOf(measured(`none ${at}`, 0), question))
  // R: qbinom(0.999, 60, 0.025) and qbinom(0.001, 60, 0.95).
  expect(checks.filter(({ verdict }) => verdict === 'helped').length).toBeLessThanOrEqual(6)
  expect(checks.filter(({ met }) => met!.lower! <= 1 && 1 <= met!.upper!).length).toBeGreaterThanOrEqual(51)
})

describe('power before the start', () => {
  const power = needPowerOf(measured('before', 0), { ...question, startsOn: day('2026-11-01') })!
  test('grows with the gain and with the months', () => {
    const months = power.gains.map((one) => one.months ?? Number.POSITIVE_INFINITY)
    expect(months).toEqual(months.toSorted((a, b) => b - a))
    const half = power.byMonth.map((one) => one.power[2]!)
    expect(half.slice(2, 12)).toEqual(half.slice(2, 12).toSorted((a, b) => a - b))
    expect(half[1]).toBe(0)
    expect(power.metPerMonth).toBeCloseTo(4, 0)
  })
  test('a comparison costs some of it, and where nothing was met nothing is said', () => {
    const random = seeded('other')
    const rows = ['course', 'other'].flatMap((topic) =>
      queue(
        random,
        () => 8,
        () => random.poisson(4),
        topic,
      ),
    )
    const asked = { ...question, startsOn: day('2026-11-01') }
    const at12 = (more: object) => needPowerOf(needColumns(rows), { ...asked, ...more })!.byMonth[11]!.power[3]!
    expect(at12({ comparison: { topics: ['other'] } })).toBeLessThan(at12({}))
    const none = queue(
      seeded('none'),
      () => 4,
      () => 0,
    )
    expect(needPowerOf(needColumns(none), asked)).toBeUndefined()
  })
})

test('the order of needs makes no difference, and nobody at all is no error', () => {
  const random = seeded('order')
  const rows = queue(
    random,
    () => 8,
    () => 4,
  )
  expect(needEffectOf(needColumns(rows.toReversed()), question)).toEqual(needEffectOf(needColumns(rows), question))
  expect(needEffectOf(needColumns([]), question)).toMatchObject({ verdict: 'tooEarly', met: null, months: [] })
})

test('quantiles of Student (tables), and the error of a design as of the fitted model', () => {
  for (const [freedom, value] of [
    [4, 2.776],
    [10, 2.228],
    [30, 2.042],
  ] as const)
    expect(Math.abs(tQuantile(0.975, freedom) - value)).toBeLessThan(0.0015)
  expect(tQuantile(0.025, 10)).toBeCloseTo(-tQuantile(0.975, 10), 10)
  expect(tQuantile(0.975, 1e9)).toBeCloseTo(normalQuantile(0.975), 6)
  const columns = [new Float64Array(6).fill(1), Float64Array.of(0, 0, 0, 1, 1, 1)]
  const { fitted, terms } = countRegression(Float64Array.of(3, 4, 5, 7, 8, 9), columns, { quasi: false })
  expect(standardErrorOf(columns, fitted, 1)).toBeCloseTo(terms[1]!.standardError, 7)
})
