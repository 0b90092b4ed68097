import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../../kernel/day.ts'
import { aMaterial, aReportMeasure, readAloud, unsourcedNumbers, usedSources } from '../testing.ts'
import { composeReport } from './compose.ts'
import { type ReportMaterial, reportStates, type Verdict, verdicts } from './material.ts'

const linesOf = (material: ReportMaterial) => readAloud(composeReport(material, 'de')).split('\n')
const headingsOf = (material: ReportMaterial) => linesOf(material).filter((line) => line.startsWith('#'))

describe('the form of report 066/2023', () => {
  test('head, occasion, state, review, outlook, annexes', () => {
    expect(headingsOf(aMaterial())).toEqual([
      '# Beschlussvorschlag',
      '# Erläuterungen',
      '## 1. Anlass',
      '## 2. Stand der Maßnahmen',
      '### Fest etabliert',
      '### Was stockt und warum',
      '### Was sich geändert hat',
      '## 3. Überprüfung und Anpassungsbedarf',
      '## 4. Ausblick',
      '## Anlagen',
      '# Anlage 1: Maßnahmentabelle',
      '# Anlage 2: Beschlusskontrolle',
    ])
  })

  test('what has no content vanishes, and the rest is numbered anew', () => {
    const bare = aMaterial({
      occasion: null,
      followUp: [],
      previous: null,
      measures: [aReportMeasure('1')],
      concepts: [],
    })
    expect(headingsOf(bare)).toEqual([
      '# Beschlussvorschlag',
      '# Erläuterungen',
      '## 1. Stand der Maßnahmen',
      '## Anlage',
      '# Anlage 1: Maßnahmentabelle',
    ])
  })

  test('a part of another room takes the place of its order', () => {
    const given = {
      order: 30,
      part: {
        key: 'insight',
        heading: 'Was die Auswertung zeigt',
        annex: false,
        blocks: [{ kind: 'paragraph', text: ['Nichts.'] }],
      },
      sources: {},
    } as const
    const headings = readAloud(
      composeReport(aMaterial(), 'de', [given, { ...given, part: { ...given.part, blocks: [] } }]),
    )
    expect(headings.match(/^## .*/gm)).toEqual([
      '## 1. Anlass',
      '## 2. Stand der Maßnahmen',
      '## 3. Was die Auswertung zeigt',
      '## 4. Überprüfung und Anpassungsbedarf',
      '## 5. Ausblick',
      '## Anlagen',
    ])
  })

  test('the resolution stands word for word', () => {
    const paper = composeReport(aMaterial(), 'de')
    expect(paper.blocks.find((block) => block.kind === 'quotation')).toMatchObject({
      text: ['Das Konzept von 2010 wird überprüft.', 'Im nächsten Ausschuss wird über den Stand berichtet.'],
    })
  })
})

describe('sentences', () => {
  test.each([
    'Vorausgegangen war ein Antrag vom 01.06.2026 (Gruppe Morgen).',
    'In der Sitzung am 11.06.2026 hat der Ausschuss für Bildung und Integration beschlossen:',
    'Der Beschluss enthält zwei Aufträge:',
    'Diese Vorlage erfüllt den zweiten Auftrag. Der erste Auftrag bleibt offen.',
    'Am 31.10.2026 führt das Register sechs Maßnahmen. Zwei davon sind fest etabliert, eine läuft, eine ist in Planung, eine stockt und eine ist abgeschlossen.',
    'Die Konzepte überschneiden sich: eine Maßnahme steht in mehr als einem. Die Zahlen dürfen deshalb nicht addiert werden.',
    'Das Kommunale Integrationszentrum (KI) ist für eine Maßnahme zuständig und an einer weiteren beteiligt.',
    '- „Lotsendienst“, seit 01.02.2026: „Seit 3 Monaten ist die Stelle nicht besetzt“ (zuständig: Amt für Jugend und Bildung)',
    'Seit dem Bericht 066/2023 (Stichtag 25.05.2023) haben sich die Stände von drei Maßnahmen geändert. Eine ist jetzt fest etabliert und eine stockt seither.',
    'Bis zum 31.10.2027 soll eine Maßnahme beginnen:',
  ])('%s', (sentence) => expect(linesOf(aMaterial())).toContain(sentence))

  test('thirteen are written in digits, one is no plural', () => {
    const thirteen = Array.from({ length: 13 }, (_, index) =>
      aReportMeasure(String(index + 1), { state: 'stalled', reason: 'Geld fehlt' }),
    )
    const text = linesOf(aMaterial({ measures: thirteen })).join('\n')
    expect(text).toContain('führt das Register 13 Maßnahmen. 13 davon stocken.')
    expect(linesOf(aMaterial({ measures: thirteen.slice(0, 1) })).join('\n')).toContain(
      'führt das Register eine Maßnahme. Eine davon stockt.',
    )
  })

  test('a review that was ordered and not begun is said to be open', () => {
    expect(linesOf(aMaterial()).join('\n')).toContain('Im Register ist zu ihm noch keine Überprüfung begonnen')
  })

  test('a review under way is told with its counts and what is to be adapted', () => {
    const review = {
      concept: 'Integrationsbericht 2010',
      begunOn: day('2026-07-01'),
      closedOn: null,
      total: 5,
      decided: 2,
      byVerdict: { keep: 1, adapt: 1, merge: 0, drop: 0, continueThroughKim: 0 },
      adjusted: [{ title: 'Sprachkurs A2', verdict: 'adapt', reason: 'Zu wenige Plätze am Abend.' }],
    } as const
    const text = linesOf(aMaterial({ reviews: [review] }))
    expect(text).toContain(
      'Die Überprüfung von „Integrationsbericht 2010“ hat am 01.07.2026 begonnen. Entschieden ist über zwei von fünf Maßnahmen.',
    )
    expect(text).toContain(
      'Nach den bisherigen Entscheidungen soll eine Maßnahme unverändert fortgeführt werden und eine angepasst werden.',
    )
    expect(text).toContain('Sprachkurs A2 | anpassen | Zu wenige Plätze am Abend.')
  })

  test('what a source states is told as that, with its numbers as figures', () => {
    const [bericht] = aMaterial().concepts
    const concepts = [
      {
        ...bericht!,
        statement: {
          text: 'Er enthält mehr als 80 Maßnahmen, über 30 mit dem KI.',
          source: 'Vorlage 066/2023',
          on: day('2023-05-25'),
        },
      },
    ]
    const paper = composeReport(aMaterial({ concepts }), 'de')
    expect(readAloud(paper)).toContain('Diese Angaben sind keine Zählung des Registers')
    const figures = paper.blocks
      .flatMap((block) => (block.kind === 'paragraph' ? block.text : []))
      .filter((piece) => typeof piece === 'object' && piece.kind === 'figure')
    expect(figures).toEqual(
      expect.arrayContaining(['mehr als 80', 'über 30'].map((text) => expect.objectContaining({ text }))),
    )
  })
})

