import { describe, expect, test } from 'vitest'
import {
  compare,
  type InterfaceFinding,
  interfaceLead,
  mostAffected,
  type RankedInterface,
  type Sentence,
  situationLead,
} from './sentences.ts'

const keys = (sentences: readonly Sentence[]) => sentences.map((sentence) => sentence.key)

function anInterface(lostDays: number, more: Partial<RankedInterface> = {}): RankedInterface {
  return {
    from: 'Sozialamt',
    to: 'Jobcenter',
    handOvers: 50,
    lostDays,
    waitingDays: lostDays + 500,
    hasTarget: true,
    rank: { first: 1, last: 1 },
    ...more,
  }
}
const many = (...lostDays: number[]) => lostDays.map((days) => anInterface(days))

describe('the headline of the situation', () => {
  test.each<[string, readonly RankedInterface[], readonly string[]]>([
    ['no hand-over at all', [], ['lead.none']],
    ['interfaces, but nobody passed', [anInterface(0, { handOvers: 0 })], ['lead.none']],
    ['no target anywhere', [anInterface(0, { hasTarget: false })], ['lead.no-target', 'lead.longest']],
    ['all in target', many(0, 0), ['lead.in-target']],
    [
      'seven hand-overs',
      [anInterface(80, { handOvers: 4 }), anInterface(9, { handOvers: 3 })],
      ['lead.few', 'lead.too-few'],
    ],
    ['one interface chosen', many(300), ['lead.one']],
    ['one of many loses days', many(300, 0, 0), ['lead.only']],
    ['three of fifteen lose half', many(30, 25, 20, 10, 8, 7, 6, 5, 4, 4, 3, 3, 2, 2, 1), ['lead.top', 'lead.most']],
    ['one alone loses half', many(90, 20, 20, 10), ['lead.top', 'lead.it-is']],
    ['all lose alike', many(10, 10, 10), ['lead.spread', 'lead.most']],
    [
      'the first two are tied',
      [
        anInterface(40, { rank: { first: 1, last: 2 } }),
        anInterface(39, { rank: { first: 1, last: 2 } }),
        ...many(20, 9, 9),
      ],
      ['lead.top', 'lead.most-tied'],
    ],
  ])('%s', (_what, interfaces, expected) => expect(keys(situationLead(interfaces, ''))).toEqual(expected))

  test('counts the fewest interfaces that make half, and their true share', () => {
    const [first] = situationLead(many(30, 25, 20, 10, 8, 7, 6, 5, 4, 4, 3, 3, 2, 2, 1), '')
    expect(first?.values).toEqual({ place: '', inPlace: 'no', count: 3, interfaces: 15, share: 75 / 130 })
  })

  test('goes by lost days for the half, though the ranking caps single waits', () => {
    const [first] = situationLead(many(10, 90, 8, 7), '')
    expect(first?.values).toMatchObject({ count: 1, share: 90 / 115 })
  })

  test('says the place when towns are chosen', () => {
    expect(situationLead(many(30, 5, 5), 'Hasselbeck')[0]?.values).toMatchObject({
      place: 'Hasselbeck',
      inPlace: 'yes',
    })
  })
})

describe('the headline of one interface', () => {
  const finding: InterfaceFinding = {
    phrase: { from: 'vom Sozialamt', to: 'zum Jobcenter' },
    from: 'Sozialamt',
    to: 'Jobcenter',
    handOvers: 412,
    arrived: 400,
    median: 33,
    target: 14,
    change: { month: '2026-06', slower: true },
  }
  test.each<[string, Partial<InterfaceFinding>, readonly string[]]>([
    ['late, and later since June', {}, ['wait.who', 'agreed.days', 'since.even-longer']],
    ['late, no change', { change: null }, ['wait.who', 'agreed.days']],
    [
      'late, but shorter since',
      { change: { month: '2026-06', slower: false } },
      ['wait.who', 'agreed.days', 'since.shorter'],
    ],
    ['in target', { median: 9, change: null }, ['wait.who', 'agreed.kept']],
    ['exactly the target', { median: 14, change: null }, ['wait.who', 'agreed.kept']],
    ['in target, but longer since', { median: 9 }, ['wait.who', 'agreed.kept', 'since.longer']],
    ['no target', { target: null }, ['wait.who', 'agreed.nothing', 'since.longer']],
    ['gender of the offices not known', { phrase: undefined }, ['wait.between', 'agreed.days', 'since.even-longer']],
    ['half of the people still wait', { median: null, change: null }, ['wait.most-still-wait', 'agreed.days']],
    ['nobody arrived', { arrived: 0, median: null }, ['wait.nobody-arrived']],
    ['few', { handOvers: 11 }, ['wait.few', 'wait.too-few']],
    ['none', { handOvers: 0 }, ['wait.none']],
  ])('%s', (_what, change, expected) => expect(keys(interfaceLead({ ...finding, ...change }))).toEqual(expected))
})

test.each([
  [165, 100, { kind: 'up', share: 0.6499999999999999 }],
  [58, 100, { kind: 'down', share: -0.42000000000000004 }],
  [104, 100, { kind: 'same' }],
  [96, 100, { kind: 'same' }],
  [0, 0, { kind: 'same' }],
  [7, 0, { kind: 'new' }],
  [7, null, { kind: 'unknown' }],
] as const)('%d after %s', (now, before, expected) => expect(compare(now, before)).toEqual(expected))

test.each([
  ['one carries half', { A: 60, B: 30, C: 10 }, ['A']],
  ['two carry a third', { A: 25, B: 20, C: 15, D: 15, E: 15, F: 10 }, ['A', 'B']],
  ['spread', { A: 10, B: 10, C: 10, D: 10, E: 10, F: 10, G: 10 }, []],
  ['one town only', { A: 3 }, ['A']],
  ['nothing lost', { A: 0, B: 0 }, []],
])('most affected: %s', (_what, days, expected) => {
  expect(mostAffected(Object.entries(days).map(([town, lostDays]) => ({ town, lostDays })))).toEqual(expected)
})
