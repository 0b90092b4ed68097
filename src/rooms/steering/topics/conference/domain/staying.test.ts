import { expect, test } from 'vitest'
import { mayStay } from './staying.ts'

test.each([
  ['Zwei Ämter verlangen denselben Nachweis', true],
  ['Wartet seit dem 3.12.', false],
  ['Am 3. Dezember war niemand da', false],
  ['Akte AUE-2026-0417', false],
  ['Tel. 02581 531234', false],
  ['Fragen @ Amt', false],
  ['', false],
  ['x'.repeat(401), false],
])('"%s" stays: %s', (body, stays) => {
  expect(mayStay(body)).toBe(stays)
})
