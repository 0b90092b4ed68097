import { wordForm } from './words.ts'

/** A column that a kind of list may have. Headers are German whatever the reader's language: the list belongs to the office. */
export interface ImportColumn {
  readonly key: string
  readonly header: string
  /** What else offices call it. */
  readonly known: readonly string[]
}

/** Which column of the file (from 0) holds what. */
export type Mapping = Readonly<Partial<Record<string, number>>>

interface Line {
  readonly number: number
  readonly texts: readonly string[]
}

/** What the headers mean, as far as they are known; of two columns with the same meaning the first. */
export function guessMapping(columns: readonly ImportColumn[], headers: readonly string[]): Mapping {
  const byHeader = new Map(
    columns.flatMap(({ key, header, known }) => [header, ...known].map((word) => [wordForm(word), key] as const)),
  )
  const mapping: Record<string, number> = {}
  for (const [index, header] of headers.entries()) {
    const key = byHeader.get(wordForm(header))
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
export function headerRowOf(columns: readonly ImportColumn[], rows: readonly Line[]): number | undefined {
  let best: { number: number; score: number } | undefined
  for (const { number, texts } of rows.slice(0, furthestHeader)) {
    const score = Object.keys(guessMapping(columns, texts)).length
    if (score >= 2 && score > (best?.score ?? 0)) best = { number, score }
  }
  return best?.number
}

/** The same headers in the same order are the same kind of table, whatever the file is called. */
export const headerLine = (headers: readonly string[]): string => headers.map(wordForm).join('|')

/** 27 → `AB`, as spreadsheets call their columns. */
export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}
