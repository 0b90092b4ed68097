import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { mayFollow, mayGoBack } from '../../topics/domain/states.ts'
import { moveTopic, type NewsKind, type TopicState, tellOrigins } from '../../topics/index.ts'
import { cellsOf } from '../../topics/queries/cells.ts'
import { getTopicRow } from '../../topics/queries/topics.ts'
import { tables } from '../access.ts'
import type { Writer } from '../recording.ts'

/** What those who reported learn when a topic follows its proposal; a draft is nobody's news. */
const newsOf: Partial<Record<TopicState, NewsKind>> = {
  submitted: 'proposed',
  accepted: 'accepted',
  rejected: 'rejected',
  deferred: 'deferred',
  escalated: 'escalated',
}

/**
 * Lets the topic of a proposal follow what became of the proposal. A topic that is elsewhere stays there: a second proposal
 * on a topic that is being carried out does not take it back. With `on`, the day of the submission or decision, those who
 * reported the topic's findings are told, wherever the topic is.
 */
export async function followTopic(
  tx: Tx,
  actor: Writer,
  topicId: string | null,
  state: TopicState,
  on?: Day,
): Promise<void> {
  if (topicId === null) return
  const topic = await getTopicRow(tx, topicId as Id<'topic'>)
  if (mayFollow(topic.state, state)) await moveTopic(tx, actor, topic.id, state)
  const kind = newsOf[state]
  if (kind && on) await tellOrigins(tx, actor, topic.id, { kind, on })
}

/**
 * Lets a topic go back to what was known of it before, once no proposal is left on it: the last one was withdrawn, or is
 * about another topic now.
 */
export async function leaveTopic(tx: Tx, actor: Writer, topicId: string | null): Promise<void> {
  if (topicId === null) return
  const left = await tables(tx)
    .selectFrom('proposal')
    .select('id')
    .where('topic_id', '=', topicId)
    .where('state', 'in', ['draft', 'submitted', 'circulating', 'deferred'])
    .limit(1)
    .executeTakeFirst()
  if (left) return
  const { id, state, bodyId, assessedOn } = await getTopicRow(tx, topicId as Id<'topic'>)
  const before = bodyId
    ? 'assigned'
    : assessedOn
      ? 'assessed'
      : (await cellsOf(tx, id)).length > 0
        ? 'clustered'
        : 'reported'
  if (mayGoBack(state, before)) await moveTopic(tx, actor, id, before, { back: true })
}
