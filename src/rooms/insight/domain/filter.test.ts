import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Month } from '../../../kernel/period.ts'
import { activeParts, type Filter, noFilter, presets, printFilter, readFilter, without } from './filter.ts'

const known = {
  towns: new Set(['aulenstedt', 'hasselbeck', 'karbeck', 'nienwalde']),
  groups: new Set(['families', 'young-adults']),
  jurisdictions: new Set(['sgb-ii', 'asylblg']),
}
const read = (text: string) => readFilter(new URLSearchParams(text), known)

const month = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}` as Month)

const anyFilter: fc.Arbitrary<Filter> = fc.record({
  period: fc.oneof(
    fc.constantFrom(...presets),
    fc.tuple(month, month).map((both) => {
      const [from, to] = both.sort() as [Month, Month]
      return { from, to }
    }),
  ),
  towns: fc.subarray([...known.towns]).map((towns) => towns.sort()),
  group: fc.option(fc.constantFrom(...known.groups), { nil: null }),
  jurisdiction: fc.option(fc.constantFrom(...known.jurisdictions), { nil: null }),
})

describe('the address of a filter', () => {
  test('what is printed is read again', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(read(printFilter(filter))).toEqual({ filter, unused: [] })
      }),
    )
  })

  test('whatever stands in an address gives a filter that can be printed and read', () => {
    const pairs = fc.array(
      fc.tuple(fc.constantFrom('period', 'from', 'to', 'town', 'group', 'jurisdiction', 'other'), fc.string()),
    )
    fc.assert(
      fc.property(pairs, (entries) => {
        const { filter } = readFilter(new URLSearchParams(entries), known)
        expect(read(printFilter(filter)).filter).toEqual(filter)
      }),
    )
  })

  test('the start has the shortest address', () => expect(printFilter(noFilter)).toBe(''))

  test('the form of the page sends empty fields', () => {
    expect(read('period=&from=&to=&town=&group=&jurisdiction=')).toEqual({ filter: noFilter, unused: [] })
  })

  test.each([
    ['an unknown town', 'town=atlantis', [{ part: 'town', value: 'atlantis', reason: 'unknown' }]],
    ['two groups', 'group=families&group=young-adults', [{ part: 'group', value: 'young-adults', reason: 'too-many' }]],
    ['an unknown preset', 'period=forever', [{ part: 'period', value: 'forever', reason: 'unknown' }]],
    [
      'a month that is none',
      'from=2026-13&to=2026-14',
      [{ part: 'period', value: '2026-13 2026-14', reason: 'unknown' }],
    ],
    ['very long text', `group=${'x'.repeat(500)}`, [{ part: 'group', value: 'x'.repeat(40), reason: 'unknown' }]],
  ])('%s is passed over, and said', (_what, text, unused) => {
    expect(read(text).unused).toEqual(unused)
  })

  test('months in the wrong order are turned, and said', () => {
    expect(read('from=2026-05&to=2026-02')).toEqual({
      filter: { ...noFilter, period: { from: '2026-02', to: '2026-05' } },
      unused: [{ part: 'period', value: '2026-05 2026-02', reason: 'reversed' }],
    })
  })

  test('several towns may come as one value', () => {
    expect(read('town=karbeck,hasselbeck').filter.towns).toEqual(['hasselbeck', 'karbeck'])
  })

  test('one month alone means that month', () => {
    expect(read('from=2026-05').filter.period).toEqual({ from: '2026-05', to: '2026-05' })
    expect(read('to=2026-05').filter.period).toEqual({ from: '2026-05', to: '2026-05' })
  })

  test('a preset in the form wins over months left standing beside it', () => {
    expect(read('period=24-months&from=2026-01&to=2026-02').filter.period).toBe('24-months')
    expect(read('period=months&from=2026-01&to=2026-02').filter.period).toEqual({ from: '2026-01', to: '2026-02' })
  })
})

describe('taking a part away', () => {
  const filter: Filter = {
    period: '24-months',
    towns: ['hasselbeck', 'karbeck'],
    group: 'families',
    jurisdiction: null,
  }
  test('names the parts in use', () => expect(activeParts(filter)).toEqual(['period', 'town', 'group']))
  test('one town leaves the other', () => expect(without(filter, 'town', 'karbeck').towns).toEqual(['hasselbeck']))
  test('without all of them the address is bare', () => {
    expect(printFilter(activeParts(filter).reduce<Filter>((rest, part) => without(rest, part), filter))).toBe('')
  })
})
