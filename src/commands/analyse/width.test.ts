import { expect, test } from 'vitest'
import { cutMiddle, inLine, pad, widthOf, wrap } from './width.ts'

test.each([
  ['abc', 3],
  ['Prüfung', 7],
  ['e\u0301', 1],
  ['漢字', 4],
  ['😀', 2],
  ['مكتب', 4],
  ['\u2068مكتب\u2069', 4],
  ['', 0],
])('%j takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width)
})

test('labels cannot break the line, the terminal or its direction', () => {
  expect(inLine('a\r\nb\nc\td')).toBe('a↵b↵c d')
  expect(inLine('\u001b[31mrot\u0007')).toBe('�[31mrot�')
  expect(inLine('a\u202eb')).toBe('ab')
  expect(inLine('مكتب')).toBe('\u2068مكتب\u2069')
})

test('long labels lose their middle', () => {
  expect(cutMiddle('Ausländerbehörde Kreis Nord', 27)).toBe('Ausländerbehörde Kreis Nord')
  expect(cutMiddle('Ausländerbehörde Kreis Nord', 11)).toBe('Auslä… Nord')
  expect(widthOf(cutMiddle('漢字漢字漢字漢字', 9))).toBeLessThanOrEqual(9)
  expect(cutMiddle('\u2068مكتب الأجانب\u2069', 5)).toMatch(/^\u2068.*….*\u2069$/)
})

test('fills up and breaks lines', () => {
  expect(pad('ü', 3, 'end')).toBe('ü  ')
  expect(pad('ü', 3, 'start')).toBe('  ü')
  expect(wrap('eins zwei drei', 9)).toBe('eins zwei\ndrei')
  expect(wrap('einlangeswort kurz', 5)).toBe('einlangeswort\nkurz')
})
