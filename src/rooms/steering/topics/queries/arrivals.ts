import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { tables } from '../tables.ts'

/** Topics that findings came to and nobody has looked through since, the latest first, at most `limit`. */
export async function arrivals(
  tx: Tx,
  limit: number,
): Promise<readonly { readonly number: number; readonly title: string }[]> {
  if (limit <= 0) return []
  return await tables(tx)
    .selectFrom('topic_arrival')
    .innerJoin('topic', 'topic.id', 'topic_arrival.topic_id')
    .select(['topic.number', 'topic.title'])
    .orderBy('topic_arrival.arrived_on', 'desc')
    .orderBy('topic.number', 'desc')
    .limit(limit)
    .execute()
}

/** The last day on which findings came to a topic; undefined where somebody has looked through them, or none came. */
export async function arrivedOn(tx: Tx, id: Id<'topic'>): Promise<Day | undefined> {
  const row = await tables(tx)
    .selectFrom('topic_arrival')
    .select('arrived_on')
    .where('topic_id', '=', id)
    .executeTakeFirst()
  return row?.arrived_on
}
