import { figure, type Part, type PartInline, quoted, strong, type Writer } from '../composition.ts'
import { type Counts, count } from '../counts.ts'
import { agree, capital, conceptNoun, counted, dayText, digits, measureNoun, numeral } from '../german.ts'
import type { ReportConcept, ReportMaterial, ReportMeasure, ReportState } from '../material.ts'
import { reportStates } from '../material.ts'
import { statedText } from '../stated.ts'
import { stateNames, statePredicates, stateRules } from '../terms.ts'
import { changesBlocks } from './changes.ts'

/** How the measures stand on the reference day: sentences and tables from one count, then names. */
export function measuresPart(material: ReportMaterial, writer: Writer): Omit<Part, 'blocks'> | null {
  const { measures, concepts } = material
  const counts = count(measures)
  if (counts.total === 0 && concepts.length === 0) return null
  if (counts.total > 0) totals(material, counts, writer)
  conceptBlocks(material, counts, writer)
  if (counts.total > 0) {
    stateTable(counts, writer)
    fieldTable(counts, writer)
    establishedBlocks(measures, writer)
    stalledBlocks(measures, writer)
    changesBlocks(material, writer)
  }
  return { key: 'measures', heading: 'Stand der Maßnahmen', annex: false }
}

/** What the counts are counted from, for the margin. */
export function populationOf({ basis, referenceDay, isPublic }: ReportMaterial): readonly string[] {
  const whose = isPublic ? 'alle öffentlichen Maßnahmen' : 'alle Maßnahmen, auch nichtöffentliche'
  return basis.kind === 'register'
    ? [`Stichtag ${dayText(referenceDay)}`, whose]
    : [`„${basis.name}“, abgeschlossen am ${dayText(basis.takenOn)}`, whose]
}

function conceptBlocks(material: ReportMaterial, counts: Counts, writer: Writer): void {
  const { concepts } = material
  if (concepts.length === 0) return
  writer.source('concepts', 'Konzepte', [
    ...populationOf(material),
    'Maßnahmen je Konzept; eine kann in mehreren stehen',
  ])
  writer.paragraph(
    concepts.length === 1 ? 'Grundlage ist ' : 'Grundlage sind ',
    figure('konzepte', counted(concepts.length, conceptNoun), 'concepts'),
    ':',
  )
  writer.list(concepts.map((concept) => [quoted(concept.title), ...historyOf(concept), ...inRegister(concept, counts)]))
  if (counts.inSeveralConcepts > 0) {
    writer.paragraph(
      'Die Konzepte überschneiden sich: ',
      figure('mehrere-konzepte', counted(counts.inSeveralConcepts, measureNoun), 'concepts'),
      agree(counts.inSeveralConcepts, ' steht', ' stehen'),
      ' in mehr als einem. Die Zahlen dürfen deshalb nicht addiert werden.',
    )
  }
  for (const concept of concepts) statementBlock(concept, writer)
}

function historyOf(concept: ReportConcept): PartInline[] {
  const steps = [
    concept.presentedOn ? `vorgestellt am ${dayText(concept.presentedOn)}` : '',
    concept.adoptedOn
      ? `beschlossen am ${dayText(concept.adoptedOn)}${concept.adoptedBy ? ` (${concept.adoptedBy})` : ''}`
      : '',
  ].filter((step) => step !== '')
  const successor: PartInline[] = concept.successor ? ['; abgelöst durch ', quoted(concept.successor)] : []
  return [...(steps.length > 0 ? [`, ${steps.join(', ')}`] : []), ...successor]
}

function inRegister(concept: ReportConcept, counts: Counts): PartInline[] {
  const number = counts.byConcept.get(concept.key) ?? 0
  if (number === 0) return []
  return [': ', figure(`konzept-${concept.key}`, counted(number, measureNoun), 'concepts'), ' im Register']
}

/** What a source states about a concept is told as that: the register neither confirms nor adds it. */
function statementBlock(concept: ReportConcept, writer: Writer): void {
  const { statement } = concept
  if (!statement) return
  const key = writer.source(`statement-${concept.key}`, 'Angabe aus einer Quelle', [
    `${statement.source}${statement.on ? `, ${dayText(statement.on)}` : ''}`,
    'wiedergegeben, keine Zählung des Registers',
  ])
  writer.paragraph(
    'Zu ',
    quoted(concept.shortTitle ?? concept.title),
    ' hält das Register als Angabe aus einer Quelle fest: ',
    ...statedText(statement.text, `angabe-${concept.key}`, key),
    ' Diese Angabe ist keine Zählung des Registers; es führt nur die Maßnahmen, die einzeln belegt sind.',
  )
}

function totals(material: ReportMaterial, counts: Counts, writer: Writer): void {
  const population = populationOf(material)
  writer.source('total', 'Maßnahmenregister', population)
  const text: PartInline[] = [
    `Am ${dayText(material.referenceDay)} führt das Register `,
    figure('gesamt', counted(counts.total, measureNoun, 'accusative'), 'total'),
    '. ',
  ]
  const present = reportStates.filter((state) => counts.byState[state] > 0)
  for (const [index, state] of present.entries()) {
    const number = counts.byState[state]
    writer.source(`state-${state}`, `Stand „${stateNames[state]}“`, [...population.slice(0, 1), stateRules[state]])
    const word = numeral(number)
    const [one, many] = statePredicates[state]
    text.push(
      figure(keyOfState[state], index === 0 ? capital(word) : word, `state-${state}`),
      index === 0 ? ` davon ${agree(number, one, many)}` : ` ${agree(number, one, many)}`,
      index === present.length - 1 ? '.' : index === present.length - 2 ? ' und ' : ', ',
    )
  }
  writer.paragraph(...text)
  centreSentence(population, counts, writer)
}

