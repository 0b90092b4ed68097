import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, combined, type FieldChange } from './changes.ts'

describe('what a change is', () => {
  test.each([
    ['nothing', { name: 'A', days: 3 }, { name: 'A', days: 3 }, []],
    ['another value', { name: 'A' }, { name: 'B' }, [{ field: 'name', before: 'A', after: 'B' }]],
    ['a value that was missing', {}, { name: 'A' }, [{ field: 'name', before: null, after: 'A' }]],
    ['an empty one that was missing', {}, { note: null }, []],
    ['no', { internal: true }, { internal: false }, [{ field: 'internal', before: true, after: false }]],
    ['the same list', { list: ['a', 'b'] }, { list: ['a', 'b'] }, []],
    [
      'another order',
      { list: ['a', 'b'] },
      { list: ['b', 'a'] },
      [{ field: 'list', before: ['a', 'b'], after: ['b', 'a'] }],
    ],
  ])('%s', (_, before, after, changes) => expect(changesBetween(before, after)).toEqual(changes))
})

const change = (field: string, before: string | null, after: string | null, of?: string): FieldChange => ({
  field,
  before,
  after,
  ...(of !== undefined && { of }),
})

describe('what several changes amount to', () => {
  test('first old value to last new one', () => {
    expect(combined([change('name', 'A', 'B'), change('note', null, 'x'), change('name', 'B', 'C')])).toEqual([
      change('name', 'A', 'C'),
      change('note', null, 'x'),
    ])
  })
  test('there and back is nothing', () => {
    expect(combined([change('name', 'A', 'B'), change('name', 'B', 'A')])).toEqual([])
  })
  test('members are told apart', () => {
    const joined = change('member', null, 'member', 'Jobcenter')
    expect(combined([joined, change('member', null, 'member', 'Wohlfahrt')])).toHaveLength(2)
    expect(combined([joined, change('member', 'member', null, 'Jobcenter')])).toEqual([])
  })
})

test('walking through all versions leads to the same values as the sum of the changes', () => {
  const version = fc.record({ name: fc.constantFrom('A', 'B', null), days: fc.constantFrom(1, 2, null) })
  fc.assert(
    fc.property(fc.array(version, { minLength: 2 }), (versions) => {
      const steps = versions.slice(1).flatMap((after, index) => changesBetween(versions[index]!, after))
      expect(combined(steps)).toEqual(expect.arrayContaining(changesBetween(versions[0]!, versions.at(-1)!)))
      expect(combined(steps)).toHaveLength(changesBetween(versions[0]!, versions.at(-1)!).length)
    }),
  )
})
