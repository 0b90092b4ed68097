import type { Released } from '../../release.ts'
import type { LogSheet } from '../figures.ts'
import type { UploadedLog } from '../queries.ts'

/** Everything the page of one log is made from. */
export interface LogView {
  readonly log: UploadedLog
  readonly figures: Released<LogSheet>
  readonly targetDays: number | null
}
