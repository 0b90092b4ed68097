import { describe, expect, test } from 'vitest'
import { colognePhonetics } from './cologne.ts'
import { consonantForms } from './consonants.ts'
import { tokensOf, tokensOfWord, wordsOf } from './names.ts'
import { inLatin } from './scripts.ts'
import { spellings } from './spellings.testing.ts'

// The examples of Postel's article and of the German Wikipedia's entry on it.
test.each([
  ['Wikipedia', '3412'],
  ['Müller-Lüdenscheidt', '65752682'],
  ['Breschnew', '17863'],
  ['Heinz Classen', '068586'],
  ['Schmidt', '862'],
  ['Schmitt', '862'],
  ['Meyer', '67'],
  ['Maier', '67'],
  ['Philipp', '351'],
  ['Xaver', '4837'],
  ['Aachen', '046'],
  ['', ''],
])('Kölner Phonetik: %s is %s', (name, code) => {
  expect(colognePhonetics(name)).toBe(code)
})

test.each([
  ['Олександр', 'oleksandr'],
  ['Юлія', 'yuliya'],
  ['محمد', 'mhmd'],
  ['يوسف', 'yusf'],
  ['Γεώργιος', 'georgios'],
  ['ተስፋይ', 'tesfay'],
  ['Łukasz', 'lukasz'],
  ['Çağla', 'chagla'],
])('%s in Latin letters: %s', (word, latin) => {
  expect(inLatin(word)).toBe(latin)
})

describe.each(spellings)('%s', (...group) => {
  const [first = '', ...others] = group
  test.each(others)(`has a sound in common with ${first}: %s`, (other) => {
    const one = tokensOf({ givenName: first }).sound
    expect(tokensOf({ givenName: other }).sound.filter((token) => one.includes(token))).not.toEqual([])
  })
})

test.each([
  ['Schneider', 'Weber'],
  ['Fatima', 'Mariam'],
  ['Ahmed', 'Omar'],
  ['Oksana', 'Olena'],
])('%s and %s have no sound in common', (one, other) => {
  const sounds = tokensOfWord(one).sound
  expect(tokensOfWord(other).sound.filter((token) => sounds.includes(token))).toEqual([])
})

test('a word never gives more forms than can be looked up', () => {
  expect(consonantForms('gxgxgxgxgxgxgxchchchwvwvwv').length).toBeLessThanOrEqual(12)
})

test('umlauts are found as one letter and as two, each script in its own letters', () => {
  expect(tokensOfWord('Müller').exact).toEqual(['muller', 'mueller'])
  expect(tokensOfWord('Олена').exact).toEqual(['олена', 'olena'])
})

test('words of a name leave out the article and what parts them', () => {
  expect(wordsOf("Al-Hassan, O'Brien  الحسن")).toEqual(['Al', 'Hassan', 'OBrien', 'حسن'])
})
