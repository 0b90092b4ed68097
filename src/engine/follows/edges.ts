import { type Share, wilson } from '../statistics/proportions.ts'
import { vectorOf } from '../statistics/quantiles.ts'
import { type SurvivalFigures, survivalFigures } from '../statistics/survival.ts'
import type { Vector } from '../statistics/vector.ts'
import { pack } from './pack.ts'
import { type EdgeRank, type LargestCase, type RankOptions, rankSlots } from './ranking.ts'
import { type Selection, type SelectionOptions, select } from './selection.ts'
import type { Follows } from './types.ts'

export interface EdgeOptions extends SelectionOptions, RankOptions {}

/** Who waits for whom. All durations in milliseconds (of working days where the waits were measured in them). */
export interface EdgeFigures {
  readonly from: string
  readonly to: string
  /** Passages that arrived. */
  readonly n: number
  /** Passages that still wait. */
  readonly open: number
  /** Waits of those that arrived; null when none did. */
  readonly wait: Vector | null
  /** With the open ones as "at least this long"; null when none is open. */
  readonly survival: SurvivalFigures | null
  readonly target: number | null
  /** Waits longer than the target, of those whose target instant is past; null without a target or without any of them. */
  readonly beyond: Share | null
  /** By what the edge is ranked: without a target the total waiting time, and the reader must be told. */
  readonly measure: 'lost' | 'waiting'
  /** Time beyond the target, uncapped; zero without a target. */
  readonly lost: Total
  readonly waiting: Total
  readonly rank: EdgeRank
  readonly largestCase: LargestCase | null
  /** Hand-overs that came straight back, and their share of n; null for steps. */
  readonly pingPong: { readonly n: number; readonly share: number } | null
  /** Of n: the same person on both sides. Null without a resource. */
  readonly formal: number | null
  /** Of n: negative waits, and waits whose order is not known. */
  readonly negative: number
  readonly uncertain: number
}

export interface Total {
  readonly total: number
  readonly arrived: number
  readonly open: number
}

/** Every edge with its full figures: those with a target by lost time, then those without by waiting time. */
export function edgeFigures(follows: Follows, options: EdgeOptions = {}): readonly EdgeFigures[] {
  const selection = select(follows, options)
  const packed = pack(follows, selection.keep)
  const open = openBySlot(follows, selection)
  const slots = [...new Set([...packed.used, ...open.keys()])]
  const counted = countBySlot(follows, selection)
  return rankSlots(follows, selection, slots, options).map(({ slot, rank, largestCase }): EdgeFigures => {
    const target = selection.target[slot]!
    const waiting = open.get(slot) ?? noWaits
    const from = packed.offsets[slot]!
    const to = packed.offsets[slot + 1]!
    const arrivedLost = beyondTarget(packed.waits, from, to, target)
    const openLost = beyondTarget(waiting, 0, waiting.length, target)
    const survival = waiting.length > 0 ? survivalFigures(packed.waits.slice(from, to), waiting) : null
    const wait = vectorOf(packed.waits, from, to)
    const judged = selection.judged ? counted.judged[slot]! + openLost.judged : to - from
    const late = selection.judged ? counted.late[slot]! + openLost.late : arrivedLost.late
    const hasTarget = !Number.isNaN(target)
    return {
      from: follows.labels[follows.slots.from(slot)]!,
      to: follows.labels[follows.slots.to(slot)]!,
      n: to - from,
      open: waiting.length,
      wait,
      survival,
      target: hasTarget ? target : null,
      beyond: hasTarget && judged > 0 ? wilson(late, judged) : null,
      measure: hasTarget ? 'lost' : 'waiting',
      lost: totalOf(arrivedLost.lost, openLost.lost),
      waiting: totalOf(wait?.sum ?? 0, sum(waiting)),
      rank,
      largestCase,
      pingPong:
        follows.kind === 'handovers'
          ? { n: follows.pingPong[slot]!, share: to > from ? follows.pingPong[slot]! / follows.count[slot]! : 0 }
          : null,
      formal: follows.formal ? counted.formal[slot]! : null,
      negative: counted.negative[slot]!,
      uncertain: counted.uncertain[slot]!,
    }
  })
}

const noWaits = new Float64Array(0)

function totalOf(arrived: number, open: number): Total {
  return { total: arrived + open, arrived, open }
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}

function beyondTarget(waits: Float64Array, from: number, to: number, target: number) {
  let lost = 0
  let late = 0
  let judged = 0
  for (let i = from; i < to; i++) {
    const over = waits[i]! - target
    if (over >= 0) judged++
    if (over > 0) {
      late++
      lost += over
    }
  }
  return { lost, late, judged }
}

function openBySlot(follows: Follows, selection: Selection): ReadonlyMap<number, Float64Array> {
  const lists = new Map<number, number[]>()
  follows.open.slot.forEach((slot, i) => {
    if (!selection.keepOpen[i]) return
    const list = lists.get(slot)
    if (list) list.push(follows.open.wait[i]!)
    else lists.set(slot, [follows.open.wait[i]!])
  })
  return new Map([...lists].map(([slot, list]) => [slot, Float64Array.from(list)]))
}

/** What has to be counted row by row; skipped where there is nothing of the kind. */
function countBySlot(follows: Follows, selection: Selection) {
  const size = follows.slots.size()
  const counts = {
    judged: new Int32Array(size),
    late: new Int32Array(size),
    formal: new Int32Array(size),
    negative: new Int32Array(size),
    uncertain: new Int32Array(size),
  }
  const { slotOf, wait, formal, uncertain, issues } = follows
  if (!selection.judged && !formal && !uncertain && issues.negative === 0) return counts
  for (let row = 0; row < slotOf.length; row++) {
    const slot = slotOf[row]!
    if (slot < 0 || (selection.keep && !selection.keep[row])) continue
    if (selection.judged?.[row]) {
      counts.judged[slot]!++
      if (wait[row]! > selection.target[slot]!) counts.late[slot]!++
    }
    if (formal?.[row]) counts.formal[slot]!++
    if (wait[row]! < 0) counts.negative[slot]!++
    if (uncertain?.[row]) counts.uncertain[slot]!++
  }
  return counts
}
