import type { JSONColumnType } from 'kysely'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { MeasuresTables } from '../tables.ts'
import type { Mapping } from './domain/columns.ts'
import type { Choice, Judged, Verdict } from './domain/judge.ts'
import type { PresentMeasure } from './domain/present.ts'

/** The tables of imports. Meaning: COMMENT ON in migrations/030_importing.sql. */
export type ImportTables = {
  measure_import: ImportTable
  measure_import_row: RowTable
  measure_import_mapping: { fingerprint: string; mapping: JSONColumnType<Mapping>; changed_at: Date }
}

export const tables = (tx: Tx) => tx.withTables<MeasuresTables & ImportTables>()

export type ImportState = 'mapping' | 'checked' | 'done' | 'undone'

export interface SheetOfFile {
  readonly name: string
  readonly hidden: boolean
}

/** What is to be said about the file as a whole. */
export interface Remarks {
  readonly formulas: number
  readonly externalLinks: boolean
}

export interface PreviewRow {
  readonly number: number
  readonly texts: readonly string[]
}

interface ImportTable {
  id: Id<'measure-import'>
  file_name: string
  content: Buffer
  sheets: JSONColumnType<readonly SheetOfFile[]>
  sheet: string
  preview: JSONColumnType<readonly PreviewRow[]>
  header_row: number
  mapping: JSONColumnType<Mapping>
  remarks: JSONColumnType<Remarks>
  state: ImportState
  version: number
  created_at: Date
  created_by: string | null
  finished_at: Date | null
  undone_at: Date | null
}

/** A judged row as it is kept. */
export type Reading = Pick<Judged, 'values' | 'issues' | 'changed' | 'beside'>

interface RowTable {
  import_id: Id<'measure-import'>
  number: number
  verdict: Verdict
  choice: Choice
  title: string
  reading: JSONColumnType<Reading>
  target_id: Id<'measure'> | null
  measure_id: Id<'measure'> | null
  measure_version: number | null
  former: JSONColumnType<PresentMeasure> | null
}