const anyDay = fc
  .integer({ min: 0, max: 2000 })
  .map((number) => day(new Date(Date.UTC(2022, 0, 1 + number)).toISOString().slice(0, 10)))
const anyText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30 }),
  fc.constantFrom('Kurs 12 „A2“', '§ 9 TIntG', '3 von 4', '{{gesamt}}', '10 %'),
)
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const anyMeasure = fc.record({
  key: fc.uuid(),
  number: fc.integer({ min: 1, max: 999 }).map(String),
  title: anyText,
  state: fc.constantFrom(...reportStates),
  since: orNull(anyDay),
  reason: orNull(anyText),
  fields: fc.uniqueArray(fc.constantFrom('Bildung', 'Sprache', 'Wohnen'), { maxLength: 3 }),
  concepts: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }),
  centreRole: fc.constantFrom('responsible', 'involved', 'none'),
  responsible: orNull(fc.constantFrom('Jugendamt', 'Jobcenter')),
  throughKim: fc.boolean(),
  plannedFrom: orNull(anyDay),
  nextStep: orNull(fc.record({ text: anyText, asOf: anyDay })),
  before: orNull(fc.constantFrom(...reportStates)),
})
const anyMaterial = fc
  .record({
    measures: fc.array(anyMeasure, { maxLength: 20 }),
    referenceDay: anyDay,
    previous: orNull(
      fc.record({
        kind: fc.constantFrom('report', 'snapshot'),
        reference: orNull(fc.constant('066/2023')),
        title: anyText,
        day: anyDay,
      }),
    ),
    isPublic: fc.boolean(),
    reviews: fc.array(
      fc.record({
        concept: anyText,
        begunOn: anyDay,
        closedOn: orNull(anyDay),
        total: fc.integer({ min: 3, max: 90 }),
        decided: fc.integer({ min: 0, max: 3 }),
        byVerdict: fc.record(
          Object.fromEntries(verdicts.map((verdict) => [verdict, fc.nat(20)])) as Record<Verdict, fc.Arbitrary<number>>,
        ),
        adjusted: fc.array(fc.record({ title: anyText, verdict: fc.constantFrom(...verdicts), reason: anyText }), {
          maxLength: 3,
        }),
      }),
      { maxLength: 2 },
    ),
    statement: orNull(fc.record({ text: anyText, source: anyText, on: orNull(anyDay) })),
  })
  .map(({ statement, ...values }) =>
    aMaterial({ ...values, concepts: aMaterial().concepts.map((concept) => ({ ...concept, statement })) }),
  )

describe('whatever the material', () => {
  test('every number has a source, and sources count from one in the order of their first use', () => {
    fc.assert(
      fc.property(anyMaterial, (material) => {
        const paper = composeReport(material, 'de')
        expect(unsourcedNumbers(paper)).toEqual([])
        const used = usedSources(paper)
        expect(new Set(used)).toEqual(new Set(paper.sources.map(({ number }) => number)))
        const counted = used.filter((number) => !paper.sources.find((source) => source.number === number)?.sign)
        expect(counted).toEqual(counted.map((_, index) => index + 1))
      }),
      { numRuns: 150 },
    )
  })

  test('the same material gives the same paper', () => {
    fc.assert(
      fc.property(anyMaterial, (material) => {
        expect(composeReport(material, 'de')).toEqual(composeReport(material, 'de'))
      }),
      { numRuns: 20 },
    )
  })
})
