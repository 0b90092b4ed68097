import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meaningfulWords, suggestTopics, type Told } from './clustering.ts'

const told = (key: string, hurdle: string, family: string | null, ...texts: string[]): Told => ({
  key,
  hurdle,
  family,
  texts,
  findings: Math.max(1, texts.length),
})
const groups = (...cells: Told[]) => suggestTopics(cells).map(({ keys }) => keys.join(''))

describe('cells belong together', () => {
  test.each<[string, Told[], string[]]>([
    ['of one hurdle and one side', [told('a', 'cost', 'sgb-2'), told('b', 'cost', 'sgb-2')], ['ab']],
    ['where neither names an interface', [told('a', 'cost', null), told('b', 'cost', null)], ['ab']],
    ['not of another side without words', [told('a', 'cost', 'sgb-2'), told('b', 'cost', 'sgb-3')], ['a', 'b']],
    [
      'of one hurdle with two words in common',
      [
        told('a', 'cost', 'sgb-2', 'Der Nachweis über die Miete fehlt.'),
        told('b', 'cost', 'sgb-3', 'Ohne Nachweise der Miete geht nichts.'),
      ],
      ['ab'],
    ],
    [
      'of one side with two words in common',
      [
        told('a', 'missingDocument', 'sgb-2', 'Bescheinigung der Krankenkasse fehlt'),
        told('b', 'waitingTime', 'sgb-2', 'Warten auf die Bescheinigung der Krankenkasse'),
      ],
      ['ab'],
    ],
    [
      'not by words alone',
      [
        told('a', 'cost', 'sgb-2', 'Bescheinigung Krankenkasse'),
        told('b', 'childcare', null, 'Bescheinigung Krankenkasse'),
      ],
      ['a', 'b'],
    ],
    [
      'also through a third',
      [
        told('a', 'cost', 'sgb-2', 'Bescheinigung der Krankenkasse'),
        told('b', 'cost', 'sgb-3', 'Bescheinigung der Krankenkasse'),
        told('c', 'cost', 'sgb-3'),
      ],
      ['abc'],
    ],
  ])('%s', (_, cells, expected) => expect(groups(...cells)).toEqual(expected))
})

test('a suggestion says why, and which topic has the like', () => {
  const cells = [
    told('b', 'missingDocument', 'sgb-2', 'Zwei Stellen verlangen denselben Nachweis.'),
    told('a', 'missingDocument', 'sgb-2', 'Jede Stelle will den Nachweis anders.', 'Nachweis fehlt'),
    told('c', 'childcare', 'sgb-8'),
  ]
  const existing = [
    { id: '1', kinds: [{ hurdle: 'childcare', family: 'sgb-2' }] },
    { id: '2', kinds: [{ hurdle: 'missingDocument', family: 'sgb-2' }] },
  ]
  expect(suggestTopics(cells, existing)).toEqual([
    { keys: ['a', 'b'], hurdle: 'missingDocument', family: 'sgb-2', words: ['Nachweis'], findings: 3, near: ['2'] },
    { keys: ['c'], hurdle: 'childcare', family: 'sgb-8', words: [], findings: 1, near: [] },
  ])
})

test('endings and empty words do not count', () => {
  expect([...meaningfulWords('Während der Wartezeiten gibt es keine Wartezeit-Auskunft')]).toEqual([
    'warteze',
    'auskunf',
  ])
})

test('every cell stands in one suggestion, and the order in which they come changes nothing', () => {
  const cell = fc.record({
    hurdle: fc.constantFrom('cost', 'language', 'distance'),
    family: fc.constantFrom(null, 'sgb-2', 'sgb-3'),
    texts: fc.array(fc.constantFrom('Nachweis der Krankenkasse', 'Termin beim Amt', 'Der letzte Bus fährt früh'), {
      maxLength: 2,
    }),
    findings: fc.integer({ min: 1, max: 9 }),
  })
  const cells = fc.array(cell, { maxLength: 12 }).map((all) => all.map((one, index) => ({ ...one, key: `k${index}` })))
  fc.assert(
    fc.property(cells, fc.infiniteStream(fc.nat()), (all, order) => {
      const mixed = all
        .map((one) => [order.next().value, one] as const)
        .sort(([one], [other]) => Number(one) - Number(other))
      const suggestions = suggestTopics(all)
      expect(suggestTopics(mixed.map(([, one]) => one))).toEqual(suggestions)
      expect(suggestions.flatMap(({ keys }) => keys).sort()).toEqual(all.map(({ key }) => key).sort())
    }),
  )
})
