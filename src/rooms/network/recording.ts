import { sql } from 'kysely'
import type { Day } from '../../kernel/day.ts'
import { newId } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { record } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { storeWords } from '../../platform/search/index.ts'
import { tables } from './access.ts'
import type { FieldChange } from './domain/changes.ts'
import type { RecordKind, SubjectKind } from './domain/kinds.ts'
import { changesOf } from './queries/records.ts'

/** What a write sets besides its values. The time is that of the database: who changed what when is evidence. */
export const advanced = (actor: Actor, version: number) => ({
  version: version + 1,
  changed_at: sql<Date>`now()`,
  changed_by: actor.userId,
})

/** Where and when a write happens, as far as it has to know. */
export interface Setting {
  readonly today: Day
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
}

/** What every new record begins with. */
export const begun = (actor: Actor, setting: Setting, key: string) => ({
  key,
  ended_on: null,
  simulated: setting.demo,
  ...advanced(actor, 0),
})

export interface Written {
  readonly kind: SubjectKind
  readonly id: string
  /** The version that the record has now. */
  readonly version: number
  /** What happened: `created`, `changed`, `renamed`. */
  readonly event: string
  readonly changes: readonly FieldChange[]
}

/**
 * Notes what was just written to a record: one row of its history and one entry of the audit, in the same transaction.
 * The audit gets the names of the fields only; what they said stands in the history.
 */
export async function noteChange(tx: Tx, actor: Actor, { kind, id, version, event, changes }: Written): Promise<void> {
  await tables(tx)
    .insertInto('network_change')
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
    event: `network.${kind}-${event}`,
    subject: id,
    subjectKind: `network.${kind}`,
    details: { version, fields: changes.map((change) => change.field) },
  })
}

/**
 * Throws ChangedMeanwhile, with who did it and when, unless exactly one row was updated, which it is while the version
 * is the one that the person saw.
 */
export async function demandUpdated(tx: Tx, result: { readonly numUpdatedRows: bigint }, id: string): Promise<void> {
  if (result.numUpdatedRows === 1n) return
  const [latest] = await changesOf(tx, id, 1)
  throw new ChangedMeanwhile(latest?.changedBy ?? '', latest?.changedAt ?? new Date())
}

/** Stores the words by which a record is found, instead of those it had. */
export async function indexWords(
  tx: Tx,
  kind: RecordKind,
  id: string,
  texts: readonly (string | null | undefined)[],
): Promise<void> {
  await tables(tx).deleteFrom('network_word').where('subject_id', '=', id).execute()
  await addWords(tx, [{ kind, id, texts }])
}

export interface Worded {
  readonly kind: RecordKind
  readonly id: string
  /** Empty ones are passed over. */
  readonly texts: readonly (string | null | undefined)[]
}

/** Stores the words of records that have none yet. */
export const addWords = (tx: Tx, records: readonly Worded[]): Promise<void> => storeWords(tx, 'network_word', records)

/** An id for a row that hangs on a record. */
export const rowId = () => newId<'row'>() as string
