import { expect, test } from 'vitest'
import { isJustBeyond } from './words.tsx'

test.each([
  // An interval beyond no change after ten months, that is not yet enough for a verdict.
  ['tooEarly', true, 10, true],
  // Both are possible, or it is too early whatever the interval says.
  ['tooEarly', false, 10, false],
  ['tooEarly', true, 2, false],
  ['helped', true, 10, false],
] as const)('%s, interval beyond no change %s, %d months', (verdict, beyond, months, is) => {
  expect(isJustBeyond(verdict, beyond, months)).toBe(is)
})
