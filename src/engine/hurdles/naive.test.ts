import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { NO_DAY } from '../passages.ts'
import { type PassageRow, passagesOf } from '../testing.ts'
import { analyse, question } from './asking.ts'
import { analysePassages } from './situation.ts'

/** A passage with days that may contradict each other, as records do. */
const anyPassage = fc.record(
  {
    interface: fc.constantFrom('a', 'b', 'c'),
    place: fc.constantFrom('p', 'q'),
    case: fc.nat(9),
    target: fc.option(fc.integer({ min: 0, max: 60 })),
    offered: fc.integer({ min: -100, max: 250 }).map((days) => addDays(day('2026-01-01'), days) as string),
    first: fc.integer({ min: -100, max: 400 }).map((days) => addDays(day('2026-01-01'), days) as string),
    answered: fc.integer({ min: -100, max: 300 }).map((days) => addDays(day('2026-01-01'), days) as string),
    state: fc.constantFrom('open', 'arrived', 'declined', 'withdrawn'),
    sides: fc.constantFrom('both', 'sender', 'estimated'),
  },
  { requiredKeys: ['interface', 'case', 'state'] },
)

test('lost days equal the sum written down plainly', () => {
  fc.assert(
    fc.property(fc.array(anyPassage, { maxLength: 40 }), fc.integer({ min: 0, max: 250 }), (rows, days) => {
      const asOf = addDays(day('2026-01-01'), days)
      const targets = { a: 14, b: 30, c: null }
      const passages = passagesOf(targets, rows as PassageRow[])
      const situation = analysePassages(passages, { ...question, asOf, draws: 10 })
      let arrived = 0
      let open = 0
      let inPeriod = 0
      for (let i = 0; i < passages.size; i++) {
        const offered = passages.offeredOn[i]!
        const target = passages.targetDays[i]!
        if (offered === NO_DAY || offered > dayNumber(asOf)) continue
        const due = dayOfNumber(offered + (Number.isNaN(target) ? 0 : target))
        if (due < question.period.from || due > question.period.to) continue
        inPeriod++
        const first = passages.firstOn[i]!
        const hasArrived = passages.state[i] === 1
        if (hasArrived && (first === NO_DAY || first < offered)) continue
        if (hasArrived && first <= dayNumber(asOf)) {
          arrived += Math.max(0, first - offered - target) || 0
          continue
        }
        const last = Math.max(passages.lastEventOn[i]!, offered)
        const closed = passages.state[i] === 2 && passages.answeredOn[i] !== NO_DAY ? passages.answeredOn[i]! : last
        if (!hasArrived && passages.state[i] !== 0 && closed <= dayNumber(asOf)) continue
        if (dayNumber(asOf) - Math.min(last, dayNumber(asOf)) >= 180) continue
        open += Math.max(0, dayNumber(asOf) - offered - target) || 0
      }
      expect(situation.passages).toBe(inPeriod)
      expect(situation.lost).toEqual({ total: arrived + open, arrived, open })
      const all = [...situation.interfaces, ...situation.withoutTarget]
      const sum = (pick: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + pick(one), 0)
      expect(sum(({ lost }) => lost.total)).toBe(arrived + open)
      expect(sum(({ counts }) => counts.passages)).toBe(inPeriod)
      expect(situation.places.reduce((total, { lost }) => total + lost.total, 0)).toBe(arrived + open)
      for (const { counts, places, rank, lost, largestCase } of all) {
        const { passages, arrived, open, stale, declined, withdrawn, unusable } = counts
        expect(arrived + open + stale + declined + withdrawn + unusable).toBe(passages)
        expect(places.reduce((total, { passages }) => total + passages, 0)).toBe(passages)
        expect(lost.total === 0 || rank.days <= lost.total).toBe(true)
        expect(largestCase === null || (largestCase.share > 0 && largestCase.share <= 1 + 1e-12)).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})

test('the order of rows does not matter, the seed decides the intervals', () => {
  fc.assert(
    fc.property(fc.array(anyPassage, { maxLength: 30 }), (rows) => {
      const targets = { a: 14, b: 30, c: null }
      const places = [{ place: 'p' }, { place: 'q' }] // the same columns of places in both
      const one = analyse(targets, [...places, ...(rows as PassageRow[])], { draws: 20 })
      const other = analyse(targets, [...places, ...[...(rows as PassageRow[])].reverse()], { draws: 20 })
      expect(other.interfaces).toEqual(one.interfaces)
      expect(other.lost).toEqual(one.lost)
    }),
    { numRuns: 40 },
  )
})
