import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { mayFollow } from '../../topics/domain/states.ts'
import { getTopic, moveTopic, type TopicState } from '../../topics/index.ts'

/**
 * Lets the topic of a proposal follow what became of the proposal. A topic that is elsewhere stays there: a second proposal
 * on a topic that is being carried out does not take it back.
 */
export async function followTopic(tx: Tx, actor: Actor, topicId: string | null, state: TopicState): Promise<void> {
  if (topicId === null) return
  const id = topicId as Id<'topic'>
  const topic = await getTopic(tx, actor, id)
  if (mayFollow(topic.state, state)) await moveTopic(tx, actor, id, state)
}
