import type { Day } from '../../kernel/day.ts'
import { type Actor, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { InboxItem } from '../../platform/room.ts'
import { namesOn } from './names.ts'
import { wayWords } from './pages/words.tsx'
import { escalationsPath, handoverPath } from './paths.ts'
import { listEscalations } from './queries/escalations.ts'
import { countWaiting, waitingFor } from './queries/inbox.ts'

/** What hand-overs put into the inbox of the platform: whose turn it is by when, and for heads what waits too long. */
export async function handoverInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<InboxItem[]> {
  const waiting = await waitingFor(tx, actor, limit)
  const escalated = may(actor, 'journeys.follow-escalations') ? (await listEscalations(tx, actor, limit)).rows : []
  if (waiting.length + escalated.length === 0) return []
  const names = await namesOn(tx, actor, today)
  const items: InboxItem[] = [
    ...waiting.map(({ id, interfaceId, reference, state, replyBy }) => ({
      title: titleOf(wayWords(names.interface(interfaceId)), reference),
      path: handoverPath(id),
      kind: `journeys.inbox-item.${state}`,
      due: replyBy,
    })),
    ...escalated.map(({ interfaceId, toOrganisationId, replyBy }) => ({
      title: titleOf(wayWords(names.interface(interfaceId)), names.organisation(toOrganisationId)),
      path: escalationsPath,
      kind: 'journeys.inbox-item.escalation',
      due: replyBy,
    })),
  ]
  return items.slice(0, limit)
}

/** How many those are. */
export async function countHandoverInbox(tx: Tx, actor: Actor, _today: Day, limit: number): Promise<number> {
  const waiting = await countWaiting(tx, actor, limit)
  const escalated = may(actor, 'journeys.follow-escalations') ? (await listEscalations(tx, actor, 1)).total : 0
  return Math.min(limit, waiting + escalated)
}

const titleOf = (way: string, more: string | null) => (more ? `${way} · ${more}` : way)
