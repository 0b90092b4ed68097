import type { LastBackups } from './runs.ts'

/** How it stands with the backups of an installation; the words are in the messages below `health.backup.age`. */
export type BackupState =
  | 'demo'
  | 'never'
  | 'not-planned'
  | 'fine'
  | 'unverified'
  | 'failed'
  | 'different'
  | 'old'
  | 'too-old'

export interface BackupSituation extends LastBackups {
  /** A folder is set, so one is made every day. */
  readonly planned: boolean
  /** All districts are demos: there is nothing to lose. */
  readonly demo: boolean
  readonly now: number
}

/** One day without a backup may happen; two may not. */
export const oldMs = 50 * 3_600_000
/** Older than this, more is lost than anybody writes again. */
export const tooOldMs = 8 * 86_400_000

/** What counts is the age of the last backup that was restored on trial; then whether the newest run was in order. */
export function stateOfBackups({ verified, newest, made, planned, demo, now }: BackupSituation): BackupState {
  const ageMs = verified ? now - verified.startedAt.getTime() : Number.POSITIVE_INFINITY
  if (newest?.result === 'different') return 'different'
  if (!newest) return planned ? 'never' : demo ? 'demo' : 'not-planned'
  if (!verified) return made ? 'unverified' : 'failed'
  if (ageMs > tooOldMs) return demo && !planned ? 'demo' : 'too-old'
  if (newest.result === 'failed' || newest.result === 'refused' || newest.result === 'interrupted') return 'failed'
  if (ageMs > oldMs) return demo && !planned ? 'demo' : 'old'
  return 'fine'
}

/** How bad that is: `broken` where data are at risk now. */
export const severity: Readonly<Record<BackupState, 'ok' | 'attention' | 'broken'>> = {
  demo: 'ok',
  fine: 'ok',
  never: 'attention',
  'not-planned': 'broken',
  unverified: 'attention',
  failed: 'attention',
  old: 'attention',
  different: 'broken',
  'too-old': 'broken',
}
