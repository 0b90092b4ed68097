import { asPlatform } from '../../../platform/access/acting.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { ImportKind, TakenRow } from '../../../platform/importing/index.ts'
import { keeps, tables, visibleOffers } from '../access.ts'
import { changeOffer } from '../actions/offers.ts'
import { getOffer } from '../queries/offers.ts'
import { advanced, noteChange, type Setting } from '../recording.ts'
import { type FormerOffer, removeCount } from './writing.ts'

/** What the import created leaves the directory, what it changed says again what it said; unless somebody changed it since. */
export async function undoOffer(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  { id, version, former }: TakenRow<FormerOffer>,
): ReturnType<ImportKind['undo']> {
  const now = await visibleOffers(tx, actor)
    .select(['offer.version', 'offer.organisation_id as organisationId'])
    .where('offer.id', '=', id as never)
    .executeTakeFirst()
  if (!now || !keeps(actor, now.organisationId)) return { code: 'gone' }
  if (now.version !== version) return { code: 'changed' }
  if (!former?.before) {
    await asPlatform(tx, () => removeOffer(tx, id))
    await record(tx, actor, { event: 'offers.offer-withdrawn', subject: id, subjectKind: 'offers.offer' })
    return undefined
  }
  await changeOffer(tx, actor, setting, id, { ...former.before, version })
  if (former.count !== null) await putPlacesBack(tx, actor, id, former)
  return undefined
}

async function removeOffer(tx: Tx, id: string): Promise<void> {
  for (const table of ['offer_count', 'offer_state', 'offer_change', 'offer_municipality'])
    await sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref(table === 'offer_change' ? 'subject_id' : 'offer_id')} = ${id}`.execute(
      tx,
    )
  await sql`DELETE FROM offer_word WHERE subject_id = ${id}`.execute(tx)
  await sql`DELETE FROM offer WHERE id = ${id}`.execute(tx)
}

/** The directory shows the check before again; the history says that one was taken back. */
async function putPlacesBack(tx: Tx, actor: Actor, id: string, { places, count }: FormerOffer): Promise<void> {
  const offer = await getOffer(tx, actor, id)
  await asPlatform(tx, () => removeCount(tx, id, count ?? 0))
  await tables(tx)
    .updateTable('offer')
    .set({
      capacity: places?.capacity ?? null,
      free_places: places?.freePlaces ?? null,
      waiting: places?.waiting ?? null,
      expected_wait_days: places?.expectedWaitDays ?? null,
      checked_on: places?.checkedOn ?? null,
      ...advanced(actor, offer.version),
    })
    .where('id', '=', offer.id)
    .execute()
  await noteChange(tx, actor, { id: offer.id, version: offer.version + 1, event: 'check-undone', changes: [] })
}
