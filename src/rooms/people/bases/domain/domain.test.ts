import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../../kernel/day.ts'
import { dataCategories } from '../../domain/kinds.ts'
import { textLanguageOf } from '../texts/shipped.ts'
import { normKeys, norms, refusedBy } from './norms.ts'
import { carries, coverage, latestEnd, type Span, stateOf } from './validity.ts'
import { fill, kindOf, pairsOf, typedParagraphs, unknownPlaces } from './wording.ts'

const today = day('2026-11-16')
const span = (givenOn: string | null, validUntil: string | null, revokedOn: string | null = null): Span => ({
  givenOn: givenOn === null ? null : day(givenOn),
  validUntil: validUntil === null ? null : day(validUntil),
  revokedOn: revokedOn === null ? null : day(revokedOn),
})

describe('what a basis is today', () => {
  test.each([
    ['prepared, not signed', span(null, '2027-11-16'), 'draft', false],
    ['a draft that was thrown away', span(null, '2027-11-16', '2026-11-16'), 'discarded', false],
    ['signed today', span('2026-11-16', '2027-11-16'), 'valid', true],
    ['signed for a day to come', span('2026-11-17', '2027-11-16'), 'coming', false],
    ['61 days left', span('2026-01-01', '2027-01-16'), 'valid', true],
    ['60 days left', span('2026-01-01', '2027-01-15'), 'ending', true],
    ['its last day', span('2026-01-01', '2026-11-16'), 'ending', true],
    ['the day after', span('2026-01-01', '2026-11-15'), 'expired', false],
    ['a task without an end', span('2020-01-01', null), 'valid', true],
    ['revoked today', span('2026-01-01', '2027-11-16', '2026-11-16'), 'revoked', false],
    ['revoked, with a day to come on the paper', span('2026-01-01', '2027-11-16', '2026-12-01'), 'revoked', false],
    ['revoked after it had expired', span('2026-01-01', '2026-02-01', '2026-03-01'), 'revoked', false],
  ] as const)('%s', (_, of, state, isCarrying) => {
    expect(stateOf(of, today)).toBe(state)
    expect(carries[stateOf(of, today)]).toBe(isCarrying)
  })

  test('a consent lasts three years at most, also from 29 February', () => {
    expect(latestEnd(today)).toBe('2029-11-16')
    expect(latestEnd(day('2028-02-29'))).toBe('2031-02-28')
  })

  test('of several the one that holds longest carries a category, whatever their order', () => {
    const basis = fc.record({
      categories: fc.subarray([...dataCategories], { minLength: 1 }),
      givenOn: fc.option(fc.integer({ min: -400, max: 20 }).map((days) => addDays(today, days))),
      validUntil: fc.option(fc.integer({ min: -100, max: 400 }).map((days) => addDays(today, days))),
      revokedOn: fc.option(fc.constant(today), { freq: 4 }),
    })
    fc.assert(
      fc.property(fc.array(basis, { maxLength: 8 }), (bases) => {
        const covered = coverage(bases, today)
        for (const category of dataCategories) {
          const holding = bases.filter(
            (one) =>
              one.categories.includes(category) &&
              one.givenOn !== null &&
              one.givenOn <= today &&
              (one.validUntil === null || one.validUntil >= today) &&
              one.revokedOn === null,
          )
          expect(covered.has(category)).toBe(holding.length > 0)
          const ends = holding.map(({ validUntil }) => validUntil ?? '9999-12-31').sort()
          if (holding.length > 0) expect(covered.get(category)?.validUntil ?? '9999-12-31').toBe(ends.at(-1))
        }
        expect(coverage([...bases].reverse(), today).size).toBe(covered.size)
      }),
    )
  })
})

describe('norms', () => {
  test('each is listed once, and none is about informing the immigration office', () => {
    expect(new Set(normKeys).size).toBe(norms.length)
    expect(norms.filter(({ name }) => /AufenthG|§ 71/.test(name))).toEqual([])
  })

  test('data on health need a norm that allows for them', () => {
    expect(refusedBy('sgb10-69', ['contact', 'health'])).toEqual(['health'])
    expect(refusedBy('sgb8-8a', ['contact', 'health'])).toEqual([])
  })
})

describe('the wording', () => {
  const values = { issuer: 'Kreis', recipient: 'Jobcenter', purpose: 'p', categories: 'c', until: '16.11.2027' }

  test('fills its places and leaves what is none', () => {
    expect(fill('{issuer} an {recipient}, {other}', values)).toBe('Kreis an Jobcenter, {other}')
    expect(unknownPlaces('{issuer} an {Empfänger}')).toEqual(['Empfänger'])
  })

  test('puts both languages side by side and leaves nothing out', () => {
    const german = { paragraphs: ['# Kopf', 'eins'], values }
    expect(pairsOf(german, null)).toEqual([
      { kind: 'heading', german: 'Kopf', other: null },
      { kind: 'text', german: 'eins', other: null },
    ])
    expect(pairsOf(german, { paragraphs: ['# Head', 'one', '- more'], values })).toEqual([
      { kind: 'heading', german: 'Kopf', other: 'Head' },
      { kind: 'text', german: 'eins', other: 'one' },
      { kind: 'item', german: '', other: 'more' },
    ])
  })

  test('reads paragraphs as they are typed', () => {
    expect(typedParagraphs('# Kopf\r\n\r\nerste\r\nZeile\n \n\n\n- Punkt  \n')).toEqual([
      '# Kopf',
      'erste Zeile',
      '- Punkt',
    ])
    expect(kindOf('- Punkt')).toEqual({ kind: 'item', text: 'Punkt' })
  })

  test('speaks the first language that has texts', () => {
    expect(textLanguageOf(['ckb', 'ar-SY', 'de'])).toBe('ar')
    expect(textLanguageOf(['kmr'])).toBe('ku')
    expect(textLanguageOf(['prs'])).toBe('fa')
    expect(textLanguageOf(['ti'])).toBe('de')
    expect(textLanguageOf([])).toBe('de')
  })
})
