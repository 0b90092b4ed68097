import { describe, expect, test } from 'vitest'
import { compareBirths, readBirth } from './birth.ts'
import { compareRecords, editDistance, hintFrom } from './matching.ts'

test.each([
  ['14.03.1987', '1987-03-14', 'day'],
  ['7.3.1987', '1987-03-07', 'day'],
  ['1987-03-14', '1987-03-14', 'day'],
  ['03.1987', '1987-03-01', 'month'],
  ['3/1987', '1987-03-01', 'month'],
  ['1987', '1987-01-01', 'year'],
])('a birth typed as %s', (typed, date, precision) => {
  expect(readBirth(typed)).toEqual({ date, precision })
})

test.each(['31.02.1987', '13.1987', '87', '1899', 'gestern', ''])('%s is no birth', (typed) => {
  expect(readBirth(typed)).toBeUndefined()
})

test.each([
  ['14.03.1987', '14.03.1987', 'same'],
  ['04.03.1987', '03.04.1987', 'swapped'],
  ['14.03.1987', '15.03.1987', 'close'],
  ['14.03.1987', '14.04.1987', 'close'],
  ['14.03.1987', '24.03.1987', 'close'],
  ['14.03.1987', '14.03.1988', 'close'],
  ['14.03.1987', '14.03.1997', 'close'],
  ['14.03.1987', '03.1987', 'month'],
  ['14.03.1987', '01.01.1987', 'year'],
  ['14.03.1987', '1987', 'year'],
  ['01.01.1987', '01.01.1987', 'same'],
  ['01.01.1986', '14.03.1987', 'nearYear'],
  ['01.01.1985', '14.03.1987', 'different'],
  ['14.03.1987', '29.07.1987', 'different'],
  ['14.03.1987', '', 'unknown'],
])('%s and %s: %s, both ways round', (one, other, match) => {
  expect(compareBirths(readBirth(one), readBirth(other))).toBe(match)
  expect(compareBirths(readBirth(other), readBirth(one))).toBe(match)
})

const amal = { givenName: 'Amal', familyName: 'Haddad', birth: readBirth('04.03.1987') }

describe('two records of one person', () => {
  test.each([
    ['as it is', amal, ['sameName', 'birth-same']],
    ['names swapped', { ...amal, givenName: 'Haddad', familyName: 'Amal' }, ['swappedNames', 'birth-same']],
    ['other script', { ...amal, givenName: 'أمل', familyName: 'حداد' }, ['similarName', 'birth-same']],
    ['day and month swapped', { ...amal, birth: readBirth('03.04.1987') }, ['sameName', 'birth-swapped']],
    ['only the year', { ...amal, birth: readBirth('01.01.1987') }, ['sameName', 'birth-year']],
    ['no birth', { ...amal, birth: null }, ['sameName']],
    ['a second family name', { ...amal, familyName: 'Haddad Mansour' }, ['similarName', 'birth-same']],
    ['another family name', { ...amal, familyName: 'Schneider' }, ['partOfName', 'birth-same']],
  ])('%s: above the mark, with the reasons', (_, other, reasons) => {
    const match = compareRecords(amal, other)
    expect(match.score).toBeGreaterThanOrEqual(hintFrom)
    expect(match.reasons).toEqual(reasons)
  })

  test.each([
    ['the same name, another birth', { ...amal, birth: readBirth('29.07.1961') }],
    ['only a given name in common', { ...amal, familyName: 'Schneider', birth: null }],
    ['only the birth in common', { givenName: 'Olena', familyName: 'Kovalenko', birth: amal.birth }],
  ])('%s: below the mark', (_, other) => {
    expect(compareRecords(amal, other).score).toBeLessThan(hintFrom)
  })

  test('the more speaks for it, the higher', () => {
    const scores = [{ ...amal, birth: readBirth('01.01.1987') }, { ...amal, birth: readBirth('03.04.1987') }, amal].map(
      (other) => compareRecords(amal, other).score,
    )
    expect([...scores].sort()).toEqual(scores)
    expect(new Set(scores).size).toBe(scores.length)
  })

  test('a telephone number in any spelling speaks for it', () => {
    const one = { ...amal, phone: '0251 123456' }
    expect(compareRecords(one, { ...amal, phone: '+49 (251) 123456' }).reasons).toContain('samePhone')
  })
})

test.each([
  ['Haddad', 'Hadad', 1],
  ['Amla', 'Amal', 1],
  ['', 'abc', 3],
])('from %s to %s: %i letters', (one, other, letters) => {
  expect(editDistance(one, other)).toBe(letters)
})
