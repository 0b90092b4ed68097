import type { Day } from '../../../../kernel/day.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { checksumOf, contentOn } from '../queries/snapshots.ts'
import type { Setting } from '../setting.ts'
import { tables } from '../tables.ts'

/**
 * Keeps the register as it stood on a day, with the last approved report of each measure, so that a paper can cite it for
 * good. It never changes; what is found wrong later is in the next one.
 */
export async function makeSnapshot(
  tx: Tx,
  actor: Actor | 'system',
  { now, demo }: Pick<Setting, 'now' | 'demo'>,
  wanted: { readonly title: string; readonly referenceDay: Day; readonly campaignId?: Id<'campaign'> },
): Promise<Id<'snapshot'>> {
  const content = await contentOn(tx, wanted.referenceDay, wanted.campaignId)
  const id = newId<'snapshot'>()
  await tables(tx)
    .insertInto('snapshot')
    .values({
      id,
      campaign_id: wanted.campaignId ?? null,
      title: wanted.title,
      reference_day: wanted.referenceDay,
      content: JSON.stringify(content),
      checksum: checksumOf(content),
      simulated: demo,
      made_at: new Date(now),
      made_by: actor === 'system' ? null : actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'measures.snapshot-made',
    subject: id,
    subjectKind: 'measures.snapshot',
    details: { referenceDay: wanted.referenceDay, measures: content.counts.measures },
  })
  return id
}
