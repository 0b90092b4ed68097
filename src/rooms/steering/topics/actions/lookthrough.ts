import { type Actor, demand } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Topic } from '../queries/topics.ts'
import { tables } from '../tables.ts'

/** Notes that somebody has looked through the findings that came to a topic: it leaves the inbox. Throws Forbidden. */
export async function lookThrough(tx: Tx, actor: Actor, topic: Pick<Topic, 'id'>): Promise<void> {
  demand(actor, 'steering.prepare')
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('topic_arrival')
    .where('topic_id', '=', topic.id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return
  await record(tx, actor, {
    event: 'steering.topic-looked-through',
    subject: topic.id,
    subjectKind: 'steering.topic',
  })
}
