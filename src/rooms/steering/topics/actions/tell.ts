import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { enqueue } from '../../../../platform/jobs/index.ts'
import { type Cell, cellKey } from '../domain/cells.ts'
import { type News, type TopicNews, topicFormed } from '../news.ts'
import { cellsOf, takenCells } from '../queries/cells.ts'
import type { Writer } from '../recording.ts'
import { tables } from '../tables.ts'

/**
 * Tells those who reported the findings of a topic what became of it ("Ihr Hinweis führte zu …"), in the transaction of
 * the change. Steering does not know who they are: a job of the people's side finds them by the cells. A topic without
 * findings has nobody to tell. Throws NotFound.
 */
export async function tellOrigins(tx: Tx, _actor: Writer, topicId: Id<'topic'>, news: News): Promise<void> {
  await sendNews(tx, topicId, news)
}

/** Tells them only what the topic is called and by when it is to be decided, after either changed. Throws NotFound. */
export async function tellName(tx: Tx, topicId: Id<'topic'>): Promise<void> {
  await sendNews(tx, topicId)
}

/**
 * Tells those whose finding was released into a cell that a topic has already, of this cell alone, the others know; and
 * coordination, that the topic has grown.
 */
export async function tellJoined(tx: Tx, cell: Cell, on: Day): Promise<void> {
  const number = (await takenCells(tx, [cell])).get(cellKey(cell))
  if (number === undefined) return
  const topic = await tables(tx)
    .selectFrom('topic')
    .select(['id', 'title', 'due_on'])
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  await tables(tx)
    .insertInto('topic_arrival')
    .values({ topic_id: topic.id, arrived_on: on })
    .onConflict((conflict) => conflict.constraint('topic_arrival_pk').doUpdateSet({ arrived_on: on }))
    .execute()
  const told: TopicNews = {
    title: topic.title,
    decisionOn: topic.due_on,
    cells: [cell],
    news: { kind: 'topicFormed', on },
  }
  await enqueue(tx, topicFormed, told)
}

async function sendNews(tx: Tx, topicId: Id<'topic'>, news?: News): Promise<void> {
  const topic = await tables(tx)
    .selectFrom('topic')
    .select(['title', 'due_on'])
    .where('id', '=', topicId)
    .executeTakeFirst()
  if (!topic) throw new NotFound(`no topic ${topicId}`)
  const cells = await cellsOf(tx, topicId)
  if (cells.length === 0) return
  const told: TopicNews = { title: topic.title, decisionOn: topic.due_on, cells, ...(news && { news }) }
  await enqueue(tx, topicFormed, told)
}
