import { describe, expect, test } from 'vitest'
import { createTranslate } from './translate.ts'

const catalogues = {
  de: {
    case: {
      count: '{count, plural, one {ein Fall} other {# Fälle}}',
      days: '{days, number} Tage, {share, number, percent} im Ziel',
      reported: '<b>{done, number} von {all, number}</b> gemeldet',
      office: 'Sozialamt.',
    },
  },
  en: { case: { count: '{count, plural, one {one case} other {# cases}}' } },
  ar: { case: { count: '{count, plural, one {حالة واحدة} other {# حالات}}' } },
} as const

describe('a text', () => {
  const de = createTranslate('de', catalogues)

  test('follows the plural of its language', () => {
    expect(de('case.count', { count: 1 })).toBe('ein Fall')
    expect(de('case.count', { count: 1200 })).toBe('1.200 Fälle')
    expect(createTranslate('en', catalogues)('case.count', { count: 2 })).toBe('2 cases')
  })

  test('sets numbers like numbers beside it', () => {
    expect(de('case.days', { days: -11463, share: 0.12 })).toBe('−11.463 Tage, 12\u202f% im Ziel')
  })

  test('gives its tags to the page', () => {
    const { pieces } = de.parts<{ bold: string }>('case.reported', {
      done: 61,
      all: 84,
      b: (inner) => ({ bold: inner.join('') }),
    })
    expect(pieces).toEqual([{ bold: '61 von 84' }, ' gemeldet'])
  })

  test('is German where the language has none, and says so', () => {
    const en = createTranslate('en', catalogues)
    expect(en('case.office')).toBe('Sozialamt.')
    expect(en.text('case.office').locale).toBe('de')
    expect(en.text('case.count', { count: 1 }).locale).toBe('en')
  })

  test('keeps its own direction inside a right-to-left page', () => {
    const ar = createTranslate('ar', catalogues)
    expect(ar.direction).toBe('rtl')
    expect(ar('case.office')).toBe('\u2066Sozialamt.\u2069')
    expect(ar('case.count', { count: 3 })).toBe('3 حالات')
  })

  test('that no language has is a mistake, unless the server wants to go on', () => {
    expect(() => de('case.nothing')).toThrow('No text for case.nothing in de')
    expect(() => de('case')).toThrow('No text for case')
    expect(createTranslate('de', catalogues, { onMissing: (key) => `[${key}]` })('case.nothing')).toBe('[case.nothing]')
    expect(de.has('case.office')).toBe(true)
    expect(de.has('constructor')).toBe(false)
  })
})
