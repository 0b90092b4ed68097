import { defaultLimits, Refused } from './limits.ts'
import type { SheetContent, SheetLimits, SheetOutcome, SheetReading, SheetRow } from './model.ts'
import { readCsv } from './readcsv.ts'
import { readXlsx } from './readxlsx.ts'

export interface ReadOptions {
  readonly limits?: Partial<SheetLimits>
  /** Name of the sheet; the first visible one when absent. */
  readonly sheet?: string
}

/**
 * Row by row, for large files: only what `onRow` keeps stays in memory. A file may be refused after rows were handed over
 * (the hundred thousand and first row): callers write in a transaction. Nothing in the file is executed or looked up.
 */
export async function readRows(
  bytes: Uint8Array,
  filename: string,
  options: ReadOptions,
  onRow: (row: SheetRow) => void | Promise<void>,
): Promise<SheetOutcome<SheetContent>> {
  const limits = { ...defaultLimits, ...options.limits }
  try {
    if (bytes.length === 0) throw new Refused('empty')
    if (bytes.length > limits.bytes) throw new Refused('too-large', { limit: limits.bytes })
    if (kindOf(bytes) === 'zip') return { kind: 'xlsx', ...(await readXlsx(bytes, limits, options.sheet, onRow)) }
    const { csv, rows } = await readCsv(bytes, limits, onRow)
    const name = filename.replace(/\.[^.]*$/, '')
    return {
      kind: 'csv',
      sheets: [{ name, hidden: false }],
      sheet: name,
      csv,
      rows,
      formulas: 0,
      externalLinks: false,
    }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.refusal, values: error.values }
    throw error
  }
}

/** All rows at once. */
export async function readSheet(bytes: Uint8Array, filename: string, options: ReadOptions = {}): Promise<SheetReading> {
  const content: SheetRow[] = []
  const outcome = await readRows(bytes, filename, options, (row) => {
    content.push(row)
  })
  return outcome.refused === undefined ? { ...outcome, content } : outcome
}

/** By what stands in the file; its name may say anything. */
function kindOf(bytes: Uint8Array): 'zip' | 'text' {
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  if (start.startsWith('PK\u0003\u0004')) {
    // Its list of contents stands at the end: without it the file was cut off on its way.
    if (Buffer.from(bytes.subarray(-66_000)).includes('PK\u0005\u0006', 0, 'latin1')) return 'zip'
    throw new Refused('broken')
  }
  if (start.startsWith('PK')) throw new Refused('broken')
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) {
    const encrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw new Refused(encrypted ? 'encrypted' : 'old-excel')
  }
  if (/^(?:%PDF|\{\\rtf|\u0089PNG|GIF8|\u00ff\u00d8\u00ff|MZ|\u007fELF|\s*<(?:\?xml|!doctype|html|svg))/i.test(start))
    throw new Refused('unknown-kind')
  return 'text'
}
