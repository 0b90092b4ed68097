import { expect, test } from 'vitest'
import { coverageOf, type NeedMonth } from './coverage.ts'

/** So many months, the first of them January 2025, with needs that arose and were met in each. */
const months = (...each: readonly (readonly [arisen: number, met: number])[]): NeedMonth[] =>
  each.map(([arisen, met], index) => ({
    month: `${2025 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
    arisen,
    met,
    complete: true,
  }))
const times = (count: number, month: readonly [number, number]) => Array.from({ length: count }, () => month)

test('by hand: 40 of 120 met before, 60 of 80 since', () => {
  const found = coverageOf(months(...times(12, [10, 40 / 12]), ...times(8, [10, 7.5])), '2026-01-01')
  expect(found.before).toMatchObject({ months: 12, arisen: 120 })
  expect(found.before.met).toBeCloseTo(40, 9)
  // (60/80) / (40/120) = 2.25; √(1/60 + 1/80 + 1/40 + 1/120) = 0.25; 2.25 · e^±0.49 = 1.378 and 3.673.
  expect(found.ratio?.value).toBeCloseTo(2.25, 9)
  expect(found.ratio?.lower).toBeCloseTo(1.378, 3)
  expect(found.ratio?.upper).toBeCloseTo(3.673, 3)
  expect(found.verdict).toBe('helped')
})

test('nothing changed in many needs: it did not help; in few: it cannot be told', () => {
  expect(coverageOf(months(...times(20, [100, 80])), '2026-01-01').verdict).toBe('didNot')
  expect(coverageOf(months(...times(20, [2, 1])), '2026-01-01').verdict).toBe('tooEarly')
})

test('two months are too early whatever they say; a month that is not complete and that of the start do not count', () => {
  const all = months(...times(12, [10, 2]), ...times(2, [10, 10]))
  expect(coverageOf(all, '2026-01-01').verdict).toBe('tooEarly')
  expect(coverageOf(all, '2026-01-15').after.months).toBe(1)
  expect(coverageOf([...all.slice(0, 13), { ...all[13]!, complete: false }], '2026-01-01').after.months).toBe(1)
  expect(coverageOf([], '2026-01-01')).toMatchObject({ verdict: 'tooEarly', ratio: null })
})
