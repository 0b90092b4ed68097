import { describe, expect, test } from 'vitest'
import { textKeys } from '../domain/kinds.ts'
import { kindOf, unknownPlaces } from '../domain/wording.ts'
import { shipped, shippedParagraphs, textLanguages } from './shipped.ts'

const placesIn = (text: string) => [...text.matchAll(/\{[a-z]+\}/g)].map(([place]) => place).sort()

describe.each(textLanguages)('the shipped texts in %s', (language) => {
  test.each(textKeys)('%s: the same paragraphs as in German, each with the same places', (key) => {
    const german = shippedParagraphs(key, 'de')
    const paragraphs = shippedParagraphs(key, language)
    expect(paragraphs.map((text) => kindOf(text).kind)).toEqual(german.map((text) => kindOf(text).kind))
    expect(paragraphs.map(placesIn)).toEqual(german.map(placesIn))
    expect(paragraphs.flatMap(unknownPlaces)).toEqual([])
  })

  test('is a translation of its own, and only the German one counts as reviewed', () => {
    expect(shipped[language].reviewed).toBe(language === 'de')
    if (language === 'de') return
    const shared = Object.values(shipped.de.purposes).filter((text) =>
      Object.values(shipped[language].purposes).includes(text),
    )
    expect(shared).toEqual([])
  })

  test('writes digits as the papers do that people hold', () => {
    expect(JSON.stringify(shipped[language])).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/)
  })
})
