import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../../kernel/day.ts'
import { type DataCategory, dataCategories } from '../../../people/index.ts'
import type { BasisFacts } from './bases.ts'
import type { CaseFacts, PersonFacts, Words } from './content.ts'
import { needsOf } from './needs.ts'
import { fingerprint, issuesOf, type Known, prepare, preselected } from './prepare.ts'
import { readTyped, type Sent } from './typed.ts'

const words: Words = Object.assign(
  (key: string, values: Readonly<Record<string, string | number>> = {}) => [key, ...Object.values(values)].join(' '),
  { language: (tag: string) => tag, day: (value: string) => value },
)
const person = (id: string, role: PersonFacts['role'], year: number, given: string): PersonFacts => ({
  id,
  role,
  givenName: given,
  familyName: 'Haddad',
  birthDate: day(`${year}-03-12`),
  birthPrecision: 'day',
})
const facts: CaseFacts = {
  persons: [
    person('main', 'main', 1988, 'Layla'),
    person('partner', 'partner', 1991, 'Omar'),
    person('child', 'child', 2018, 'Nour'),
  ],
  languages: ['apc'],
  needsInterpreter: true,
  germanLevel: 'A2',
  reachNote: null,
  phone: null,
  email: null,
  team: 'Case Management Falkenwede',
  residenceGroup: 'protectionGranted',
  holding: { livelihood: ['AsylbLG'] },
}
const basis = (id: string): BasisFacts => ({ id, norm: null })
const covering = (id: string, ...categories: DataCategory[]) =>
  [id, new Map(categories.map((category) => [category, basis(`${id} ${category}`)]))] as const
const known = (over: Partial<Known> = {}): Known => ({
  facts,
  bases: new Map([covering('main', 'contact', 'household', 'language', 'livelihood')]),
  needs: needsOf({ interfaceKey: 'sozialamt-jobcenter', jurisdictionKey: 'sgb-ii' }),
  documents: new Set(['letter']),
  changesLaw: true,
  today: day('2026-11-23'),
  ...over,
})
const sent: Sent = {
  to: 'jobcenter',
  interface: 'asylblg-sgb2',
  categories: ['contact', 'household', 'language', 'livelihood'],
  members: ['partner', 'child'],
  endsOn: '30.11.2026',
  reads: 'days90',
}
const typed = (over: Sent = {}) => readTyped({ ...sent, ...over })
const lines = (over: Sent = {}, about = known()) =>
  Object.fromEntries(
    prepare(typed(over), about, words).items.map(({ category, lines }) => [category, lines.join(' | ')]),
  )
const codes = (over: Sent = {}, about: Known | undefined = known()) =>
  issuesOf(typed(over), about, words).map(({ field, code }) => `${field}: ${code}`)

test('what is sent says what the file knows, in lines', () => {
  expect(lines()).toEqual({
    contact: 'through-team Case Management Falkenwede',
    household: 'adults 1 (1988) | children 1 (2018)',
    language: 'apc, interpreter | german-A2',
    livelihood: 'ends-on 2026-11-30',
  })
})

describe('of the family', () => {
  test('nobody goes along who was not chosen', () => {
    expect(lines({ members: [] })['household']).toBe('adults 1 (1988)')
  })

  test('an adult needs a basis of their own, a child has that of the person of the file', () => {
    const both = known({ bases: new Map([covering('main', 'household'), covering('partner', 'household')]) })
    const { items, members } = prepare(typed({ categories: ['household'] }), both, words)
    expect(items.map(({ label, lines, basisId }) => [label, lines.join(' | '), basisId])).toEqual([
      ['label-household', 'adults 1 (1988) | children 1 (2018)', 'main household'],
      ['further-household', 'adults 1 (1991)', 'partner household'],
    ])
    expect(members).toEqual([{ personId: 'partner', category: 'household' }])
    expect(prepare(typed(), known(), words).keptBack).toEqual(['partner'])
  })

  test('names go only where identity is covered', () => {
    const named = known({ bases: new Map([covering('main', 'identity')]) })
    expect(lines({ categories: ['identity', 'contact'] }, named)).toEqual({
      identity: 'Haddad, Layla, born 1988-03-12'
        .replace('1988-03-12', '1988-03-12')
        .concat(' | Haddad, Nour, born 2018-03-12'),
    })
  })
})

