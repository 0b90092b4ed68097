import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { mayFollow } from '../../topics/domain/states.ts'
import { moveTopic, type TopicState } from '../../topics/index.ts'
import { getTopicRow } from '../../topics/queries/topics.ts'
import type { Writer } from '../recording.ts'

/**
 * Lets the topic of a proposal follow what became of the proposal. A topic that is elsewhere stays there: a second proposal
 * on a topic that is being carried out does not take it back.
 */
export async function followTopic(tx: Tx, actor: Writer, topicId: string | null, state: TopicState): Promise<void> {
  if (topicId === null) return
  const topic = await getTopicRow(tx, topicId as Id<'topic'>)
  if (mayFollow(topic.state, state)) await moveTopic(tx, actor, topic.id, state)
}
