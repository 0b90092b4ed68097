import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endingsOf, fold, soughtWords, wordsOf } from './words.ts'

/** What the database answers from the stored endings, as a plain scan. */
function finds(name: string, text: string): boolean {
  const stored = endingsOf([name])
  return soughtWords(text).every(({ from, before, onlyAtStart }) =>
    stored.some(({ ending, atStart }) => ending >= from && ending < before && (atStart || !onlyAtStart)),
  )
}

describe('names are found', () => {
  test.each([
    ['Jugendamt der Stadt Aulenstedt', 'jugendamt', true],
    ['Jugendamt der Stadt Aulenstedt', 'amt', true],
    ['Jugendamt der Stadt Aulenstedt', 'AULEN jug', true],
    ['Jugendamt der Stadt Aulenstedt', 'st', true],
    ['Jugendamt der Stadt Aulenstedt', 'mt', false],
    ['Jugendamt der Stadt Aulenstedt', 'amt hasselbeck', false],
    ['Ausländerbehörde', 'Auslaenderbehoerde', true],
    ['Ausländerbehörde', 'auslanderbehorde', true],
    ['Ausländerbehörde', 'BEHÖRDE', true],
    ['Kreis Auental', 'ental', true],
    ['Straße der Jugend', 'strasse', true],
    ['Café Zuflucht', 'cafe', true],
    ['Jobcenter, Team 2', 'team 2', true],
    ['Jobcenter', '', true],
    ['مركز الاندماج', 'الاندماج', true],
  ])('%s by %s: %s', (name, text, found) => expect(finds(name, text)).toBe(found))

  test('every part of three letters or more finds its name', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zäöüß]{3,20}( [a-zäöüß]{3,20}){0,2}$/),
        fc.nat(),
        fc.integer({ min: 3, max: 12 }),
        (name, start, length) => {
          const word = name.split(' ')[start % name.split(' ').length] ?? ''
          const at = start % Math.max(1, word.length - 2)
          expect(finds(name, word.slice(at, at + length))).toBe(true)
        },
      ),
    )
  })

  test('what is found stands in the name', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ab]{1,8}( [ab]{1,8}){0,2}$/), fc.stringMatching(/^[ab]{3,5}$/), (name, text) => {
        expect(finds(name, text)).toBe(wordsOf(name).some((word) => word.includes(text)))
      }),
    )
  })
})

test('folding', () => {
  expect(fold('Büro für Bézirke')).toBe('buero fuer bezirke')
  expect(fold('Bu\u0308ro')).toBe('buero')
})

test('a very long word is cut, not refused', () => {
  expect(endingsOf(['a'.repeat(500)])).toHaveLength(38)
})
