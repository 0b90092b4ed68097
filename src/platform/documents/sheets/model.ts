import type { Day } from '../../../kernel/day.ts'

/** A cell as it stands in a spreadsheet somebody sent. Nothing is ever calculated: a formula gives what was last shown. */
export type SheetCell =
  | string
  | number
  | boolean
  | null
  | { readonly kind: 'day'; readonly day: Day }
  /** A formula and the value that the program of the sender kept with it. */
  | { readonly kind: 'formula'; readonly value: PlainCell }
  /** `#N/A`, `#REF!` … */
  | { readonly kind: 'fault'; readonly code: string }

export type PlainCell = string | number | boolean | null | { readonly kind: 'day'; readonly day: Day }

export interface SheetRow {
  /** As the spreadsheet counts: the first row is 1. */
  readonly number: number
  /** Empty cells are null; cells at the end of the row may be missing. */
  readonly cells: readonly SheetCell[]
}

export interface SheetInfo {
  readonly name: string
  readonly hidden: boolean
}

/** Why a file is not read. Codes are keys of messages below `error.sheet.`. */
export type SheetRefusal =
  | 'empty'
  | 'too-large'
  | 'unknown-kind'
  | 'old-excel'
  | 'encrypted'
  | 'macros'
  | 'broken'
  | 'bomb'
  | 'unsafe-xml'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'cell-too-long'
  | 'too-many-parts'
  | 'no-such-sheet'
  | 'no-sheet'

export interface SheetLimits {
  /** Of the file as it was sent. */
  readonly bytes: number
  /** Of all parts together, unpacked. */
  readonly unpackedBytes: number
  /** Unpacked to packed, for parts beyond 1 MiB. */
  readonly ratio: number
  readonly parts: number
  /** Counted without rows in which nothing stands. */
  readonly rows: number
  readonly columns: number
  /** Characters of one cell. */
  readonly cell: number
}

export interface SheetContent {
  readonly kind: 'xlsx' | 'csv'
  /** All sheets of the workbook in their order; a CSV file has one, named after the file. */
  readonly sheets: readonly SheetInfo[]
  /** Name of the sheet that was read. */
  readonly sheet: string
  /** How the bytes of a CSV file were read. */
  readonly csv?: { readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252'; readonly separator: ';' | ',' | '\t' }
  readonly rows: number
  /** Cells with formulas, of which only the kept value counts. */
  readonly formulas: number
  /** The workbook refers to other files; those references were not followed. */
  readonly externalLinks: boolean
}

export type SheetOutcome<T> =
  | { readonly refused: SheetRefusal; readonly values?: Readonly<Record<string, string | number>> }
  | ({ readonly refused?: undefined } & T)

/** A small file at once. */
export type SheetReading = SheetOutcome<SheetContent & { readonly content: readonly SheetRow[] }>

export type BookCell = string | number | boolean | null | undefined

export interface BookColumn {
  readonly header: string
  /** In characters. */
  readonly width?: number
  /** `day`: cells are Days (`2026-11-17`) and become real dates. `text` when absent: what stands there is never a formula. */
  readonly kind?: 'text' | 'number' | 'day'
}

export interface BookSheet {
  readonly name: string
  readonly columns: readonly BookColumn[]
  readonly rows: Iterable<readonly BookCell[]>
}

export interface Book {
  readonly title: string
  readonly issuer?: string
  /** `DEMO` …: stand in the properties, in the printed header, and first on the sheet of notes. */
  readonly marks: readonly string[]
  readonly createdOn: Day
  readonly sheets: readonly BookSheet[]
  /** Lines of a last sheet: as of when, which filter, how to read it. */
  readonly notes?: { readonly name: string; readonly lines: readonly string[] }
}
