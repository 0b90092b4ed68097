import type { WorkingCalendar } from '../../kernel/workingdays.ts'
import { ARRIVED, BOTH_SIDES, DECLINED, ESTIMATED, NO_DAY, OPEN, type Passages, SENDER_ONLY } from '../passages.ts'
import { type Share, wilson } from '../statistics/proportions.ts'
import { vectorOf } from '../statistics/quantiles.ts'
import { byEnd, survivalFigures, survivalMedian } from '../statistics/survival.ts'
import type { AnswerFigures, InterfaceFigures, LostDays, PassageCounts, PlaceFigures } from './results.ts'
import { STALE, UNUSABLE, type View } from './view.ts'

/** The rows whose target date lies in the period, both ends included, and that the view shows. */
export function population(view: View, rows: Int32Array, from: number, to: number): Int32Array {
  const { status, due } = view
  const found = new Int32Array(rows.length)
  let n = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (status[row]! <= UNUSABLE && due[row]! >= from && due[row]! <= to) found[n++] = row
  }
  return found.slice(0, n)
}

/** Everything of an interface that its own rows tell. */
export type OwnFigures = Pick<
  InterfaceFigures,
  'counts' | 'wait' | 'survival' | 'medianOfBothSides' | 'inTarget' | 'lost' | 'waiting' | 'places' | 'answer'
>

/** The figures of the rows of one interface's population. */
export function ownFigures(
  passages: Passages,
  view: View,
  rows: Int32Array,
  hasTarget: boolean,
  calendar: WorkingCalendar,
): OwnFigures {
  const arrived = waitsOf(view, rows, (row) => view.status[row] === ARRIVED)
  const both = (row: number) => passages.sides[row] === BOTH_SIDES
  const survival = survivalFigures(arrived, waitsOf(view, rows, isCensored(view)))
  const places = placeFigures(passages, view, rows)
  return {
    counts: countsOf(passages, view, rows, hasTarget),
    wait: vectorOf(arrived),
    survival,
    medianOfBothSides: medianOf(view, rows.filter(both)),
    inTarget: inTarget(passages, view, rows),
    lost: sumOf(view, rows, view.lost),
    waiting: sumOf(view, rows, view.wait),
    places: places.filter((place) => place.passages > 0).sort(hasTarget ? byLost : byWaiting),
    answer: answerFigures(passages, view, rows, calendar),
  }
}

/** Kaplan-Meier median of the waits of the rows; null when not reached. */
export function medianOf(view: View, rows: Int32Array): number | null {
  const ended = waitsOf(view, rows, (row) => view.status[row] === ARRIVED)
  return survivalMedian(ended, waitsOf(view, rows, isCensored(view)))
}

/** Declined and withdrawn ones waited without arriving; of stale ones the wait is known up to their last event. */
function isCensored(view: View): (row: number) => boolean {
  return (row) => view.status[row] !== ARRIVED && view.status[row] !== UNUSABLE
}

function waitsOf(view: View, rows: Int32Array, which: (row: number) => boolean): Float64Array {
  const waits = new Float64Array(rows.length)
  let n = 0
  for (let i = 0; i < rows.length; i++) if (which(rows[i]!)) waits[n++] = view.wait[rows[i]!]!
  return waits.slice(0, n)
}

/** Sum of a column of days over arrived and open rows. */
export function sumOf(view: View, rows: Int32Array, days: Float64Array): LostDays {
  let arrived = 0
  let open = 0
  for (const row of rows) {
    if (view.status[row] === ARRIVED) arrived += days[row]!
    else if (view.status[row] === OPEN) open += days[row]!
  }
  return { total: arrived + open, arrived, open }
}

/** Whether a passage kept its target: known once the target date is past, for passages that arrived or still wait. */
export function isJudged(passages: Passages, view: View, row: number): boolean {
  const status = view.status[row]!
  if (status !== ARRIVED && status !== OPEN) return false
  return !Number.isNaN(passages.targetDays[row]!) && view.due[row]! <= view.asOf
}

/** True for a judged passage that missed its target; one still open at the end of its target date has missed it. */
export function isBeyond(passages: Passages, view: View, row: number): boolean {
  return view.status[row] === OPEN || view.wait[row]! > passages.targetDays[row]!
}

