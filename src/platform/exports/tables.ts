import type { Id } from '../../kernel/ids.ts'
import type { Locale } from '../i18n/index.ts'
import type { End, ExportFormat, ExportState, Failure } from './domain.ts'

/** Tables of exports; the meaning of each stands in the migrations. */
export type ExportTables = {
  export_order: {
    id: Id<'export'>
    member_id: Id<'user'>
    organisation_id: Id<'organisation'> | null
    controller_id: Id<'organisation'> | null
    kind: string
    title: string
    format: ExportFormat
    query: string
    narrowed_by: string | null
    locale: Locale
    holds_people: boolean
    state: ExportState
    reason: Failure | End | null
    rows_done: number
    rows_total: number | null
    ordered_at: Date
    begun_at: Date | null
    ended_at: Date | null
    expires_at: Date | null
    fetched_at: Date | null
  }
  export_file: {
    export_id: Id<'export'>
    controller_id: Id<'organisation'> | null
    content: Buffer
    subjects: string[]
  }
}
