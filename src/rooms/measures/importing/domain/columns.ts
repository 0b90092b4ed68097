import { fold } from '../../../../platform/search/index.ts'

/**
 * The columns of a table of measures: what the export writes and what an import understands, in one list. Headers are
 * German whatever the reader's language: the table belongs to the office.
 */
export const columns = [
  {
    key: 'number',
    header: 'Nr.',
    width: 8,
    known: [
      'nr',
      'nummer',
      'lfd nr',
      'lfd',
      'laufende nummer',
      'kennziffer',
      'maßnahmennummer',
      'maßnahmen nr',
      'maßnahme nr',
      'ziffer',
    ],
  },
  {
    key: 'title',
    header: 'Maßnahme',
    width: 45,
    known: [
      'titel',
      'bezeichnung',
      'name',
      'name der maßnahme',
      'titel der maßnahme',
      'maßnahmentitel',
      'maßnahmen',
      'projekt',
      'projekttitel',
      'vorhaben',
    ],
  },
  {
    key: 'state',
    header: 'Stand',
    width: 16,
    known: [
      'status',
      'umsetzungsstand',
      'stand der umsetzung',
      'umsetzungsstatus',
      'bearbeitungsstand',
      'aktueller stand',
    ],
  },
  { key: 'since', header: 'Stand seit', width: 12, known: ['seit', 'status seit', 'stand vom'] },
  { key: 'stalledSince', header: 'Stockt seit', width: 12, known: ['verzögert seit'] },
  { key: 'reason', header: 'Grund', width: 30, known: ['begründung', 'grund des standes', 'hinderungsgrund', 'warum'] },
  {
    key: 'fields',
    header: 'Handlungsfelder',
    width: 24,
    known: ['handlungsfeld', 'themenfeld', 'themenfelder', 'bereich', 'thema'],
  },
  {
    key: 'responsible',
    header: 'Zuständig',
    width: 28,
    known: [
      'verantwortlich',
      'verantwortliche stelle',
      'zuständige stelle',
      'zuständigkeit',
      'federführung',
      'federführend',
      'verantwortung',
      'zuständiges amt',
      'träger der maßnahme',
    ],
  },
  {
    key: 'involved',
    header: 'Beteiligt',
    width: 28,
    known: ['beteiligte', 'mitwirkende', 'mitwirkung', 'beteiligte stellen'],
  },
  {
    key: 'partners',
    header: 'Partner',
    width: 28,
    known: ['kooperationspartner', 'kooperation', 'partner der maßnahme', 'netzwerkpartner'],
  },
  {
    key: 'centreRole',
    header: 'Rolle des KI',
    width: 14,
    known: ['ki', 'ki beteiligung', 'rolle ki', 'beteiligung ki', 'beteiligung des ki'],
  },
  { key: 'kimLinked', header: 'KIM', width: 7, known: ['kim bezug', 'bezug zum kim', 'teil des kim'] },
  { key: 'concepts', header: 'Konzepte', width: 30, known: ['konzept', 'herkunft', 'handlungskonzept', 'quelle'] },
  {
    key: 'places',
    header: 'Orte',
    width: 20,
    known: ['ort', 'kommune', 'kommunen', 'gemeinde', 'gemeinden', 'städte und gemeinden', 'einsatzort', 'gebiet'],
  },
  { key: 'targetGroups', header: 'Zielgruppen', width: 22, known: ['zielgruppe', 'adressaten'] },
  { key: 'priority', header: 'Priorität', width: 10, known: ['prio', 'dringlichkeit'] },
  {
    key: 'plannedFrom',
    header: 'Beginn',
    width: 12,
    known: ['start', 'anfang', 'von', 'beginnt am', 'laufzeit von', 'startdatum'],
  },
  {
    key: 'plannedUntil',
    header: 'Ende',
    width: 12,
    known: ['bis', 'abschluss', 'endet am', 'laufzeit bis', 'enddatum'],
  },
  {
    key: 'description',
    header: 'Beschreibung',
    width: 60,
    known: [
      'inhalt',
      'erläuterung',
      'kurzbeschreibung',
      'beschreibung der maßnahme',
      'inhalt der maßnahme',
      'ziel',
      'ziele',
    ],
  },
  {
    key: 'publicText',
    header: 'Text für alle',
    width: 45,
    known: ['öffentlicher text', 'text für die öffentlichkeit'],
  },
  { key: 'isPublic', header: 'Öffentlich', width: 10, known: ['veröffentlichen', 'oeffentlich'] },
] as const satisfies readonly { key: string; header: string; width: number; known: readonly string[] }[]

export type ColumnKey = (typeof columns)[number]['key']
export const columnKeys = columns.map((column) => column.key)

/** Which column of the file (from 0) holds what. */
export type Mapping = Partial<Record<ColumnKey, number>>

/** `Lfd.-Nr.:` and `lfd nr` are the same header. */
export const headerForm = (header: string): string =>
  fold(header)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const byHeader = new Map(
  columns.flatMap(({ key, header, known }) => [header, ...known].map((word) => [headerForm(word), key] as const)),
)

/** What the headers mean, as far as they are known; of two columns with the same meaning the first. */
export function guessMapping(headers: readonly string[]): Mapping {
  const mapping: Mapping = {}
  for (const [index, header] of headers.entries()) {
    const key = byHeader.get(headerForm(header))
    if (key && mapping[key] === undefined) mapping[key] = index
  }
  return mapping
}

/** How far down the header is looked for. */
const furthestHeader = 40

/**
 * The row that names the columns: the one with the most known headers, the upper of equals. Undefined when no row knows
 * at least two; titles, dates and remarks above it are left alone.
 */
export function headerRowOf(rows: readonly { number: number; texts: readonly string[] }[]): number | undefined {
  let best: { number: number; score: number } | undefined
  for (const { number, texts } of rows.slice(0, furthestHeader)) {
    const score = Object.keys(guessMapping(texts)).length
    if (score >= 2 && score > (best?.score ?? 0)) best = { number, score }
  }
  return best?.number
}

/** The same headers in the same order are the same kind of table, whatever the file is called. */
export const headerLine = (headers: readonly string[]): string => headers.map(headerForm).join('|')
