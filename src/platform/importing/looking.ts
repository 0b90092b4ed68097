import { Invalid } from '../../kernel/errors.ts'
import { readRows, type SheetRow } from '../documents/index.ts'
import { textOf } from './domain/cells.ts'
import { guessMapping, headerRowOf, type ImportColumn, type Mapping } from './domain/columns.ts'
import type { PreviewRow, Remarks, SheetOfFile } from './tables.ts'

/** Rows kept for choosing what the columns mean, and letters of a cell among them. */
const previewRows = 45
const previewLetters = 60

export interface LookedAt {
  readonly sheets: readonly SheetOfFile[]
  readonly sheet: string
  readonly preview: readonly PreviewRow[]
  /** Where the header seems to stand; 1 when none is found. */
  readonly headerRow: number
  readonly mapping: Mapping
  readonly remarks: Remarks
  /** Rows in which something stands, the header among them. */
  readonly rowCount: number
}

/**
 * Reads a sheet to its end, so that every reason to refuse the file is known, and keeps its first rows. Throws Invalid at
 * the field `file` with the reason.
 */
export async function lookAt(
  bytes: Uint8Array,
  fileName: string,
  columns: readonly ImportColumn[],
  sheet?: string,
): Promise<LookedAt> {
  const preview: PreviewRow[] = []
  const outcome = await readRows(bytes, fileName, sheet === undefined ? {} : { sheet }, (row) => {
    if (preview.length < previewRows)
      preview.push({ number: row.number, texts: row.cells.map((cell) => textOf(cell).slice(0, previewLetters)) })
  })
  if (outcome.refused !== undefined) throw refused(outcome.refused, outcome.values)
  if (outcome.rows === 0) throw refused('empty')
  const headerRow = headerRowOf(columns, preview) ?? preview[0]?.number ?? 1
  return {
    sheets: outcome.sheets,
    sheet: outcome.sheet,
    preview,
    headerRow,
    mapping: guessMapping(columns, preview.find((row) => row.number === headerRow)?.texts ?? []),
    remarks: { formulas: outcome.formulas, externalLinks: outcome.externalLinks },
    rowCount: outcome.rows,
  }
}

/** Of several sheets the one whose header is known best; hidden ones only when asked for by name. */
export async function lookAtBest(
  bytes: Uint8Array,
  fileName: string,
  columns: readonly ImportColumn[],
): Promise<LookedAt> {
  let best = await lookAt(bytes, fileName, columns)
  const score = (one: LookedAt) => Object.keys(one.mapping).length
  for (const { name, hidden } of best.sheets.slice(0, 12)) {
    if (hidden || name === best.sheet) continue
    try {
      const other = await lookAt(bytes, fileName, columns, name)
      if (score(other) > score(best)) best = other
    } catch (error) {
      // An empty sheet beside a good one is no reason to refuse the file.
      if (!(error instanceof Invalid)) throw error
    }
  }
  return best
}

/** Hands over the rows below the header. The file was judged when it came; it cannot be refused any more. */
export async function rowsBelow(
  bytes: Uint8Array,
  fileName: string,
  sheet: string,
  headerRow: number,
  onRow: (row: SheetRow) => void | Promise<void>,
): Promise<void> {
  const outcome = await readRows(bytes, fileName, { sheet }, (row) => (row.number > headerRow ? onRow(row) : undefined))
  if (outcome.refused !== undefined) throw refused(outcome.refused, outcome.values)
}

const refused = (code: string, values?: Readonly<Record<string, string | number>>): Invalid =>
  new Invalid([{ field: 'file', code: `importing-sheet-${code}`, ...(values && { values }) }])
