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
  // What only sources tell stands first, so that nobody takes the register's count for the whole.
  statementBlocks(concepts, writer)
  if (counts.total > 0) totals(material, counts, writer)
  conceptBlocks(material, counts, writer)
  if (counts.total > 0) {
    stateTable(counts, writer)
    fieldTable(material, counts, writer)
    establishedBlocks(material, writer)
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

/** What sources state about concepts is told as that: the register neither confirms nor adds it. */
function statementBlocks(concepts: readonly ReportConcept[], writer: Writer): void {
  const stated = concepts.flatMap((concept) => (concept.statement ? [{ concept, statement: concept.statement }] : []))
  if (stated.length === 0) return
  for (const { concept, statement } of stated) {
    const key = writer.source(`statement-${concept.key}`, 'Angabe aus einer Quelle', [
      `${statement.source}${statement.on ? `, ${dayText(statement.on)}` : ''}`,
      'wiedergegeben, keine Zählung des Registers',
    ])
    writer.paragraph(
      'Zum Konzept ',
      quoted(concept.shortTitle ?? concept.title),
      ' ist aus öffentlichen Quellen festgehalten: ',
      ...statedText(statement.text, `angabe-${concept.key}`, key),
    )
  }
  writer.paragraph(
    'Diese Angaben sind keine Zählung des Registers. Einzeln führt es nur Maßnahmen, die in den Quellen mit Namen genannt sind.',
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
    const source = stateSource(state)
    if (source === 'state-others')
      writer.source(source, 'Übrige Stände', [
        ...population.slice(0, 1),
        'jede Maßnahme in genau einem Stand, ohne die stockenden',
      ])
    else writer.source(source, `Stand „${stateNames[state]}“`, [...population.slice(0, 1), stateRules[state]])
    const word = numeral(number)
    const [one, many] = statePredicates[state]
    text.push(
      figure(keyOfState[state], index === 0 ? capital(word) : word, source),
      index === 0 ? ` davon ${agree(number, one, many)}` : ` ${agree(number, one, many)}`,
      index === present.length - 1 ? '.' : index === present.length - 2 ? ' und ' : ', ',
    )
  }
  writer.paragraph(...text)
  centreSentence(population, counts, writer)
}

/** What readers ask about has a note of its own; a note for each state would fill the margin. */
const stateSource = (state: ReportState) =>
  state === 'established' || state === 'stalled' ? `state-${state}` : 'state-others'

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
      agree(throughKim, ' gehört', ' gehören'),
      ' zum Kommunalen Integrationsmanagement (KIM).',
    )
  }
}

/** Columns of the table by state; the rare states stand together so that the table fits on a page. */
const stateColumns: readonly { readonly header: string; readonly states: readonly ReportState[] }[] = [
  { header: 'fest etabliert', states: ['established'] },
  { header: 'läuft', states: ['running'] },
  { header: 'in Planung', states: ['planned'] },
  { header: 'stockt', states: ['stalled'] },
  { header: 'ruht', states: ['suspended'] },
  { header: 'abgeschlossen', states: ['completed'] },
  { header: 'sonstige', states: ['notStarted', 'adapted', 'discontinued'] },
]

const sumOf = (row: Readonly<Record<ReportState, number>>, states: readonly ReportState[]) =>
  states.reduce((total, state) => total + row[state], 0)

function stateTable(counts: Counts, writer: Writer): void {
  const columns = stateColumns.filter(({ states }) => sumOf(counts.byState, states) > 0)
  if (columns.length < 2) return
  writer.blocks.push({
    kind: 'table',
    caption: 'Maßnahmen nach Stand',
    columns: [
      ...columns.map(({ header }) => ({ header, align: 'end' as const })),
      { header: 'zusammen', align: 'end' as const },
    ],
    rows: [[...columns.map(({ states }) => [digits(sumOf(counts.byState, states))]), [digits(counts.total)]]],
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

function fieldTable(material: ReportMaterial, counts: Counts, writer: Writer): void {
  if (counts.byField.size < 2) return
  const overlap = counts.inSeveralFields > 0
  writer.source('fields', 'Handlungsfelder', [
    overlap
      ? `in mehreren Feldern: ${digits(counts.inSeveralFields)}; Zeilen nicht addieren`
      : 'jede Maßnahme in höchstens einem Feld',
  ])
  const columns = fieldColumns.filter(({ states }) => sumOf(counts.byState, states) > 0)
  writer.blocks.push({
    kind: 'table',
    caption: 'Maßnahmen nach Handlungsfeld',
    columns: [
      { header: 'Handlungsfeld' },
      ...columns.map(({ header }) => ({ header, align: 'end' as const })),
      { header: 'zusammen', align: 'end' as const },
    ],
    rows: inFieldOrder(material, counts.byField).map(([field, row]) => [
      [field],
      ...columns.map(({ states }) => [digits(sumOf(row, states))]),
      [digits(sumOf(row, reportStates))],
    ]),
    headerColumn: true,
    sources: ['fields'],
  })
}

function establishedBlocks(material: ReportMaterial, writer: Writer): void {
  const byField = new Map<string, ReportMeasure[]>()
  for (const measure of material.measures.filter((one) => one.state === 'established')) {
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
  writer.list(inFieldOrder(material, byField).map(([field, ones]) => [strong(`${field}:`), ' ', ...names(ones)]))
}

/** Fields in the order of the codelist; what is not on it stands last. */
function inFieldOrder<Row>({ fields }: ReportMaterial, byField: ReadonlyMap<string, Row>): [string, Row][] {
  const place = (field: string) => (fields.includes(field) ? fields.indexOf(field) : fields.length)
  return [...byField].sort(([one], [other]) => place(one) - place(other))
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
