import type { BackupSettings } from '../config/index.ts'

export interface KeptBackup {
  readonly id: string
  /** When it was made, in milliseconds since 1970. */
  readonly madeMs: number
  readonly verified: boolean
}

const dayMs = 86_400_000

/**
 * Which backups have had their time: of each of the last days, weeks (from Monday) and months that have one, the last
 * backup stays, in UTC. The newest stays always, and so does the newest that was restored on trial, whatever the rule says: a
 * row of runs that cannot be restored must not push out the one that can.
 */
export function expiredBackups<Backup extends KeptBackup>(
  backups: readonly Backup[],
  keep: BackupSettings['keep'],
): Backup[] {
  const newestFirst = [...backups].sort((one, other) => other.madeMs - one.madeMs)
  const kept = new Set<Backup | undefined>([newestFirst[0], newestFirst.find(({ verified }) => verified)])
  for (const [periodOf, count] of [
    [dayOf, keep.days],
    [weekOf, keep.weeks],
    [monthOf, keep.months],
  ] as const) {
    const seen = new Set<string | number>()
    for (const backup of newestFirst) {
      const period = periodOf(backup.madeMs)
      if (seen.has(period) || seen.size >= count) continue
      seen.add(period)
      kept.add(backup)
    }
  }
  return newestFirst.filter((backup) => !kept.has(backup))
}

/** After how many days, at the latest, what was deleted is in no backup any more, when one is made every day. */
export function longestKeptDays({ days, weeks, months }: BackupSettings['keep']): number {
  return Math.max(days, weeks * 7, months * 31) + 1
}

const dayOf = (ms: number) => Math.floor(ms / dayMs)
// 1970 began on a Thursday.
const weekOf = (ms: number) => Math.floor((dayOf(ms) + 3) / 7)
const monthOf = (ms: number) => new Date(ms).toISOString().slice(0, 7)
