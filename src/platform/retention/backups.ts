import { z } from 'zod'
import { longestKeptDays } from '../backup/keep.ts'
import type { BackupSettings } from '../config/index.ts'
import type { Tx } from '../database/index.ts'
import { defineSetting, readSetting } from '../settings/index.ts'

/** What the district states of backups that the program does not make: those of the data centre; null: nothing. */
export const backupDaysSetting = defineSetting<number | null>({
  key: 'retention.backup-days',
  schema: z.number().int().min(0).max(3660).nullable(),
  fallback: null,
})

/** Days that the platform's own backups are kept; null where it makes none. */
export function ownBackupDays(backup: BackupSettings | undefined): number | null {
  return backup?.folder ? longestKeptDays(backup.keep) : null
}

/** Days after which what was deleted is in no backup any more, the longer of both kinds; null: not known. */
export async function backupDays(tx: Tx, ownDays: number | null): Promise<number | null> {
  const { value } = await readSetting(tx, backupDaysSetting)
  if (value === null) return ownDays
  return Math.max(value, ownDays ?? 0)
}
