import { describe, expect, test } from 'vitest'
import { day } from '../../../../kernel/day.ts'
import { aMaterial, readAloud, unsourcedNumbers } from '../testing.ts'
import { assemble, type Edits } from './assemble.ts'
import { changedParts, comparedSections } from './comparing.ts'
import { compose } from './compose.ts'
import { applyEdit, checkEdit, editableText, placeholdersOf } from './editing.ts'
import { paperDocument } from './head.ts'

const composition = compose(aMaterial())
const head = {
  title: '',
  subject: '',
  issuer: '',
  leadUnit: null,
  rapporteur: null,
  reference: null,
  marks: [],
  createdOn: day('2026-11-02'),
  consultations: [],
  footer: '',
}
const partOf = (key: string) => {
  const part = composition.parts.find((one) => one.key === key)
  if (!part) throw new Error(`no part ${key}`)
  return part
}
const paperOf = (edits: Edits = {}) => paperDocument(head, { proposedResolution: '', ...assemble(composition, edits) })
const edit = (key: string, text: string) => paperOf({ [key]: { text, on: day('2026-11-03') } })

describe('text and back', () => {
  test.each(['occasion', 'measures', 'review', 'outlook'])('%s comes back as it was', (key) => {
    const part = partOf(key)
    expect(checkEdit(part, editableText(part))).toEqual([])
    const same = edit(key, editableText(part))
    expect(readAloud(same)).toBe(readAloud(paperOf()))
    expect(same.sources).toEqual(paperOf().sources)
  })

  test('Windows line ends change nothing', () => {
    const part = partOf('measures')
    expect(applyEdit(part, editableText(part).replaceAll('\n', '\r\n'), 'office')).toEqual(
      applyEdit(part, editableText(part), 'office'),
    )
  })
})

describe('what the office writes', () => {
  test('keeps figures as references, in any order', () => {
    const paper = edit('measures', 'Zum Stichtag stockt {{stockend}} von {{gesamt}}.')
    expect(readAloud(paper)).toContain('Zum Stichtag stockt eine von sechs Maßnahmen.')
    expect(paper.sources[1]).toMatchObject({ label: 'Stand „stockt“' })
    expect(paper.sources[2]).toMatchObject({ label: 'Maßnahmenregister' })
  })

  test('a number that was typed becomes a statement of the office, a day does not', () => {
    const paper = edit('outlook', 'Am 3. Dezember 2026 wird mit 14 Trägern gesprochen.')
    expect(unsourcedNumbers(paper)).toEqual([])
    expect(paper.sources.find(({ label }) => label === 'Angabe der Verwaltung')).toMatchObject({
      lines: ['eingetragen am 03.11.2026', 'nicht aus dem Register gezählt'],
    })
    expect(readAloud(paper)).toContain('Am 3. Dezember 2026 wird mit 14 Trägern gesprochen.')
  })

  test('quotation marks do not hide a number', () => {
    expect(unsourcedNumbers(edit('outlook', 'Es sind „99 Fälle“ bekannt.'))).toEqual([])
    expect(edit('outlook', 'Es sind „99 Fälle“ bekannt.').sources.map(({ label }) => label)).toContain(
      'Angabe der Verwaltung',
    )
  })

  test.each([
    ['Es sind {{gesammt}}.', [{ code: 'unknown-placeholder', name: 'gesammt' }]],
    ['Es sind {{gesamt}.', [{ code: 'unknown-placeholder', name: 'Es sind {{gesamt}.' }]],
    ['Siehe {{tabelle-1}} hier.', [{ code: 'placeholder-alone', name: 'tabelle-1' }]],
    ['  ', [{ code: 'empty-part' }]],
  ])('%s is refused', (text, issues) => expect(checkEdit(partOf('measures'), text)).toEqual(issues))

  test('the wording of the resolution cannot be left out', () => {
    expect(checkEdit(partOf('occasion'), 'Es gab einen Beschluss.')).toEqual([
      { code: 'wording-missing', name: 'wortlaut' },
    ])
  })

  test('every placeholder says what it stands for', () => {
    expect(placeholdersOf(partOf('measures'))).toContainEqual({ name: 'gesamt', stands: 'sechs Maßnahmen' })
    expect(placeholdersOf(partOf('occasion'))).toContainEqual({ name: 'wortlaut', stands: 'Beschluss im Wortlaut' })
  })
})

test('a comparison tells the lines that differ and leaves out the rest', () => {
  const young = compose(aMaterial({ measures: aMaterial().measures.slice(0, 5) }))
  const changed = changedParts(composition, young)
  expect(changed.map(({ key, kind }) => `${key} ${kind}`)).toEqual(['measures changed', 'annex-measures changed'])
  const text = changed.flatMap(({ runs }) => runs.map((run) => run.text)).join('')
  expect(text).toContain('Jugendtreff')
  expect(text).not.toContain('Das Kommunale Integrationszentrum')
})

test('an earlier paper in another form is compared by its headlines', () => {
  const old = [
    { kind: 'heading', level: 2, text: 'Anlass' },
    { kind: 'paragraph', text: ['Der Ausschuss hat am 11.06.2026 einen Bericht verlangt.'] },
    { kind: 'heading', level: 2, text: 'Netzwerk' },
    { kind: 'paragraph', text: ['Die Runde tagt viermal.'] },
  ] as const
  const young = [
    { kind: 'heading', level: 2, text: '1. Anlass' },
    { kind: 'paragraph', text: ['Der Ausschuss hat am 11.06.2026 zwei Berichte verlangt.'] },
  ] as const
  expect(comparedSections(old, young)).toEqual([
    {
      heading: 'Anlass',
      runs: [
        { kind: 'kept', text: 'Der Ausschuss hat am 11.06.2026 ' },
        { kind: 'deleted', text: 'einen Bericht' },
        { kind: 'inserted', text: 'zwei Berichte' },
        { kind: 'kept', text: ' verlangt.' },
      ],
    },
    { heading: 'Netzwerk', runs: [{ kind: 'deleted', text: 'Die Runde tagt viermal.\n' }] },
  ])
})
