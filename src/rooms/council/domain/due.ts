import type { Day } from '../../../kernel/day.ts'
import type { Land } from '../../../kernel/holidays.ts'
import { type DueRule, dueOn, type MeetingDay } from '../../network/index.ts'
import type { DueKind } from './kinds.ts'

/** A due rule as it is stored: a kind and the one value that it needs. */
export interface StoredDue {
  readonly dueKind: DueKind
  readonly dueBodyId: string | null
  readonly dueDay: Day | null
  /** Working days, months, or months between two reports. */
  readonly dueCount: number | null
}

/** The rule in the network's terms; null where no deadline was set. */
export function dueRuleOf({ dueKind, dueBodyId, dueDay, dueCount }: StoredDue): DueRule | null {
  switch (dueKind) {
    case 'nextMeeting':
      return { kind: 'nextMeeting', bodyId: dueBodyId ?? '' }
    case 'onDay':
      return dueDay === null ? null : { kind: 'onDay', day: dueDay }
    case 'workingDays':
    case 'monthsAfter':
      return { kind: dueKind, count: dueCount ?? 0 }
    case 'ongoing':
      return { kind: 'ongoing', everyMonths: dueCount ?? 0 }
    case 'none':
      return null
  }
}

/** The reverse of `dueRuleOf`, as columns. */
export function storedDue(rule: DueRule | null): StoredDue {
  const nothing = { dueBodyId: null, dueDay: null, dueCount: null }
  if (rule === null) return { dueKind: 'none', ...nothing }
  switch (rule.kind) {
    case 'nextMeeting':
      return { ...nothing, dueKind: rule.kind, dueBodyId: rule.bodyId }
    case 'onDay':
      return { ...nothing, dueKind: rule.kind, dueDay: rule.day }
    case 'ongoing':
      return { ...nothing, dueKind: rule.kind, dueCount: rule.everyMonths }
    default:
      return { ...nothing, dueKind: rule.kind, dueCount: rule.count }
  }
}

/** What the due day of an obligation follows from. */
export interface Owed extends StoredDue {
  readonly decidedOn: Day
  readonly lastReportOn: Day | null
  /** A day that was announced for the next report; for ongoing obligations it goes before the rule. */
  readonly nextReportOn: Day | null
}

/**
 * The day on which an obligation is due, from its rule and the calendar of the body as it is now: computed at each reading
 * and never stored, so that a cancelled or moved meeting cannot leave a stale day. Null where no deadline was set, or the
 * body has no further meeting yet.
 */
export function dueDayOf(owed: Owed, meetings: readonly MeetingDay[], land: Land): Day | null {
  const rule = dueRuleOf(owed)
  if (rule === null) return null
  if (rule.kind !== 'ongoing') return dueOn(rule, owed.decidedOn, meetings, land)
  return owed.nextReportOn ?? dueOn(rule, owed.lastReportOn ?? owed.decidedOn, meetings, land)
}
