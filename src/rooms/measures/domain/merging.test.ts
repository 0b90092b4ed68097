import { expect, test } from 'vitest'
import { mergeTyped, type Typed } from './merging.ts'

const base: Typed = { title: 'Rucksack', due: '2026-03-01', fields: ['education', 'work'], note: '' }

test.each<[string, Typed, Typed, Typed, string[]]>([
  ['nothing', {}, {}, base, []],
  ['what only I changed stays', { title: 'Rucksack neu' }, {}, { ...base, title: 'Rucksack neu' }, []],
  ['what only the other changed is taken', {}, { note: 'Raum' }, { ...base, note: 'Raum' }, []],
  ['both, different fields', { title: 'A' }, { note: 'Raum' }, { ...base, title: 'A', note: 'Raum' }, []],
  ['both, the same field', { title: 'A' }, { title: 'B' }, { ...base, title: 'A' }, ['title']],
  ['both, to the same', { title: 'A' }, { title: 'A' }, { ...base, title: 'A' }, []],
  [
    'a day typed as people type it is no change',
    { due: '01.03.2026' },
    { due: '2026-04-01' },
    { ...base, due: '2026-04-01' },
    [],
  ],
  [
    'a list in another order is no change',
    { fields: ['work', 'education'] },
    { fields: ['work'] },
    { ...base, fields: ['work'] },
    [],
  ],
  ['what I emptied stays empty', { due: '' }, {}, { ...base, due: '' }, []],
])('%s', (_, mine, theirs, expected, both) => {
  const merged = mergeTyped(Object.keys(base), base, { ...base, ...mine }, { ...base, ...theirs })
  expect(merged).toEqual({ values: expected, both })
})
