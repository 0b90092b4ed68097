import type { Day } from '../../../kernel/day.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Hit, InboxItem } from '../../../platform/room.ts'
import { soughtWords } from '../../../platform/search/index.ts'
import { gapPath } from './paths.ts'
import { listGaps } from './queries/gaps.ts'

/** Closures that this person may confirm, then gaps whose date has passed. */
export async function gapInbox(tx: Tx, actor: Actor, today: Day, limit: number): Promise<readonly InboxItem[]> {
  if (!may(actor, 'steering.prepare') || limit <= 0) return []
  const reported = await listGaps(tx, actor, { states: ['closing'], limit })
  const late = await listGaps(tx, actor, { open: true, dueBefore: today, limit })
  const own = reported.rows.filter(({ closingBy }) => closingBy !== actor.userId)
  const known = new Set(own.map(({ id }) => id))
  return [
    ...own.map((gap) => ({ gap, kind: 'steering.gap.inbox.confirm' })),
    ...late.rows.filter(({ id }) => !known.has(id)).map((gap) => ({ gap, kind: 'steering.gap.inbox.due' })),
  ]
    .slice(0, limit)
    .map(({ gap, kind }) => ({ title: gap.title, path: gapPath(gap.number), kind, due: gap.dueOn }))
}

/** Gaps whose title or description has these words. */
export async function searchGaps(tx: Tx, actor: Actor, text: string, limit: number): Promise<readonly Hit[]> {
  if (!may(actor, 'steering.read') || soughtWords(text).length === 0 || limit <= 0) return []
  const { rows } = await listGaps(tx, actor, { text, limit })
  return rows.map(({ number, title }) => ({
    title,
    path: gapPath(number),
    kind: 'steering.gap.one',
    detail: String(number),
  }))
}
