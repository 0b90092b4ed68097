import { Cells } from './csv/cells.ts'
import { guessDialect } from './csv/dialect.ts'
import { Scanner } from './csv/scan.ts'
import { unicodeOf } from './identify.ts'
import { Tallies } from './tallies.ts'
import { FieldText } from './text.ts'

export interface TableRow {
  readonly cells: readonly string[]
  /** Counted from 1. */
  readonly line: number
}

/**
 * A small CSV as texts, the header as first row, empty lines left out: for lists beside a log. Delimiter and encoding are
 * found as for logs. Throws Invalid for a quote that is never closed.
 */
export function readTable(bytes: Uint8Array): readonly TableRow[] {
  const unicode = unicodeOf(bytes)
  const text = unicode ? inUtf8(bytes.subarray(unicode.mark), unicode.encoding) : bytes
  const dialect = guessDialect(text, true)
  const scanner = new Scanner(dialect.delimiter.charCodeAt(0), dialect.skip > 0 ? 2 : 1)
  const cells = new Cells(scanner, new FieldText(new Tallies(), false))
  const rows: TableRow[] = []
  for (let at = dialect.skip; at < text.length; ) {
    at = scanner.next(text, at, text.length, true)
    if (scanner.isBlank) continue
    const found = Array.from({ length: scanner.fields }, (_, field) => (cells.find(text, field) ? cells.text() : ''))
    rows.push({ cells: found, line: scanner.line })
  }
  return rows
}

function inUtf8(bytes: Uint8Array, encoding: string): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(encoding).decode(bytes))
}
