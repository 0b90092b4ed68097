import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'

export const logFormats = ['xes', 'ocel'] as const
export type LogFormat = (typeof logFormats)[number]

/** `tooLarge`: no file was made, because it would be larger than one may be. */
export type LogExportState = 'ordered' | 'ready' | 'tooLarge'

type LogExportTables = {
  insight_log_export: {
    id: string
    member_id: Id<'user'>
    format: LogFormat
    reason: string
    state: LogExportState
    hand_overs: number | null
    left_out: number | null
    ordered_at: Date
    made_at: Date | null
    fetched_at: Date | null
  }
  insight_log_export_content: { export_id: string; content: Buffer }
}

export const tables = (tx: Tx) => tx.withTables<LogExportTables>()
