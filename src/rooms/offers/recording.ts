import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { record } from '../../platform/audit/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { storeWords } from '../../platform/search/index.ts'
import { tables } from './access.ts'
import type { FieldChange } from './domain/changes.ts'
import { changesOf } from './queries/histories.ts'

/** When and where a write happens, as far as it has to know. */
export interface Setting {
  readonly today: Day
  /** In a demonstration every record that somebody adds is simulated. */
  readonly demo: boolean
}

/** What a write sets besides its values. */
export const advanced = (actor: Actor, version: number) => ({
  version: version + 1,
  changed_at: sql<Date>`now()`,
  changed_by: actor.userId,
})

export const recorded = (actor: Actor) => ({ recorded_at: sql<Date>`now()`, recorded_by: actor.userId })

/** One row of the history and one entry of the audit: the audit gets the names of the fields, the history what they said. */
export async function noteChange(
  tx: Tx,
  actor: Actor,
  change: { id: Id<'offer'>; version: number; event: string; changes: readonly FieldChange[] },
): Promise<void> {
  const { id, version, event, changes } = change
  await tables(tx)
    .insertInto('offer_change')
    .values({
      subject_id: id,
      version,
      event,
      changes: JSON.stringify(changes),
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: `offers.offer-${event}`,
    subject: id,
    subjectKind: 'offers.offer',
    details: { version, fields: changes.map(({ field }) => field) },
  })
}

/** Throws ChangedMeanwhile unless exactly one row was updated, which it is while the version is the one that was seen. */
export async function demandUpdated(tx: Tx, result: { readonly numUpdatedRows: bigint }, id: string): Promise<void> {
  if (result.numUpdatedRows === 1n) return
  const [latest] = await changesOf(tx, id, { limit: 1 })
  throw new ChangedMeanwhile(latest?.changedBy ?? '', latest?.changedAt ?? new Date())
}

/** The texts by which an offer is found. */
export const searched = (
  offer: { name: string; summary: string; description?: string | null },
  organisation: string,
) => [offer.name, offer.summary, offer.description, organisation]

/** Stores the words by which an offer is found, instead of those it had. */
export async function indexWords(tx: Tx, id: Id<'offer'>, texts: readonly (string | null | undefined)[]) {
  await tables(tx).deleteFrom('offer_word').where('subject_id', '=', id).execute()
  await storeWords(tx, 'offer_word', [{ kind: 'offer', id, texts }])
}
