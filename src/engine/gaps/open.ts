import { dayNumber } from '../../kernel/day.ts'
import { type Period, previousYear } from '../../kernel/period.ts'
import { NO_DAY } from '../passages.ts'
import type { NeedColumns, NeedFilter, NeedQuestion } from './needs.ts'

export const MET = 1
export const GIVEN_UP = 2
export const STILL_OPEN = 0

/** The needs of a period as they stood at the end of a day: what happened later has not happened. */
export interface NeedView {
  readonly from: number
  readonly asOf: number
  /** Rows open on at least one day of the period, those of one case side by side. */
  readonly rows: Int32Array
  /** By row of the columns: MET, GIVEN_UP or STILL_OPEN. */
  readonly state: Uint8Array
  /** By row: the day it ended, `asOf` while it is open. */
  readonly endedOn: Int32Array
  /** By row: days of the period on which it was open; the day it arose counts, the day it ended does not. */
  readonly days: Int32Array
}

/**
 * The view of a period. A need is open from the day it arose to the day before it was met or given up; on the reference date
 * itself nobody knows yet whether it ends, so an open one counts up to the day before, as a wait does.
 */
export function needsOn(needs: NeedColumns, period: Period, asOf: number, selected: Uint8Array): NeedView {
  const [from, to] = [dayNumber(period.from), dayNumber(period.to)]
  const until = Math.min(to + 1, asOf)
  const state = new Uint8Array(needs.size)
  const endedOn = new Int32Array(needs.size)
  const days = new Int32Array(needs.size)
  const rows: number[] = []
  for (let row = 0; row < needs.size; row++) {
    const neededOn = needs.neededOn[row]!
    if (!selected[row] || neededOn === NO_DAY || neededOn > asOf || neededOn > to) continue
    const met = needs.metOn[row]!
    const givenUp = needs.givenUpOn[row]!
    const isMet = met !== NO_DAY && met <= asOf
    const isGivenUp = !isMet && givenUp !== NO_DAY && givenUp <= asOf
    const end = isMet ? met : isGivenUp ? givenUp : asOf
    // Ended before the period: no need of it. Met on the day it arose, or arisen on the last day: one, without a day.
    if (end <= from && neededOn < from) continue
    state[row] = isMet ? MET : isGivenUp ? GIVEN_UP : STILL_OPEN
    endedOn[row] = Math.max(end, neededOn)
    days[row] = Math.max(0, Math.min(end, until) - Math.max(neededOn, from))
    rows.push(row)
  }
  rows.sort((a, b) => needs.caseOf[a]! - needs.caseOf[b]! || a - b)
  return { from, asOf, rows: Int32Array.from(rows), state, endedOn, days }
}

/** 1 for each need that matches the filter. */
export function needsSelected(needs: NeedColumns, filter: NeedFilter | undefined): Uint8Array {
  const selected = new Uint8Array(needs.size).fill(1)
  for (const [codes, names, wanted] of [
    [needs.topicOf, needs.topics, filter?.topics],
    [needs.placeOf, needs.places, filter?.places],
    [needs.groupOf, needs.groups, filter?.groups],
    [needs.languageOf, needs.languages, filter?.languages],
  ] as const) {
    if (!wanted) continue
    const matches = names.map((name) => wanted.includes(name))
    const none = (wanted as readonly (string | null)[]).includes(null)
    for (let row = 0; row < needs.size; row++) {
      const code = codes[row]!
      if (code < 0 ? !none : !matches[code]) selected[row] = 0
    }
  }
  return selected
}

/** The question of a year earlier, as it could be answered then. */
export function yearBefore({ period, asOf }: Pick<NeedQuestion, 'period' | 'asOf'>) {
  return { period: previousYear(period), asOf: previousYear({ from: asOf, to: asOf }).to }
}
