import type { Day } from '../../../kernel/day.ts'
import { addMonths } from '../../../kernel/period.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Hit, InboxItem } from '../../../platform/room.ts'
import { soughtWords } from '../../../platform/search/index.ts'
import { checkPath } from './paths.ts'
import { type Check, listChecks } from './queries/checks.ts'

/** With less than three months after the start the engine gives no verdict; see its leastAfter. */
const monthsUntilTold = 3

/** Verdicts that this person may confirm, then checks that have run long enough to be told. */
export async function effectInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  if (!may(actor, 'steering.prepare') || limit <= 0) return []
  const item = (kind: string) => (check: Check) => ({
    title: check.title,
    path: checkPath(check.id),
    kind: `steering.effect.inbox.${kind}`,
    due: null,
  })
  const told = await listChecks(tx, actor, { states: ['told'], unconfirmed: true, limit })
  const startedBefore = `${addMonths(today.slice(0, 7) as never, -monthsUntilTold)}-01` as Day
  const running = await listChecks(tx, actor, { states: ['running'], startedBefore, limit })
  return [
    ...told.rows.filter(({ toldBy }) => toldBy !== actor.userId).map(item('confirm')),
    ...running.rows.map(item('tell')),
  ].slice(0, limit)
}

/** Effect checks whose measure has these words. */
export async function searchChecks(tx: Tx, actor: Actor, text: string, limit: number): Promise<readonly Hit[]> {
  if (!may(actor, 'steering.read') || soughtWords(text).length === 0 || limit <= 0) return []
  const { rows } = await listChecks(tx, actor, { text, limit })
  return rows.map(({ id, title }) => ({ title, path: checkPath(id), kind: 'steering.effect.one' }))
}
