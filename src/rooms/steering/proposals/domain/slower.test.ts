import { expect, test } from 'vitest'
import { slowerInterfaces } from './slower.ts'

/** Medians of the months that end with October 2026, oldest first; null: not shown. */
const months = (key: string, medians: readonly (number | null)[]) =>
  medians.flatMap((median, at) => {
    const back = medians.length - 1 - at
    const index = 2026 * 12 + 9 - back
    const month = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
    return median === null ? [] : [{ interface: key, month, median }]
  })
const year = (value: number) => Array.from({ length: 12 }, () => value)
const found = (medians: readonly (number | null)[]) => slowerInterfaces(months('a', medians), '2026-10')

test.each([
  ['twice as long, the newest two not known yet', [...year(28), 44, 61, 45, null, null], [{ before: 28, now: 45 }]],
  ['a quarter and a little', [...year(20), 26, 26, 26], [{ before: 20, now: 26 }]],
  ['less than a quarter', [...year(20), 24, 24, 24], []],
  ['a quarter of next to nothing', [...year(4), 6, 6, 6], []],
  ['one month of the three is as ever', [...year(28), 44, 28, 45], []],
  ['shorter', [...year(28), 12, 12, 12], []],
  ['too little is known of the year before', [28, 28, 28, 28, 28, 44, 61, 45], []],
  ['the newest that is known is long ago', [...year(28), 44, 61, 45, ...Array.from({ length: 7 }, () => null)], []],
])('%s', (_, medians, expected) => {
  expect(found(medians)).toEqual(expected.map((one) => expect.objectContaining(one)))
})

test('the one that lost most days comes first', () => {
  const all = [...months('small', [...year(10), 20, 20, 20]), ...months('large', [...year(30), 60, 60, 60])]
  expect(slowerInterfaces(all, '2026-10').map((one) => one.interface)).toEqual(['large', 'small'])
})
