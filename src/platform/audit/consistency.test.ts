import { expect, test } from 'vitest'
import { compareExports, type ExportedState, readStates } from './consistency.ts'

const states = (...sizes: readonly number[]): ExportedState[] =>
  sizes.slice(1).map((size, index) => ({
    tenant: 'auental',
    size,
    root: `r${size}`,
    previousSize: sizes[index]!,
    previousRoot: `r${sizes[index]}`,
  }))
const changed = (list: ExportedState[], size: number, more: Partial<ExportedState>) =>
  list.map((state) => (state.size === size ? { ...state, ...more } : state))

test.each([
  ['the same twice', states(0, 3, 5), states(0, 3, 5), { kind: 'consistent', shared: 2, from: 0, to: 5 }],
  ['one grew', states(0, 3), states(0, 3, 5), { kind: 'consistent', shared: 1, from: 0, to: 5 }],
  [
    'one goes on where the other ended',
    states(5, 9),
    states(0, 3, 5),
    { kind: 'consistent', shared: 0, from: 0, to: 9 },
  ],
  ['something lies between', states(0, 3), states(5, 9), { kind: 'gap', from: 3, to: 5 }],
  [
    'a root was rewritten',
    states(0, 3, 5),
    changed(states(0, 3, 5), 5, { root: 'x' }),
    { kind: 'contradiction', size: 5 },
  ],
  [
    'an earlier root was rewritten',
    states(0, 3),
    changed(states(3, 5), 5, { previousRoot: 'x' }),
    { kind: 'contradiction', size: 3 },
  ],
  ['a state is left out', states(0, 3), [...states(0, 3), ...states(4, 6)], { kind: 'broken', size: 6 }],
  ['another district', states(0, 3), changed(states(0, 3), 3, { tenant: 'warendorf' }), { kind: 'other-district' }],
  ['an empty file', [], states(0, 3), { kind: 'empty' }],
] as const)('%s', (_what, one, other, expected) => {
  expect(compareExports(one, other)).toEqual(expected)
  expect(compareExports(other, one)).toEqual(expected)
})

test('lines that are no state are seen', () => {
  const text = states(0, 3, 5)
    .map((state) => JSON.stringify({ ...state, signature: 's' }))
    .join('\n')
  expect(readStates(`${text}\n`)).toEqual(states(0, 3, 5))
  expect(readStates('{"size": 3}')).toBeUndefined()
  expect(readStates('nein')).toBeUndefined()
})
