import type { Day } from '../../../../kernel/day.ts'
import { type Actor, may } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Hit, InboxItem } from '../../../../platform/room.ts'
import { soughtWords } from '../../../../platform/search/index.ts'
import { workingStates } from '../domain/states.ts'
import { topicPath, waitingPath } from '../paths.ts'
import { readTopicWords } from '../words.ts'
import { arrivals } from './arrivals.ts'
import { waitingCells } from './cells.ts'
import { listTopics } from './topics.ts'

/**
 * For coordination and lead: topics whose date has passed, topics into which findings were released since somebody looked
 * through them, then kinds of findings that wait for a topic.
 */
export async function topicInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  if (!may(actor, 'steering.prepare') || limit <= 0) return []
  const { rows } = await listTopics(tx, actor, { states: workingStates, dueBefore: today, limit })
  const late = rows.map(({ number, title, dueOn }) => ({
    title,
    path: topicPath(number),
    kind: 'steering.topic.inbox.due',
    due: dueOn,
  }))
  const grown = (await arrivals(tx, limit - late.length)).map(({ number, title }) => ({
    title: `${number}: ${title}`,
    path: topicPath(number),
    kind: 'steering.topic.inbox.arrived',
    due: null,
  }))
  const told = [...late, ...grown]
  const cells = await waitingCells(tx, limit - told.length)
  if (cells.length === 0) return told
  const words = await readTopicWords(tx, actor, actor.locale, today)
  const waiting = cells.map(({ hurdle, interfaceId }) =>
    [words.hurdle(hurdle), words.interfaceOf(interfaceId)?.name].filter(Boolean).join(' · '),
  )
  return [
    ...told,
    ...[...new Set(waiting)].map((title) => ({
      title,
      path: waitingPath,
      kind: 'steering.topic.inbox.waiting',
      due: null,
    })),
  ]
}

/** Topics whose title or description has these words. */
export async function searchTopics(tx: Tx, actor: Actor, text: string, limit: number): Promise<readonly Hit[]> {
  if (!may(actor, 'steering.read') || soughtWords(text).length === 0 || limit <= 0) return []
  const { rows } = await listTopics(tx, actor, { text, limit })
  return rows.map(({ number, title }) => ({
    title,
    path: topicPath(number),
    kind: 'steering.topic.one',
    detail: String(number),
  }))
}
