import { Invalid } from '../../../kernel/errors.ts'
import type { ReadRequest } from '../request.ts'
import type { TextSource } from '../source.ts'
import { Tallies } from '../tallies.ts'
import { FieldText } from '../text.ts'
import { Cells } from './cells.ts'
import { isDate } from './columns.ts'
import { type Dialect, guessDialect, statedDelimiter } from './dialect.ts'
import { columnNames } from './header.ts'
import { Scanner } from './scan.ts'

/** How many records are looked at before the columns are chosen. */
const sampled = 100

/** What the beginning of a CSV tells. */
export interface Head {
  readonly dialect: Dialect
  /** Names of the columns, each once. */
  readonly header: readonly string[]
  /** The line on which they stand. */
  readonly line: number
  /** The first records as texts, empty where a field is missing. */
  readonly sample: readonly (readonly string[])[]
}

/** Finds the delimiter and the header. Throws Invalid when there is no line at all, or data where names should be. */
export function readHead(text: TextSource, request: ReadRequest): Head {
  const { head, whole } = text
  const dialect = dialectOf(head, whole, request)
  const scanner = new Scanner(dialect.delimiter.charCodeAt(0), dialect.skip > 0 ? 2 : 1)
  const cells = new Cells(scanner, new FieldText(new Tallies(), text.strict))
  const rows: string[][] = []
  let line = 1
  for (let at = dialect.skip; at < head.length && rows.length <= sampled; ) {
    const next = scanner.next(head, at, head.length, whole)
    if (next < 0) break
    at = next
    if (scanner.isBlank) continue
    if (rows.length === 0) line = scanner.line
    rows.push(Array.from({ length: scanner.fields }, (_, field) => (cells.find(head, field) ? cells.text() : '')))
  }
  const [first] = rows
  if (!first) {
    if (text.failure !== undefined) throw text.failure
    throw new Invalid([{ field: 'log', code: whole ? 'log.empty' : 'log.csv.record-too-long', values: { line } }])
  }
  if (request.header === false) return { dialect, header: columnNames(first.map(() => '')), line, sample: rows }
  const date = first.find(isDate)
  if (date !== undefined) {
    throw new Invalid([{ field: 'log', code: 'log.csv.header-missing', values: { line, sample: date } }])
  }
  return { dialect, header: columnNames(first), line, sample: rows.slice(1) }
}

function dialectOf(head: Uint8Array, whole: boolean, request: ReadRequest): Dialect {
  if (!request.delimiter) return guessDialect(head, whole)
  return { delimiter: request.delimiter, sure: true, skip: statedDelimiter(head)?.skip ?? 0 }
}