const keyOfState: Readonly<Record<ReportState, string>> = {
  established: 'etabliert',
  running: 'laufend',
  planned: 'in-planung',
  stalled: 'stockend',
  suspended: 'ruhend',
  notStarted: 'nicht-begonnen',
  completed: 'abgeschlossen',
  adapted: 'aufgegangen',
  discontinued: 'eingestellt',
}

function centreSentence(population: readonly string[], counts: Counts, writer: Writer): void {
  const { responsible, involved, throughKim } = counts
  if (responsible + involved > 0) {
    writer.source('centre', 'Rolle des KI', [
      ...population.slice(0, 1),
      `zuständig ${digits(responsible)}, beteiligt ${digits(involved)}`,
    ])
    writer.paragraph(
      'Das Kommunale Integrationszentrum (KI) ist für ',
      figure('ki-zustaendig', counted(responsible, measureNoun, 'accusative'), 'centre'),
      ' zuständig',
      ...(involved > 0
        ? [' und an ', figure('ki-beteiligt', `${numeral(involved, 'f', 'dative')} weiteren`, 'centre'), ' beteiligt']
        : []),
      '.',
    )
  }
  if (throughKim > 0) {
    writer.source('kim', 'Bezug zum KIM', [...population.slice(0, 1), 'im Register als Teil des KIM gekennzeichnet'])
    writer.paragraph(
      figure('kim', capital(counted(throughKim, measureNoun)), 'kim'),
      agree(throughKim, ' wird', ' werden'),
      ' im Kommunalen Integrationsmanagement (KIM) umgesetzt oder fortgeführt.',
    )
  }
}

function stateTable(counts: Counts, writer: Writer): void {
  const present = reportStates.filter((state) => counts.byState[state] > 0)
  if (present.length < 2) return
  writer.blocks.push({
    kind: 'table',
    caption: 'Maßnahmen nach Stand',
    columns: [
      ...present.map((state) => ({ header: stateNames[state], align: 'end' as const })),
      { header: 'zusammen', align: 'end' as const },
    ],
    rows: [[...present.map((state) => [digits(counts.byState[state])]), [digits(counts.total)]]],
    sources: ['total'],
  })
}

/** Columns of the table by field: what has a column of its own is told apart, the rest stands together. */
const fieldColumns: readonly { readonly header: string; readonly states: readonly ReportState[] }[] = [
  { header: 'fest etabliert', states: ['established'] },
  { header: 'läuft', states: ['running'] },
  { header: 'in Planung', states: ['planned'] },
  { header: 'stockt', states: ['stalled'] },
  { header: 'übrige', states: ['suspended', 'notStarted', 'completed', 'adapted', 'discontinued'] },
]

function fieldTable(counts: Counts, writer: Writer): void {
  if (counts.byField.size < 2) return
  const overlap = counts.inSeveralFields > 0
  writer.source('fields', 'Handlungsfelder', [
    overlap
      ? `in mehreren Feldern: ${digits(counts.inSeveralFields)}; Zeilen nicht addieren`
      : 'jede Maßnahme in höchstens einem Feld',
  ])
  const sum = (row: Readonly<Record<ReportState, number>>, states: readonly ReportState[]) =>
    states.reduce((total, state) => total + row[state], 0)
  const columns = fieldColumns.filter(({ states }) => sum(counts.byState, states) > 0)
  writer.blocks.push({
    kind: 'table',
    caption: 'Maßnahmen nach Handlungsfeld',
    columns: [
      { header: 'Handlungsfeld', width: 3 },
      ...columns.map(({ header }) => ({ header, align: 'end' as const })),
      { header: 'zusammen', align: 'end' as const },
    ],
    rows: [...counts.byField].map(([field, row]) => [
      [field],
      ...columns.map(({ states }) => [digits(sum(row, states))]),
      [digits(sum(row, reportStates))],
    ]),
    headerColumn: true,
    sources: ['fields'],
  })
}

function establishedBlocks(measures: readonly ReportMeasure[], writer: Writer): void {
  const byField = new Map<string, ReportMeasure[]>()
  for (const measure of measures.filter((one) => one.state === 'established')) {
    const field = measure.fields[0] ?? 'Ohne Handlungsfeld'
    byField.set(field, [...(byField.get(field) ?? []), measure])
  }
  if (byField.size === 0) return
  writer.blocks.push({ kind: 'subheading', text: 'Fest etabliert' })
  writer.paragraph(
    byField.size === 1
      ? 'Zu den fest etablierten Maßnahmen gehören:'
      : 'Zu den fest etablierten Maßnahmen gehören, geordnet nach Handlungsfeldern:',
  )
  writer.list([...byField].map(([field, ones]) => [strong(`${field}:`), ' ', ...names(ones)]))
}

const names = (measures: readonly ReportMeasure[]): PartInline[] =>
  measures.flatMap((measure, index) => (index === 0 ? [quoted(measure.title)] : [', ', quoted(measure.title)]))

function stalledBlocks(measures: readonly ReportMeasure[], writer: Writer): void {
  const stalled = measures.filter((measure) => measure.state === 'stalled')
  if (stalled.length === 0) return
  writer.blocks.push({ kind: 'subheading', text: 'Was stockt und warum' })
  writer.list(
    stalled.map((measure) => [
      quoted(measure.title),
      measure.since ? `, seit ${dayText(measure.since)}` : '',
      ...(measure.reason ? [': ', quoted(withoutStop(measure.reason))] : []),
      ...(measure.responsible ? [` (zuständig: ${measure.responsible})`] : []),
    ]),
  )
}

const withoutStop = (text: string) => text.replace(/\.$/, '')
