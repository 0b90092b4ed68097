import { addDays, type Day, dayOfInstant } from '../../kernel/day.ts'
import { type Actor, may } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { InboxItem } from '../../platform/room.ts'
import { openingsPath } from './paths.ts'
import { emergenciesSince } from './queries/openings.ts'
import { countDue, dueInbox } from './work/index.ts'

/** Days for which an emergency stands in the Postkorb of data protection; the page of openings keeps it. */
const emergencyDays = 14

/** What waits: one's own follow-ups; for data protection every emergency that somebody opened a file in. */
export async function casesInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  return [...(await emergencies(tx, actor, today, limit)), ...(await dueInbox(tx, actor, today, limit))].slice(0, limit)
}

/** How many that are. */
export async function countCasesInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<number> {
  const others = (await emergencies(tx, actor, today, limit)).length
  return Math.min(limit, others + (await countDue(tx, actor, today, limit)))
}

async function emergencies(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  if (!may(actor, 'cases.review-openings')) return []
  const since = new Date(addDays(today, -emergencyDays))
  return (await emergenciesSince(tx, since, limit)).map((one) => ({
    title: one.who,
    path: openingsPath,
    kind: 'cases.inbox.emergency',
    due: dayOfInstant(one.openedAt.getTime(), 'Europe/Berlin'),
  }))
}
