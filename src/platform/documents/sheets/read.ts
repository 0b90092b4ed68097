import type { SheetContent, SheetLimits, SheetOutcome, SheetReading, SheetRow } from './model.ts'

export interface ReadOptions {
  readonly limits?: Partial<SheetLimits>
  /** Name of the sheet; the first visible one when absent. */
  readonly sheet?: string
}

/** Row by row, for large files: only what `onRow` keeps stays in memory. Nothing is handed over before the file's kind is known to be safe. */
export async function readRows(
  bytes: Uint8Array,
  filename: string,
  options: ReadOptions,
  onRow: (row: SheetRow) => void | Promise<void>,
): Promise<SheetOutcome<SheetContent>> {
  throw new Error(`not yet: ${filename} ${bytes.length} ${options.sheet} ${onRow.name}`)
}

/** All rows at once. */
export async function readSheet(bytes: Uint8Array, filename: string, options: ReadOptions = {}): Promise<SheetReading> {
  const content: SheetRow[] = []
  const outcome = await readRows(bytes, filename, options, (row) => {
    content.push(row)
  })
  return outcome.refused === undefined ? { ...outcome, content } : outcome
}
