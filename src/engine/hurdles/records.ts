import { dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { type Month, monthOf } from '../../kernel/period.ts'
import { ARRIVED, OPEN, type Passages } from '../passages.ts'
import { entryDelay, recordLags } from './entry.ts'
import { isBeyond, isJudged, population } from './figures.ts'
import type { HurdleQuestion } from './results.ts'
import { monthsOfSeries } from './situation.ts'
import { OUTSIDE, selectedBy, UNUSABLE, viewOn } from './view.ts'

/** Which passages stand behind the figures of a question: what a rule of disclosure must know of them. */
export interface PassageRecords {
  /** Passages whose target date lies in the period: what counts, sums and medians of the period speak of. */
  readonly inPeriod: Int32Array
  /** Passages of the series, by month of the offer. */
  readonly offeredIn: ReadonlyMap<Month, Int32Array>
  readonly isArrived: (passage: number) => boolean
  readonly isOpen: (passage: number) => boolean
  readonly isJudged: (passage: number) => boolean
  readonly isKept: (passage: number) => boolean
  /** Days of an arrived or open passage; 0 of the others. */
  readonly lostDays: (passage: number) => number
  readonly waitingDays: (passage: number) => number
}

/** The same passages that `analysePassages` speaks of, by the same rules. */
export function passageRecords(passages: Passages, question: HurdleQuestion): PassageRecords {
  const { period, asOf } = question
  const selected = selectedBy(passages, question.filter)
  const all = Int32Array.from({ length: passages.size }, (_, row) => row)
  const now = viewOn(passages, dayNumber(asOf), selected)
  const names = monthsOfSeries(question)
  const known = viewOn(
    passages,
    dayNumber(entryDelay(recordLags(passages, now.asOf), now.asOf, names).knownUntil),
    selected,
  )
  const counts = (row: number) => now.status[row] === ARRIVED || now.status[row] === OPEN
  const judged = (row: number) => isJudged(passages, now, row)
  const inSeries = all.filter((row) => known.status[row] !== OUTSIDE && known.status[row] !== UNUSABLE)
  const monthly = Map.groupBy(inSeries, (row) => monthOf(dayOfNumber(passages.offeredOn[row]!)))
  return {
    inPeriod: population(now, all, dayNumber(period.from), dayNumber(period.to)),
    offeredIn: new Map(names.map((month) => [month, Int32Array.from(monthly.get(month) ?? [])])),
    isArrived: (row) => now.status[row] === ARRIVED,
    isOpen: (row) => now.status[row] === OPEN,
    isJudged: judged,
    isKept: (row) => judged(row) && !isBeyond(passages, now, row),
    lostDays: (row) => (counts(row) ? now.lost[row]! : 0),
    waitingDays: (row) => (counts(row) ? now.wait[row]! : 0),
  }
}
