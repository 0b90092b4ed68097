import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfNumber } from '../../kernel/day.ts'
import { newId, newPublicId } from '../../kernel/ids.ts'
import { findTraces, isRefused, type Trace } from './redaction.ts'

const traces = (text: string, names: string[] = []) => findTraces(text, names).map((hit) => `${hit.trace}: ${hit.text}`)

describe('a text tells who somebody is by', () => {
  test.each<[string, Trace]>([
    ['Der Bescheid vom 17.11.2026 fehlt', 'day'],
    ['Termin erst am 3.12.', 'day'],
    ['Seit dem 4. März keine Antwort', 'day'],
    ['No answer since March 4', 'day'],
    ['Stand 2026-11-17', 'day'],
    ['Siehe AUE-2026-0417', 'reference'],
    ['Person P-7K3M9Q', 'reference'],
    ['Az. 33.2-1234/26', 'reference'],
    ['erreichbar unter 02581 530', 'contact'],
    ['Tel. +49 2581 531234', 'contact'],
    ['m.muster@example.org schreibt nicht zurück', 'contact'],
    ['Das Kind ist geboren 2019', 'birth'],
    ['Jahrgang 1988', 'birth'],
    ['Frau Özdemir wartet', 'nameLike'],
    ['Herr M. wartet', 'nameLike'],
    ['Familie al-Masri hat keinen Platz', 'nameLike'],
    ['Wohnt Lindenstraße 14', 'address'],
    ['Wegen der Staatsangehörigkeit', 'nationality'],
    ['Kundennummer 4711', 'number'],
  ])('%s', (text, trace) => {
    expect(findTraces(text).map((hit) => hit.trace)).toContain(trace)
  })

  test('a name of the people of the case, also in another case and with an ending', () => {
    const names = ['Layla al-Haddad', 'Omar']
    expect(traces('Layla wartet, OMARS Antrag auch; Haddad bekam nichts', names)).toEqual([
      'name: Layla',
      'name: OMARS',
      'name: Haddad',
    ])
    expect(traces('Der Alarm ging aus', names)).toEqual([])
  })

  test.each([
    'Der Antrag lag vollständig vor, aber es gab erst nach sechs Wochen einen Termin.',
    'Ohne Fiktionsbescheinigung zahlt die Kasse nicht, § 24 hilft hier nicht weiter.',
    'Zwei Stellen verlangen denselben Nachweis; im November war niemand erreichbar.',
    'Der Kurs liegt 25 km entfernt, 14 Tage Frist reichen nicht.',
  ])('and not by: %s', (text) => expect(traces(text)).toEqual([]))
})

describe('whatever stands around it', () => {
  const words = fc.constantFrom('', 'Der Antrag', 'wartet seit', 'beim Amt', '(', ')', ',', 'ohne Antwort')
  const among = (planted: fc.Arbitrary<string>) =>
    fc.tuple(words, planted, words).map(([before, it, after]) => `${before} ${it} ${after}`)
  const refuses = (planted: fc.Arbitrary<string>, names: string[] = []) =>
    fc.assert(
      fc.property(among(planted), (text) => findTraces(text, names).some((hit) => isRefused(hit.trace))),
      { numRuns: 300 },
    )
  const days = fc.integer({ min: -20_000, max: 25_000 }).map(dayOfNumber)

  test('an id is refused', () => refuses(fc.boolean().map((own) => (own ? newId() : newPublicId()))))
  test('an exact day is refused, however it is written', () => {
    refuses(days)
    refuses(days.map((day) => `${Number(day.slice(8))}.${Number(day.slice(5, 7))}.${day.slice(0, 4)}`))
    refuses(days.map((day) => `${day.slice(8)}.${day.slice(5, 7)}.`))
    refuses(days.map((day) => `${Number(day.slice(8))}. ${new Date(day).toLocaleDateString('de', { month: 'long' })}`))
  })
  test('a name of the case is refused', () => refuses(fc.constantFrom('Layla', 'haddad', 'Haddads'), ['Layla Haddad']))
  test('hits stand in order, inside the text, and none in another', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.array(fc.string(), { maxLength: 3 }),
        (text, names) => {
          let last = 0
          for (const hit of findTraces(text, names)) {
            expect(hit.start).toBeGreaterThanOrEqual(last)
            expect(hit.end).toBeGreaterThan(hit.start)
            expect(text.slice(hit.start, hit.end)).toBe(hit.text)
            last = hit.end
          }
        },
      ),
    ))
})
