import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import {
  compareLists,
  currentKey,
  entryOf,
  entryState,
  isSelectable,
  issuesOf,
  keysMeaning,
  newKey,
  placed,
  stateOf,
  whyNotMerge,
  withEntry,
} from './domain.ts'
import { codelists } from './lists/all.ts'
import { hurdles } from './lists/hurdles.ts'
import type { Codelist, Entry } from './model.ts'

const today = day('2026-11-16')
const anEntry = (key: string, rest: Partial<Entry> = {}): Entry => ({
  ...entryOf({ key, de: key.toUpperCase(), en: `${key} in English` }),
  ...rest,
})
const abc = [anEntry('a'), anEntry('b'), anEntry('c')]
const kebab: Codelist = { key: 'garden', keys: 'kebab', begins: 'offered', shipped: [] }

describe('what can be chosen', () => {
  test.each<[string, Partial<Entry>, string, boolean]>([
    ['always', {}, 'selectable', true],
    ['from today', { from: today }, 'selectable', true],
    ['from tomorrow', { from: day('2026-11-17') }, 'later', false],
    ['until before tomorrow', { until: day('2026-11-17') }, 'selectable', true],
    ['no longer since today', { until: today }, 'closed', false],
    ['merged', { into: 'b', until: today }, 'merged', false],
  ])('%s', (_what, rest, state, can) => {
    const entry = anEntry('a', rest)
    expect(entryState(entry, today)).toBe(state)
    expect(isSelectable(entry, today)).toBe(can)
  })

  test('what was removed is offered to nobody', () => {
    expect(isSelectable(anEntry('a', { removed: true }), today)).toBe(false)
  })
})

test('every list ships keys that its tables take, once, with words in both languages', () => {
  for (const { shipped, keys, key } of codelists) {
    const form = keys === 'camel' ? /^[a-z][A-Za-z]{1,39}$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/
    expect(shipped.filter((one) => !form.test(one.key) || !one.de || !one.en)).toEqual([])
    expect(new Set(shipped.map((one) => one.key)).size, key).toBe(shipped.length)
    const entries = shipped.map(entryOf)
    expect(entries.flatMap((entry) => issuesOf(entries, entry, entry.key))).toEqual([])
  }
})

test('what a newer program ships stands behind what the district decided', () => {
  const [first, ...others] = hurdles.shipped.map(entryOf)
  const stored = { version: 4, entries: others.slice(0, 3) }
  const { version, entries } = stateOf(hurdles, stored)
  expect(version).toBe(4)
  expect(entries.map(({ key }) => key)).toEqual([
    ...others.slice(0, 3).map(({ key }) => key),
    first?.key,
    ...others.slice(3).map(({ key }) => key),
  ])
  expect(stateOf(kebab, undefined).entries).toEqual([])
})

test('a merged key leads to what holds now, over any number of merges', () => {
  const entries = withEntry(withEntry(abc, 'a', { into: 'b' }), 'b', { into: 'c' })
  expect(['a', 'b', 'c', 'unknown'].map((key) => currentKey(entries, key))).toEqual(['c', 'c', 'c', 'unknown'])
  expect(keysMeaning(entries, 'c')).toEqual(['a', 'b', 'c'])
  // A damaged list must not hang a page.
  expect(currentKey(withEntry(entries, 'c', { into: 'a' }), 'a')).toMatch(/[abc]/)
})

test.each([
  ['a', 'b', undefined],
  ['a', 'a', 'not-an-option'],
  ['a', 'x', 'not-an-option'],
  ['m', 'a', 'codelists-already-merged'],
  ['a', 'm', 'codelists-already-merged'],
])('merging %s into %s: %s', (from, into, why) => {
  expect(whyNotMerge([...abc, anEntry('m', { into: 'b' })], from, into)).toBe(why)
})

test.each<[Codelist['keys'], string, string]>([
  ['kebab', 'Arbeit & Wirtschaft', 'arbeit-wirtschaft'],
  ['kebab', 'Übergänge in Größe', 'uebergaenge-in-groesse'],
  ['kebab', 'Élan', 'elan'],
  ['kebab', '???', 'entry'],
  ['camel', 'Kein Platz frei (Kita)', 'keinPlatzFreiKita'],
  ['camel', 'A', 'ax'],
  ['camel', '2025', 'entry'],
])('a key in %s of "%s" is %s', (keys, label, key) => {
  expect(newKey({ ...kebab, keys }, [], label)).toBe(key)
})

test('a new key is one that the tables take and that nothing has or had', () => {
  const used = fc.array(fc.string({ maxLength: 200 }), { maxLength: 40 })
  fc.assert(
    fc.property(fc.constantFrom('kebab' as const, 'camel' as const), used, (keys, labels) => {
      const list = { ...kebab, keys }
      const entries: Entry[] = []
      for (const label of [...labels, 'Kita', 'Kita']) {
        const key = newKey(list, entries, label)
        expect(key).toMatch(keys === 'camel' ? /^[a-z][A-Za-z]{1,39}$/ : /^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(key.length).toBeLessThanOrEqual(60)
        expect(entries.map((entry) => entry.key)).not.toContain(key)
        entries.push(anEntry(key, { removed: true }))
      }
    }),
  )
})

test('placing keeps every entry and puts one behind another', () => {
  expect(placed(abc, 'a', 'c').map(({ key }) => key)).toEqual(['b', 'c', 'a'])
  expect(placed(abc, 'c', null).map(({ key }) => key)).toEqual(['c', 'a', 'b'])
  expect(placed(abc, 'b', 'b')).toEqual(abc)
  expect(placed(abc, 'b', 'gone').map(({ key }) => key)).toEqual(['b', 'a', 'c'])
})

describe('comparing two versions', () => {
  test('names what is new, gone, changed and moved, and nothing else', () => {
    const later = [abc[2], withEntry(abc, 'a', { de: 'Neu' })[0], anEntry('d')] as Entry[]
    expect(compareLists(abc, later).map(({ key, kind }) => `${key} ${kind}`)).toEqual([
      'a changed',
      'd added',
      'b removed',
    ])
    expect(compareLists(abc, placed(abc, 'a', 'c')).map(({ key, kind }) => `${key} ${kind}`)).toEqual(['a moved'])
    expect(compareLists(abc, abc)).toEqual([])
  })

  test('of any order, exactly what left its place counts as moved', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...'abcdefg'], { minLength: 7 }), (order) => {
        const was = [...'abcdefg'].map((key) => anEntry(key))
        const is = order.map((key) => anEntry(key))
        const moved = new Set(compareLists(was, is).map(({ key }) => key))
        const rest = order.filter((key) => !moved.has(key))
        expect([...rest].sort()).toEqual(rest)
      }),
    )
  })
})

test('two entries have no word in common, however it is written', () => {
  const words = { de: ' a ', en: null, description: null, from: null, until: null }
  expect(issuesOf(abc, words)).toEqual([{ field: 'de', code: 'codelists-label-taken' }])
  expect(issuesOf(abc, { ...words, de: 'A' }, 'a')).toEqual([])
  expect(issuesOf(withEntry(abc, 'a', { into: 'b' }), words)).toEqual([])
  expect(issuesOf(abc, { ...words, de: 'x', from: today, until: today })).toEqual([
    { field: 'until', code: 'codelists-closes-before' },
  ])
})
