import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day, dayOfNumber } from '../../../kernel/day.ts'
import { type MeasureState, measureStates } from './kinds.ts'
import { correctionOf, presentOf, type StateRow, stateOn, timeline } from './timeline.ts'

const rows = (...given: [MeasureState, string, ...('stalls' | string)[]][]): StateRow[] =>
  given.map(([state, since, reason], index) => ({
    number: index + 1,
    state,
    stalled: reason !== undefined && state === 'inProgress',
    since: day(since),
    reason: reason ?? null,
  }))

describe('what the register says of a measure', () => {
  test.each([
    [rows(['adopted', '2010-07-09'], ['inProgress', '2012-01-01']), 'inProgress', '2012-01-01', null, null],
    [
      rows(['inProgress', '2012-01-01'], ['established', '2016-08-01'], ['suspended', '2020-03-16', 'Pandemie']),
      'suspended',
      '2020-03-16',
      '2016-08-01',
      null,
    ],
    // Stalling does not begin the state anew.
    [
      rows(['inProgress', '2019-01-01'], ['inProgress', '2026-03-01', 'Stelle frei']),
      'inProgress',
      '2019-01-01',
      null,
      '2026-03-01',
    ],
    // Of two from one day the later entry holds.
    [
      rows(['inProgress', '2019-01-01'], ['completed', '2026-03-01'], ['inProgress', '2026-03-01']),
      'inProgress',
      '2019-01-01',
      null,
      null,
    ],
    // A day that was entered too late is corrected by an earlier one.
    [
      rows(['inProgress', '2012-01-01'], ['established', '2019-01-01'], ['established', '2018-06-01']),
      'established',
      '2018-06-01',
      '2018-06-01',
      null,
    ],
  ] as const)('%#', (given, state, since, established, stalled) => {
    const present = presentOf(given)
    expect([present.state, present.stateSince, present.establishedOn, present.stalledSince]).toEqual([
      state,
      since,
      established,
      stalled,
    ])
  })

  test('on a day holds what began last by then', () => {
    const given = rows(['adopted', '2010-07-09'], ['inProgress', '2012-01-01'], ['completed', '2020-01-01'])
    expect(stateOn(given, day('2010-07-08'))).toBeUndefined()
    expect(stateOn(given, day('2010-07-09'))?.state).toBe('adopted')
    expect(stateOn(given, day('2019-12-31'))?.state).toBe('inProgress')
    expect(stateOn(given, day('2020-01-01'))?.state).toBe('completed')
  })
})

describe('a correction', () => {
  const given = rows(['inProgress', '2012-01-01'], ['completed', '2020-01-01'])
  const right = (state: MeasureState, since: string) => ({ state, since: day(since), stalled: false, reason: 'Irrtum' })
  test.each([
    [
      'of the state',
      right('established', '2020-01-01'),
      [
        ['inProgress', '2012-01-01', '2020-01-01'],
        ['established', '2020-01-01', null],
      ],
    ],
    [
      'to a later day',
      right('completed', '2021-05-01'),
      [
        ['inProgress', '2012-01-01', '2021-05-01'],
        ['completed', '2021-05-01', null],
      ],
    ],
    [
      'to an earlier day',
      right('completed', '2019-05-01'),
      [
        ['inProgress', '2012-01-01', '2019-05-01'],
        ['completed', '2019-05-01', null],
      ],
    ],
    ['that it never happened', right('inProgress', '2020-01-01'), [['inProgress', '2012-01-01', null]]],
  ])('%s', (_, correct, expected) => {
    const added = correctionOf(given, given[1] as StateRow, correct) ?? []
    const after = [...given, ...added.map((row, index) => ({ ...row, number: 3 + index }))]
    expect(timeline(after).map((one) => [one.state, one.since, one.until])).toEqual(expected)
  })

  test('cannot let the first state begin later than anything is known', () => {
    expect(correctionOf(given, given[0] as StateRow, right('inProgress', '2013-01-01'))).toBeUndefined()
  })
})

const someDay = fc.integer({ min: 14_000, max: 14_040 }).map(dayOfNumber)
const someRows = fc
  .array(fc.record({ state: fc.constantFrom(...measureStates), stalled: fc.boolean(), since: someDay }), {
    minLength: 1,
  })
  .map((list) => list.map((row, index): StateRow => ({ ...row, number: index + 1, reason: null })))

test('the timeline says for every day what the rule says, and its segments touch', () => {
  fc.assert(
    fc.property(someRows, someDay, (given, on: Day) => {
      const byRule = given
        .filter((row) => row.since <= on)
        .sort((a, b) => (a.since === b.since ? a.number - b.number : a.since < b.since ? -1 : 1))
        .at(-1)
      const segment = stateOn(given, on)
      expect([segment?.state, segment?.stalled]).toEqual([byRule?.state, byRule?.stalled])
      const segments = timeline(given)
      segments.slice(1).forEach((one, index) => {
        expect(segments[index]?.until).toBe(one.since)
      })
    }),
  )
})