test.each<[string, Sent, string[]]>([
  ['everything is there', {}, []],
  [
    'nothing is there',
    { to: '', interface: '', categories: [], reads: '', endsOn: '' },
    ['to: choose', 'interface: choose', 'categories: cases-sharing-required', 'reads: cases-sharing-how-long'],
  ],
  [
    'what the receiver cannot begin without is left out',
    { categories: ['contact'] },
    ['categories: cases-sharing-required'],
  ],
  [
    'a category has no basis',
    { categories: ['contact', 'livelihood', 'health'] },
    ['categories: cases-sharing-no-basis'],
  ],
  ['the day does not exist', { endsOn: '31.11.2026' }, ['endsOn: day-not-in-month']],
  ['a name stands in the note', { note: 'Layla kommt am Nachmittag' }, ['note: cases-sharing-name']],
  ['the note is too long', { note: 'x'.repeat(401) }, ['note: too-long']],
  ['documents go along under nothing', { documents: ['letter'] }, ['documentsAs: choose']],
  ['open items without a day of the change', { openItems: 'Krankenkasse' }, ['changeOn: required']],
])('issues when %s', (_name, over, expected) => expect(codes(over)).toEqual(expected))

test('documents go by the basis of the category they fall under, and no other', () => {
  const going = (as: string) =>
    prepare(typed({ documents: ['letter', 'other'], documentsAs: as }), known(), words).documents
  expect([going('livelihood'), going('health'), going('')]).toEqual([['letter'], [], []])
})

test('preselected is what the interface needs and a basis covers', () => {
  expect(preselected(known(), [], words)).toEqual(['contact', 'livelihood', 'household', 'language'])
  expect(preselected(known({ bases: new Map([covering('main', 'contact', 'health')]) }), [], words)).toEqual([
    'contact',
  ])
  const decided = needsOf({ interfaceKey: 'own', jurisdictionKey: 'sgb-ii' }, { own: ['language', 'contact'] })
  expect(decided).toEqual({ categories: ['language', 'contact'], required: ['contact'] })
})

describe('whatever is typed and covered', () => {
  const categories = fc.subarray([...dataCategories])
  const cases = fc.record({
    chosen: categories,
    covered: categories,
    partner: categories,
    members: fc.subarray(['partner', 'child', 'stranger']),
  })
  const about = (covered: DataCategory[], partner: DataCategory[]) =>
    known({ bases: new Map([covering('main', ...covered), covering('partner', ...partner)]) })

  test('nothing is sent that was not chosen or has no basis', () =>
    fc.assert(
      fc.property(cases, ({ chosen, covered, partner, members }) => {
        const { items } = prepare(typed({ categories: chosen, members }), about(covered, partner), words)
        for (const item of items) {
          expect(chosen).toContain(item.category)
          expect(covered).toContain(item.category)
          expect(item.basisId).toBe(`${item.label.startsWith('further') ? 'partner' : 'main'} ${item.category}`)
        }
      }),
    ))

  test('nothing of the partner is sent without a basis of their own and without being chosen', () =>
    fc.assert(
      fc.property(cases, ({ chosen, covered, partner, members }) => {
        const { items } = prepare(typed({ categories: chosen, members }), about(covered, partner), words)
        for (const { category, lines } of items)
          if (/Omar|1991/.test(lines.join()))
            expect(partner.includes(category) && members.includes('partner')).toBe(true)
      }),
    ))

  test('another choice or another word is another fingerprint, the same is the same', () => {
    const of = (over: Sent, choice = 'a b') => fingerprint(choice, prepare(typed(over), known(), words))
    expect(of({})).toBe(of({}))
    expect(new Set([of({}), of({ note: 'x' }), of({ members: [] }), of({ reads: 'first' }), of({}, 'c b')]).size).toBe(
      5,
    )
  })
})
