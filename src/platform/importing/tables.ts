import type { JSONColumnType } from 'kysely'
import type { Id } from '../../kernel/ids.ts'
import type { RoleKey } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import type { Mapping } from './domain/columns.ts'
import type { Choice, Reading, Remaining, Verdict } from './domain/rows.ts'
import type { ImportState } from './domain/states.ts'

/** The tables of imports. Meaning: COMMENT ON in migrations/tenant/001_importing.sql. */
export type ImportTables = {
  list_import: ImportTable
  list_import_row: RowTable
  list_import_mapping: { kind: string; fingerprint: string; mapping: JSONColumnType<Mapping>; changed_at: Date }
}

export const tables = (tx: Tx) => tx.withTables<ImportTables>()

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
  id: Id<'import'>
  kind: string
  organisation_id: Id<'organisation'> | null
  controller_id: Id<'organisation'> | null
  roles: RoleKey[]
  personal: boolean
  file_name: string
  content: Buffer | null
  sheets: JSONColumnType<readonly SheetOfFile[]>
  sheet: string
  preview: JSONColumnType<readonly PreviewRow[]>
  header_row: number
  mapping: JSONColumnType<Mapping>
  remarks: JSONColumnType<Remarks>
  row_count: number
  state: ImportState
  progress: number
  progress_of: number
  failure: string | null
  version: number
  created_at: Date
  created_by: Id<'user'>
  finished_at: Date | null
  undone_at: Date | null
}

interface RowTable {
  import_id: Id<'import'>
  number: number
  verdict: Verdict
  choice: Choice
  title: string
  reading: JSONColumnType<Reading>
  target_id: string | null
  record_id: string | null
  record_version: number | null
  former: JSONColumnType<object> | null
  remains: JSONColumnType<Remaining> | null
}
