import type { Day } from '../../kernel/day.ts'
import type { Tx } from '../database/index.ts'
import { dueBefore, dueBeforeDay, monthsBefore, overdueClasses, type Rule, startOfDay } from './domain.ts'
import { heldAmong, heldPersons } from './holds.ts'
import type { DueRecord, RetentionKind } from './kind.ts'
import type { ControllerId } from './rules.ts'

/** Records that one run takes at most, oldest first; what is left is due at the next. */
export const largestRun = 5000

export interface Preview {
  readonly before: Date
  /** All that are due, counted up to 100,000. */
  readonly due: number
  readonly oldest: Date | null
  /** What the next run would delete. */
  readonly going: readonly DueRecord[]
  /** What stays for now, with the code of why: `hold-<reason>` or an obstacle of the room. */
  readonly staying: readonly { readonly record: DueRecord; readonly code: string }[]
  /** Since how long they are due. */
  readonly overdue: readonly { readonly key: (typeof overdueClasses)[number]['key']; readonly count: number }[]
}

/** What a run of today would do. In a transaction of the system. */
export async function previewKind(
  tx: Tx,
  kind: RetentionKind,
  controllerId: ControllerId,
  rule: Rule,
  today: Day,
): Promise<Preview | undefined> {
  if (!rule.period || !kind.due || !kind.count) return undefined
  const before = dueBefore(rule.period, today)
  const { count, oldest } = await kind.count(tx, { before, controllerId })
  const records = await kind.due(tx, { before, controllerId, limit: largestRun })
  const sorted = await sortOut(tx, kind, controllerId, records, today)
  return { before, due: count, oldest, ...sorted, overdue: await byAge(tx, kind, controllerId, rule, today) }
}

/** Which of the due records go and which stay, and why. */
export async function sortOut(
  tx: Tx,
  kind: RetentionKind,
  controllerId: ControllerId,
  records: readonly DueRecord[],
  today: Day,
): Promise<Pick<Preview, 'going' | 'staying'>> {
  const ids = records.map(({ id }) => id)
  const held = await heldAmong(tx, kind.key, controllerId, ids, today)
  const persons = (await kind.persons?.(tx, ids)) ?? new Map<string, readonly string[]>()
  const heldBehind = await heldPersons(tx, [...new Set([...persons.values()].flat())], today)
  const heldFor = (id: string) => held.get(id) ?? persons.get(id)?.flatMap((person) => heldBehind.get(person) ?? [])[0]
  const obstacles = (await kind.obstacles?.(tx, ids)) ?? new Map<string, string>()
  const going: DueRecord[] = []
  const staying: { record: DueRecord; code: string }[] = []
  for (const one of records) {
    const reason = heldFor(one.id)
    const code = reason ? `hold-${reason}` : obstacles.get(one.id)
    if (code === undefined) going.push(one)
    else staying.push({ record: one, code })
  }
  return { going, staying }
}

async function byAge(
  tx: Tx,
  kind: RetentionKind,
  controllerId: ControllerId,
  { period }: Rule,
  today: Day,
): Promise<Preview['overdue']> {
  if (!period || !kind.count) return []
  const dueDay = dueBeforeDay(period, today)
  const longerThan: number[] = []
  for (const { from } of overdueClasses) {
    const before = startOfDay(monthsBefore(dueDay, from))
    longerThan.push((await kind.count(tx, { before, controllerId })).count)
  }
  return overdueClasses.map(({ key }, index) => ({
    key,
    count: (longerThan[index] ?? 0) - (longerThan[index + 1] ?? 0),
  }))
}
