import { addDays, type Day, day, dayNumber, daysBetween } from '../../kernel/day.ts'
import { zone } from '../../kernel/zone.ts'
import type { Period, RetentionAction, RetentionKind } from './kind.ts'

/** What holds for a kind and a controller: what was decided, or what the program proposes (version 0). */
export interface Rule {
  readonly version: number
  readonly action: RetentionAction
  /** Null where nothing is ever due. */
  readonly period: Period | null
  /** Months that the archive has for its answer; after that it counts as declined. */
  readonly archiveAnswerMonths: number | null
}

/** ArchivG NRW § 4: the archive decides within six months. To be checked by the district, see docs/data-protection. */
export const usualArchiveAnswerMonths = 6

/** The rule that the program proposes until the controller decides. */
export function proposedRule({ fallback }: Pick<RetentionKind, 'fallback'>): Rule {
  const { action, period } = fallback
  return {
    version: 0,
    action,
    period: action === 'keep' ? null : period,
    archiveAnswerMonths: action === 'offer' ? usualArchiveAnswerMonths : null,
  }
}

/** The same day so many months earlier; the last of the month where that has fewer days. */
export function monthsBefore(today: Day, months: number): Day {
  const [year = 0, month = 0, dayOfMonth = 0] = today.split('-').map(Number)
  const at = year * 12 + (month - 1) - months
  const [toYear, toMonth] = [Math.floor(at / 12), (at % 12) + 1]
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate()
  const two = (number: number) => String(number).padStart(2, '0')
  return day(`${String(toYear).padStart(4, '0')}-${two(toMonth)}-${two(Math.min(dayOfMonth, last))}`)
}

/** The same day so many months later; the last of the month where that has fewer days. */
export function monthsAfter(today: Day, months: number): Day {
  return monthsBefore(today, -months)
}

/** The day whose clocks have not quite run out: everything that began before it is due. A period ends with its last day. */
export function dueBeforeDay(period: Period, today: Day): Day {
  return 'months' in period ? monthsBefore(today, period.months) : addDays(today, -period.days)
}

const germany = zone('Europe/Berlin')

/** The first instant of a day in Germany. */
export function startOfDay(value: Day): Date {
  return new Date(germany.startOfDay(dayNumber(value)))
}

/** The instant before which a clock must have started for its record to be due today. */
export function dueBefore(period: Period, today: Day): Date {
  return startOfDay(dueBeforeDay(period, today))
}

/** Whether a period is shorter than another one, counted from the same day. */
export function isShorter(one: Period, other: Period): boolean {
  const from = day('2024-01-31')
  return daysBetween(dueBeforeDay(one, from), from) < daysBetween(dueBeforeDay(other, from), from)
}

export const runStates = ['toOffer', 'offered', 'handing', 'prepared', 'erasing', 'done', 'stopped'] as const
export type RunState = (typeof runStates)[number]

/** What may follow. `handing`: the archive takes some, and they have not been handed over yet. */
const nextStates: Readonly<Record<RunState, readonly RunState[]>> = {
  toOffer: ['offered', 'stopped'],
  offered: ['handing', 'prepared', 'stopped'],
  handing: ['prepared', 'stopped'],
  prepared: ['erasing', 'stopped'],
  erasing: ['done', 'stopped'],
  done: [],
  stopped: [],
}

export function mayFollow(from: RunState, to: RunState): boolean {
  return nextStates[from].includes(to)
}

/** Why a run ended without deleting everything. The first four are said by a person. */
export const stopCodes = ['tooEarly', 'wrongRecords', 'notOurs', 'otherReason', 'ruleChanged'] as const
export type StopCode = (typeof stopCodes)[number]
export const spokenStopCodes = ['tooEarly', 'wrongRecords', 'notOurs', 'otherReason'] as const satisfies StopCode[]

export const holdReasons = [
  'legalDispute',
  'investigation',
  'audit',
  'accessRequest',
  'objection',
  'archiveQuestion',
  'other',
] as const
export type HoldReason = (typeof holdReasons)[number]

export const releaseCodes = ['ended', 'mistake', 'replaced'] as const
export type ReleaseCode = (typeof releaseCodes)[number]

/** How many approvals a run needs: none where it goes by itself, two where a mistake would be grave. */
export function approvalsNeeded(kind: Pick<RetentionKind, 'byItself' | 'fourEyes'>): 0 | 1 | 2 {
  if (kind.byItself) return 0
  return kind.fourEyes ? 2 : 1
}

/** Why this person may not approve this run, or undefined. Who prepared a run with two approvals is none of the two. */
export function refusalToApprove(
  run: { readonly state: RunState; readonly approvalsNeeded: number; readonly preparedBy: string | null },
  approvedBy: readonly string[],
  userId: string,
): 'run-not-prepared' | 'run-approved-already' | 'run-prepared-by-you' | undefined {
  if (run.state !== 'prepared') return 'run-not-prepared'
  if (approvedBy.includes(userId)) return 'run-approved-already'
  return run.approvalsNeeded > 1 && run.preparedBy === userId ? 'run-prepared-by-you' : undefined
}

/** Positions as people type them ("1, 4-6") within a list of so many; undefined where one is none. */
export function readPositions(typed: string, last: number): ReadonlySet<number> | undefined {
  const found = new Set<number>()
  for (const part of typed.split(/[\s,;]+/).filter((text) => text !== '')) {
    const match = /^(\d{1,6})(?:[-–](\d{1,6}))?$/.exec(part)
    if (!match) return undefined
    const from = Number(match[1])
    const to = Number(match[2] ?? match[1])
    if (from < 1 || to < from || to > last) return undefined
    for (let position = from; position <= to; position++) found.add(position)
  }
  return found
}

/** Since how long records are due, in months: from, to (exclusive; null: and longer). */
export const overdueClasses = [
  { key: 'under1', from: 0, to: 1 },
  { key: 'under6', from: 1, to: 6 },
  { key: 'under12', from: 6, to: 12 },
  { key: 'over12', from: 12, to: null },
] as const

/** The next time the nightly job runs (01:41 UTC, see jobs.ts), as an instant. */
export function nextNight(now: number): Date {
  const at = new Date(now)
  at.setUTCHours(nightlyAt.hour, nightlyAt.minute, 0, 0)
  if (at.getTime() <= now) at.setUTCDate(at.getUTCDate() + 1)
  return at
}

export const nightlyAt = { hour: 1, minute: 41 } as const