function inTarget(passages: Passages, view: View, rows: Int32Array): Share | null {
  let judged = 0
  let kept = 0
  for (const row of rows) {
    if (!isJudged(passages, view, row)) continue
    judged++
    if (!isBeyond(passages, view, row)) kept++
  }
  return judged === 0 ? null : wilson(kept, judged)
}

function countsOf(passages: Passages, view: View, rows: Int32Array, hasTarget: boolean): PassageCounts {
  const byStatus = new Int32Array(7)
  let withoutTarget = 0
  let senderOnly = 0
  let estimated = 0
  for (const row of rows) {
    byStatus[view.status[row]!]! += 1
    if (hasTarget && Number.isNaN(passages.targetDays[row]!)) withoutTarget++
    if (passages.sides[row] === SENDER_ONLY) senderOnly++
    if (passages.sides[row] === ESTIMATED) estimated++
  }
  return {
    passages: rows.length,
    arrived: byStatus[ARRIVED]!,
    open: byStatus[OPEN]!,
    stale: byStatus[STALE]!,
    declined: byStatus[DECLINED]!,
    withdrawn: byStatus[3]!,
    unusable: byStatus[UNUSABLE]!,
    withoutTarget,
    senderOnly,
    estimated,
  }
}

/** Every place of the columns in their order, and last the unknown one (place null). */
export function placeFigures(passages: Passages, view: View, rows: Int32Array): PlaceFigures[] {
  const unknown = passages.places.length
  const count = new Int32Array(unknown + 1)
  const sums = [view.lost, view.wait].map((days) => ({
    days,
    arrived: new Float64Array(unknown + 1),
    open: new Float64Array(unknown + 1),
  }))
  for (const row of rows) {
    const place = passages.placeOf[row]! < 0 ? unknown : passages.placeOf[row]!
    count[place]! += 1
    const status = view.status[row]!
    if (status !== ARRIVED && status !== OPEN) continue
    for (const { days, arrived, open } of sums) (status === ARRIVED ? arrived : open)[place]! += days[row]!
  }
  const [lost, waiting] = sums.map(({ arrived, open }) => (place: number): LostDays => {
    return { total: arrived[place]! + open[place]!, arrived: arrived[place]!, open: open[place]! }
  })
  return [...passages.places, null].map((place, at) => {
    return { place, passages: count[at]!, lost: lost!(at), waiting: waiting!(at) }
  })
}

export function byLost(a: PlaceFigures, b: PlaceFigures): number {
  return b.lost.total - a.lost.total || byWaiting(a, b)
}

export function byWaiting(a: PlaceFigures, b: PlaceFigures): number {
  return b.waiting.total - a.waiting.total || b.passages - a.passages || ((a.place ?? '') < (b.place ?? '') ? -1 : 1)
}

/** From the offer to an answer; open passages without one are counted and enter the medians as "at least this long". */
function answerFigures(passages: Passages, view: View, rows: Int32Array, calendar: WorkingCalendar): AnswerFigures {
  const days = { calendar: new Float64Array(rows.length), working: new Float64Array(rows.length) }
  const isAnswered = new Uint8Array(rows.length)
  let n = 0
  for (const row of rows) {
    const offered = passages.offeredOn[row]!
    const answered = passages.answeredOn[row]!
    const isKnown = answered !== NO_DAY && answered <= view.asOf
    if (isKnown ? answered < offered : view.status[row] !== OPEN) continue
    const end = isKnown ? answered : view.asOf
    days.calendar[n] = end - offered
    days.working[n] = calendar.between(offered, end)
    isAnswered[n++] = isKnown ? 1 : 0
  }
  const median = (column: Float64Array) => {
    const { ended, lasting } = byEnd(column.subarray(0, n), isAnswered)
    return survivalMedian(ended, lasting)
  }
  const answers = isAnswered.reduce((sum, one) => sum + one, 0)
  return {
    n: answers,
    waiting: n - answers,
    medianDays: median(days.calendar),
    medianWorkingDays: median(days.working),
  }
}
