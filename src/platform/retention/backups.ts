import { z } from 'zod'
import type { Tx } from '../database/index.ts'
import { defineSetting, readSetting } from '../settings/index.ts'

/** Days after which the last backup that holds something deleted is gone too; null: nobody has said so. */
export const backupDaysSetting = defineSetting<number | null>({
  key: 'retention.backup-days',
  schema: z.number().int().min(0).max(3660).nullable(),
  fallback: null,
})

export async function backupDays(tx: Tx): Promise<number | null> {
  return (await readSetting(tx, backupDaysSetting)).value
}
