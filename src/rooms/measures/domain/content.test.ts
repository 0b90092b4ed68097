import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Content, combined, compare, type FieldChange } from './content.ts'

const content = (fields: Content['fields'], parts: Content['parts'] = {}): Content => ({ fields, parts })
const milestone = (id: string, label: string, due: string | null) => ({ id, label, values: { title: label, due } })

describe('two contents are compared field by field', () => {
  test.each<[string, Content | undefined, Content, unknown[]]>([
    ['nothing', content({ title: 'A' }), content({ title: 'A' }), []],
    ['a field', content({ title: 'A' }), content({ title: 'B' }), [['title', undefined, 'A', 'B']]],
    ['a list', content({ fields: ['x'] }), content({ fields: ['x', 'y'] }), [['fields', undefined, ['x'], ['x', 'y']]]],
    ['nothing and an empty list', content({ fields: null }), content({ fields: [] }), []],
    ['a new record', undefined, content({ title: 'A', note: null }), [['title', undefined, null, 'A']]],
    [
      'a row that came',
      content({}, { milestones: [] }),
      content({}, { milestones: [milestone('1', 'Start', null)] }),
      [['milestones.title', 'Start', null, 'Start']],
    ],
    [
      'a row that went',
      content({}, { milestones: [milestone('1', 'Start', '2026-01-01')] }),
      content({}, { milestones: [] }),
      [
        ['milestones.title', 'Start', 'Start', null],
        ['milestones.due', 'Start', '2026-01-01', null],
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(compare(before, after).map((one) => [one.field, one.of, one.before, one.after])).toEqual(expected)
  })
})

const value = fc.oneof(
  fc.constant(null),
  fc.constantFrom('a', 'b'),
  fc.boolean(),
  fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
)
const someContent: fc.Arbitrary<Content> = fc.record({
  fields: fc.record({ title: value, state: value, fields: value }),
  parts: fc.record({
    milestones: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('1', '2', '3'),
        label: fc.constantFrom('m', 'n'),
        values: fc.record({ due: value, title: value }),
      }),
      { selector: (row) => row.id },
    ),
  }),
})

/** What a row was called may differ on the way; what changed may not. */
const plain = (changes: readonly FieldChange[]) =>
  changes.map(({ field, row, before, after }) => JSON.stringify([field, row, empty(before), empty(after)])).sort()
const empty = (one: unknown) => (Array.isArray(one) && one.length === 0 ? null : one)

test('comparing a with b and b with c amounts to comparing a with c', () => {
  fc.assert(
    fc.property(someContent, someContent, someContent, (a, b, c) => {
      expect(plain(combined([...compare(a, b), ...compare(b, c)]))).toEqual(plain(compare(a, c)))
    }),
  )
})
