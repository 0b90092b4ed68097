import type { Tx } from '../database/index.ts'
import type { Room, Topic, TopicNow } from '../room.ts'

/** What can be subscribed to: one record of a kind, or everything. */
export interface TopicRef {
  readonly kind: string
  /** Null for everything. */
  readonly subjectId: string | null
}

export const everything: TopicRef = { kind: 'all', subjectId: null }

/** Topics of the rooms by kind. Throws RangeError when two rooms offer one kind. */
export function topicsOf(rooms: readonly Room[]): ReadonlyMap<string, Topic> {
  const topics = new Map<string, Topic>()
  for (const room of rooms) {
    for (const [kind, topic] of Object.entries(room.topics ?? {})) {
      if (kind === 'all' || topics.has(kind)) throw new RangeError(`two rooms offer the topic ${kind}`)
      topics.set(kind, topic)
    }
  }
  return topics
}

/** What the public knows of a topic right now; undefined for what it may not know of. The transaction must be the public's. */
export async function findTopic(
  topics: ReadonlyMap<string, Topic>,
  tx: Tx,
  { kind, subjectId }: TopicRef,
): Promise<TopicNow | undefined> {
  return subjectId === null ? undefined : await topics.get(kind)?.find(tx, subjectId)
}
