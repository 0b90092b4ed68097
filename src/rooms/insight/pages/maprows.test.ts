import { expect, test } from 'vitest'
import { rowsOfGuarded } from './maprows.ts'

test('of guarded figures the map draws what may be seen, and knows below what the rest is', () => {
  const few = { withheld: 'few', below: 5 } as const
  const rows = rowsOfGuarded({
    rule: 'suppress',
    columns: {},
    rows: [
      { interface: { value: 'a' }, handOvers: { value: 40 }, median: { value: 33 }, target: { value: 14 } },
      { interface: { value: 'b' }, handOvers: few, median: { withheld: 'quantile', below: 5 }, target: { value: 14 } },
      { interface: { value: 'd' }, handOvers: { withheld: 'protects', below: 5 } },
      { interface: { value: 'c' }, handOvers: { value: 9 }, median: { value: null } },
    ],
  })
  expect(rows).toEqual([
    { interface: 'a', handOvers: 40, median: 33, target: 14, delay: 3, below: null },
    { interface: 'b', handOvers: null, median: null, target: 14, delay: null, below: 5 },
    { interface: 'd', handOvers: null, median: null, target: null, delay: null, below: null },
    { interface: 'c', handOvers: 9, median: null, target: null, delay: null, below: null },
  ])
})
