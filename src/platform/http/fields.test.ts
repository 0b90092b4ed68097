import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as field from './fields.ts'
import { issuesOf } from './issues.ts'

const read = (schema: z.ZodType, value: unknown) => {
  const result = z.object({ it: schema }).safeParse(value === undefined ? {} : { it: value })
  return result.success ? result.data.it : issuesOf(result.error)
}
const wrong = (code: string, values?: Record<string, string | number>) => [
  { field: 'it', code, ...(values && { values }) },
]

describe('what was typed becomes a value or a code', () => {
  test.each([
    ['text', field.text(5), ' Anna ', 'Anna'],
    ['text, missing', field.text(5), undefined, wrong('required')],
    ['text, blank', field.text(5), '   ', wrong('required', { min: 1 })],
    ['text, too long', field.text(5), 'abcdef', wrong('too-long', { max: 5 })],
    ['text, sent twice', field.text(5), ['a', 'b'], wrong('required')],
    ['optional text, empty', field.optionalText(), '', undefined],
    ['optional text, missing', field.optionalText(), undefined, undefined],
    ['several lines', field.longText(), 'a\nb', 'a\nb'],
    ['e-mail', field.email(), ' A.B@Kreis.Example ', 'a.b@kreis.example'],
    ['e-mail, none', field.email(), 'a.b', wrong('not-an-email')],
    ['day', field.day(), '7.1.2026', '2026-01-07'],
    ['day, none', field.day(), 'bald', wrong('not-a-day', { typed: 'bald' })],
    [
      'day, not in month',
      field.day(),
      '31.11.2026',
      wrong('day-not-in-month', { month: 11, year: '2026', days: 30, typed: '31.11.2026' }),
    ],
    ['optional day, empty', field.optionalDay(), '', undefined],
    ['one of', field.oneOf(['a', 'b']), 'b', 'b'],
    ['one of, unknown', field.oneOf(['a', 'b']), 'c', wrong('not-an-option')],
    ['one of, missing', field.oneOf(['a', 'b']), undefined, wrong('choose')],
    ['optional one of, empty', field.optionalOneOf(['a', 'b']), '', undefined],
    ['many of, one', field.manyOf(['a', 'b']), 'a', ['a']],
    ['many of, none needed', field.manyOf(['a', 'b']), undefined, []],
    ['many of, one needed', field.manyOf(['a', 'b'], 1), undefined, wrong('choose', { min: 1 })],
    ['many of, unknown', field.manyOf(['a', 'b']), ['a', 'x'], wrong('not-an-option')],
    ['box', field.checkbox(), 'on', true],
    ['box, not ticked', field.checkbox(), undefined, false],
    ['whole number', field.wholeNumber(0, 5000), '1.200', 1200],
    ['whole number, none', field.wholeNumber(0, 9), 'zwei', wrong('not-a-number')],
    ['whole number, too large', field.wholeNumber(0, 9), '10', wrong('too-large', { max: 9 })],
    ['optional whole number, empty', field.optionalWholeNumber(0, 9), ' ', undefined],
    ['id', field.id(), '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1c', '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1c'],
    ['id, none', field.id(), "1' OR '1", wrong('not-an-option')],
    ['id, nothing chosen', field.id(), '', wrong('choose', { min: 1 })],
    ['optional id, empty', field.optionalId(), '', undefined],
  ])('%s', (_name, schema, typed, expected) => {
    expect(read(schema, typed)).toEqual(expected)
  })

  test('all fields that are wrong are named, not the first', () => {
    const result = z.object({ name: field.text(), mail: field.email() }).safeParse({ name: '', mail: 'x' })
    expect(issuesOf(result.error!).map((issue) => issue.field)).toEqual(['name', 'mail'])
  })
})
