import { expect, test } from 'vitest'
import { coverageOf } from './coverage.ts'

const side = (months: number, arisen: number, met: number) => ({ months, arisen, met })

test('by hand: 40 of 120 met before, 60 of 80 since', () => {
  const found = coverageOf({ before: side(12, 120, 40), after: side(8, 80, 60) })
  // (60/80) / (40/120) = 2.25; √(1/60 + 1/80 + 1/40 + 1/120) = 0.25; 2.25 · e^±0.49 = 1.378 and 3.673.
  expect(found.ratio?.value).toBeCloseTo(2.25, 9)
  expect(found.ratio?.lower).toBeCloseTo(1.378, 3)
  expect(found.ratio?.upper).toBeCloseTo(3.673, 3)
  expect(found.verdict).toBe('helped')
})

test('nothing changed in many needs: it did not help; in few: it cannot be told', () => {
  expect(coverageOf({ before: side(12, 1200, 960), after: side(8, 800, 640) }).verdict).toBe('didNot')
  expect(coverageOf({ before: side(12, 24, 12), after: side(8, 16, 8) }).verdict).toBe('tooEarly')
})

test('two months are too early whatever they say, and nothing is compared with nothing', () => {
  expect(coverageOf({ before: side(12, 120, 24), after: side(2, 20, 20) }).verdict).toBe('tooEarly')
  expect(coverageOf({ before: side(0, 0, 0), after: side(8, 80, 60) })).toMatchObject({
    verdict: 'tooEarly',
    ratio: null,
  })
})
