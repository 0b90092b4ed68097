import type { Day } from '../../../../kernel/day.ts'
import { type Actor, may } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Hit, InboxItem } from '../../../../platform/room.ts'
import { soughtWords } from '../../../../platform/search/index.ts'
import { workingStates } from '../domain/states.ts'
import { topicPath, waitingPath } from '../paths.ts'
import { readTopicWords } from '../words.ts'
import { waitingCells } from './cells.ts'
import { listTopics } from './topics.ts'

/** For coordination and lead: topics whose date has passed, then kinds of findings that wait for a topic. */
export async function topicInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  if (!may(actor, 'steering.prepare') || limit <= 0) return []
  const { rows } = await listTopics(tx, actor, { states: workingStates, dueBefore: today, limit })
  const late = rows.map(({ number, title, dueOn }) => ({
    title,
    path: topicPath(number),
    kind: 'steering.topic.inbox.due',
    due: dueOn,
  }))
  const cells = await waitingCells(tx, limit - late.length)
  if (cells.length === 0) return late
  const words = await readTopicWords(tx, actor, actor.locale, today)
  const waiting = cells.map(({ hurdle, interfaceId }) =>
    [words.hurdle(hurdle), words.interfaceOf(interfaceId)?.name].filter(Boolean).join(' · '),
  )
  return [
    ...late,
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
