import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import type { Land } from '../../kernel/holidays.ts'
import type { Actor } from '../../platform/access/index.ts'
import { record } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { storeWords } from '../../platform/search/index.ts'
import { tables } from './access.ts'
import type { FieldChange } from './domain/changes.ts'
import type { SubjectKind } from './domain/kinds.ts'

/** Where and when a write happens, as far as it has to know. */
export interface Setting {
  readonly today: Day
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
  /** Whose holidays count for working days. */
  readonly land: Land
}

/** What a write sets besides its values. The time is that of the database: who changed what when is evidence. */
export const advanced = (actor: Actor, version: number) => ({
  version: version + 1,
  changed_at: sql<Date>`now()`,
  changed_by: actor.userId,
})

export interface Written {
  readonly kind: SubjectKind
  readonly id: string
  /** The version that the record has now. */
  readonly version: number
  /** What happened: `created`, `changed`, `released`. */
  readonly event: string
  readonly changes?: readonly FieldChange[]
  /** For the audit besides version and names of fields: codes, ids and numbers. */
  readonly details?: Readonly<Record<string, unknown>>
}

/** Notes what was just written: one row of the record's history and one entry of the audit, in the same transaction. */
export async function noteChange(tx: Tx, actor: Actor, written: Written): Promise<void> {
  const { kind, id, version, event, changes = [], details } = written
  await tables(tx)
    .insertInto('council_change')
    .values({
      subject_id: id,
      subject_kind: kind,
      version,
      event,
      changes: JSON.stringify(changes),
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: `council.${kind}-${event}`,
    subject: id,
    subjectKind: `council.${kind}`,
    details: { version, fields: changes.map((change) => change.field), ...details },
  })
}

/**
 * Throws ChangedMeanwhile, with who did it and when, unless exactly one row was updated, which it is while the version
 * is the one that the person saw.
 */
export async function demandUpdated(tx: Tx, result: { readonly numUpdatedRows: bigint }, id: string): Promise<void> {
  if (result.numUpdatedRows === 1n) return
  const latest = await tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('council_change')
    .leftJoin('membership', 'membership.id', 'council_change.changed_by')
    .select(['membership.name', 'council_change.changed_at as at'])
    .where('council_change.subject_id', '=', id)
    .orderBy('council_change.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  throw new ChangedMeanwhile(latest?.name ?? '', latest?.at ?? new Date())
}

/** Stores the words by which a record is found, instead of those it had. */
export async function indexWords(
  tx: Tx,
  kind: 'paper' | 'resolution',
  id: string,
  texts: readonly (string | null)[],
): Promise<void> {
  await tables(tx).deleteFrom('council_word').where('subject_id', '=', id).execute()
  await storeWords(tx, 'council_word', [{ kind, id, texts }])
}
