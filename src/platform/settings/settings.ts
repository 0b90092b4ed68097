import type { z } from 'zod'
import { Conflict } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Tx } from '../database/index.ts'

type SettingTables = {
  setting: { key: string; version: number; value: unknown; changed_at: Date; changed_by: Id<'user'> | null }
}

/** Something that a district decides about its platform, declared once by the part that reads it. */
export interface Setting<T> {
  /** `<part>.<what>`, such as `identity.second-factor`. */
  readonly key: string
  readonly schema: z.ZodType<T>
  /** What holds until the district decides. */
  readonly fallback: T
}

export interface Decided<T> {
  readonly value: T
  /** 0 while the fallback holds; goes into the form that changes it. */
  readonly version: number
  readonly changedAt: Date | null
  readonly changedBy: Id<'user'> | null
}

const known = new Set<string>()

/** Declares a setting. Throws RangeError when its key is declared twice. */
export function defineSetting<T>(setting: Setting<T>): Setting<T> {
  if (known.has(setting.key)) throw new RangeError(`the setting ${setting.key} is declared twice`)
  known.add(setting.key)
  return setting
}

/** What holds now. A value that an older program wrote and the schema no longer takes counts as not decided. */
export async function readSetting<T>(tx: Tx, setting: Setting<T>): Promise<Decided<T>> {
  const row = await tx
    .withTables<SettingTables>()
    .selectFrom('setting')
    .selectAll()
    .where('key', '=', setting.key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return { value: setting.fallback, version: 0, changedAt: null, changedBy: null }
  const parsed = setting.schema.safeParse(row.value)
  return {
    value: parsed.success ? parsed.data : setting.fallback,
    version: row.version,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
  }
}

/** All versions, the newest first, at most `limit`. */
export async function listVersions<T>(tx: Tx, setting: Setting<T>, limit = 50): Promise<readonly Decided<T>[]> {
  const rows = await tx
    .withTables<SettingTables>()
    .selectFrom('setting')
    .selectAll()
    .where('key', '=', setting.key)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
  return rows.flatMap((row) => {
    const parsed = setting.schema.safeParse(row.value)
    if (!parsed.success) return []
    return [{ value: parsed.data, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by }]
  })
}

/**
 * Decides anew. `version` is that of the page the decision was made on: throws Conflict when somebody decided meanwhile.
 * The audit names the setting and its version, never the value.
 */
export async function writeSetting<T>(
  tx: Tx,
  actor: Pick<Actor, 'userId' | 'controllerId'> | 'system',
  setting: Setting<T>,
  value: T,
  version: number,
  now: number,
): Promise<void> {
  const written = await tx
    .withTables<SettingTables>()
    .insertInto('setting')
    .values({
      key: setting.key,
      version: version + 1,
      value: JSON.stringify(setting.schema.parse(value)),
      changed_at: new Date(now),
      changed_by: actor === 'system' ? null : actor.userId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) throw new Conflict(`the setting ${setting.key} was changed meanwhile`)
  await record(tx, actor, {
    event: 'settings.decided',
    subjectKind: 'setting',
    details: { key: setting.key, version: version + 1 },
  })
}
