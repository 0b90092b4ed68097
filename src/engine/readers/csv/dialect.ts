import { Scanner } from './scan.ts'

export interface Dialect {
  readonly delimiter: Delimiter
  /** True when it was found in the data, false when it is only the default for a file with one column. */
  readonly sure: boolean
  /** Length in bytes of a leading line such as `sep=;`, which spreadsheet programs write. */
  readonly skip: number
}

export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

const sampled = 200

/**
 * Finds the delimiter from the beginning of a file: the one with which the records agree best on a number of fields.
 * Quoted fields are respected, so that commas inside labels do not count. `whole`: the beginning is all there is.
 */
export function guessDialect(head: Uint8Array, whole: boolean): Dialect {
  const stated = statedDelimiter(head)
  if (stated) return { ...stated, sure: true }
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const score = agreement(head, whole, delimiter)
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return { delimiter: best, sure: bestScore > 0, skip: 0 }
}

/** A first line `sep=;` names the delimiter. */
export function statedDelimiter(head: Uint8Array): Omit<Dialect, 'sure'> | undefined {
  const start = String.fromCharCode(...head.subarray(0, 8))
  const match = /^"?sep=([,;\t|])"?(\r\n|\n|\r)/i.exec(start)
  return match ? { delimiter: match[1] as Delimiter, skip: match[0].length } : undefined
}

/**
 * 0 for a delimiter with which there is one column only; else between 1 and 2 by the share of records with as many
 * fields as the first, and a little more for more columns.
 */
function agreement(head: Uint8Array, whole: boolean, delimiter: Delimiter): number {
  const scanner = new Scanner(delimiter.charCodeAt(0))
  let columns = 0
  let records = 0
  let alike = 0
  try {
    for (let at = 0; at < head.length && records < sampled; ) {
      const next = scanner.next(head, at, head.length, whole)
      if (next < 0) break
      at = next
      if (scanner.fields === 1 && scanner.starts[0] === scanner.ends[0]) continue
      if (columns === 0) columns = scanner.fields
      records++
      if (scanner.fields === columns) alike++
    }
  } catch {
    return 0 // with this delimiter a quotation mark stays open: it is not the one
  }
  if (columns < 2) return 0
  return 1 + alike / records + columns / 1e6
}
