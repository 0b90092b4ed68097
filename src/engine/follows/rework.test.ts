import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { logOf } from '../testing.ts'
import { logFigures } from './cases.ts'
import { reworkFigures } from './rework.ts'

test('tells who did it again: the same person, another, or not known', () => {
  const log = logOf([
    { case: '1', activity: 'prüfen', at: '2026-01-01T08:00:00Z', who: 'a' },
    { case: '1', activity: 'prüfen', at: '2026-01-02T08:00:00Z', who: 'a' },
    { case: '1', activity: 'prüfen', at: '2026-01-03T08:00:00Z', who: 'b' },
    { case: '2', activity: 'prüfen', at: '2026-01-01T08:00:00Z', who: 'a' },
    { case: '2', activity: 'prüfen', at: '2026-01-02T08:00:00Z' },
    { case: '2', activity: 'bieten', at: '2026-01-03T08:00:00Z', who: 'b' },
  ])
  expect(reworkFigures(log, { resource: log.attributes.get('who')! })).toEqual([
    { value: 'prüfen', cases: 2, again: 3, self: 1, other: 1, unknown: 1 },
  ])
  expect(reworkFigures(log)[0]).toMatchObject({ self: 0, other: 0, unknown: 3 })
})

test('counts the same cases as the figures of the log, and every repetition once', () => {
  const rows = fc.array(
    fc.record({
      case: fc.constantFrom('1', '2', '3'),
      activity: fc.constantFrom('a', 'b'),
      at: fc.constantFrom('2026-01-01T08:00:00Z', '2026-01-02T08:00:00Z', '2026-01-03T08:00:00Z'),
      who: fc.constantFrom('x', 'y'),
    }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(rows, (events) => {
      const log = logOf(events)
      const rework = reworkFigures(log, { resource: log.attributes.get('who') ?? log.activities })
      const byCases = new Map(rework.map(({ value, cases }) => [value, cases]))
      expect(byCases).toEqual(new Map(logFigures(log).rework.map(({ value, cases }) => [value, cases])))
      for (const { again, self, other, unknown } of rework) expect(self + other + unknown).toBe(again)
    }),
  )
})
