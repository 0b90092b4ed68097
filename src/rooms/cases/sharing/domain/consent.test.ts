import { describe, expect, test } from 'vitest'
import { categoriesToAsk, consentWish, neededOfMember, purposeOf, readWish } from './consent.ts'

describe('what a consent is asked for', () => {
  test.each([
    ['sgb-ii', true, 'responsibilityChange'],
    ['sgb-ii', false, 'benefitsApplication'],
    ['intv', true, 'languageCourse'],
    ['sgb-v', false, 'healthCare'],
    ['sgb-viii', false, undefined],
    [null, true, undefined],
  ] as const)('at %s, a change of law: %s', (law, changes, purpose) => {
    expect(purposeOf(law, changes)).toBe(purpose)
  })

  test('is what was clicked and all that is missing, once, in the order of the form', () => {
    const covered = (category: string) => category === 'language'
    expect(categoriesToAsk('health', ['livelihood', 'contact', 'language', 'health'], covered)).toEqual([
      'contact',
      'livelihood',
      'health',
    ])
    expect(categoriesToAsk(undefined, ['language'], covered)).toEqual([])
  })

  test('of another adult is what speaks of the family', () => {
    expect(neededOfMember(['contact', 'household', 'identity'])).toEqual(['household', 'identity'])
    expect(neededOfMember(['contact'])).toEqual(['household'])
  })
})

test('the wish of a button is read as it was written; anything else is none', () => {
  expect(readWish(consentWish('p', 'health'))).toEqual({ personId: 'p', category: 'health' })
  expect(readWish(consentWish('p'))).toEqual({ personId: 'p', category: undefined })
  for (const other of ['', 'preview', 'draft', 'consent', 'consent ']) expect(readWish(other)).toBeUndefined()
})
