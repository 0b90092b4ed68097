import { ARRIVED, DECLINED, NO_DAY, OPEN, type Passages, WITHDRAWN } from '../passages.ts'
import type { PassageFilter } from './results.ts'

/** What a passage is on a day; the first four are those of `Passages.state`. */
export const STALE = 4
export const UNUSABLE = 5
/** Not offered yet, not selected, or without the day of the offer. */
export const OUTSIDE = 6

/** An open passage without any event for so many days belongs to data quality. */
export const STALE_AFTER_DAYS = 180

/** The passages as they stood at the end of a day: what happened later has not happened. */
export interface View {
  /** Day number. */
  readonly asOf: number
  /** OPEN, ARRIVED, DECLINED, WITHDRAWN, STALE, UNUSABLE or OUTSIDE. */
  readonly status: Uint8Array
  /** Days from the offer to the first appointment, to the end without one, or to `asOf`; for stale ones to the last event. */
  readonly wait: Float64Array
  /** Day number of the target: offer + target, without a target the offer. */
  readonly due: Float64Array
  /** Days beyond the target of arrived and open ones; 0 for the others and without a target. */
  readonly lost: Float64Array
}

export function viewOn(passages: Passages, asOf: number, selected: Uint8Array): View {
  const { size, offeredOn, targetDays } = passages
  const view = {
    asOf,
    status: new Uint8Array(size).fill(OUTSIDE),
    wait: new Float64Array(size),
    due: new Float64Array(size),
    lost: new Float64Array(size),
  }
  for (let i = 0; i < size; i++) {
    const offered = offeredOn[i]!
    if (!selected[i] || offered === NO_DAY || offered > asOf) continue
    const status = statusOn(passages, i, asOf)
    const target = targetDays[i]!
    const wait = endOn(passages, i, asOf, status) - offered
    view.status[i] = status
    view.wait[i] = wait
    view.due[i] = Number.isNaN(target) ? offered : offered + target
    if ((status === ARRIVED || status === OPEN) && wait > target) view.lost[i] = wait - target
  }
  return view
}

function statusOn(passages: Passages, i: number, asOf: number): number {
  const state = passages.state[i]!
  if (state === ARRIVED) {
    const first = passages.firstOn[i]!
    if (first === NO_DAY || first < passages.offeredOn[i]!) return UNUSABLE
    if (first <= asOf) return ARRIVED
  } else if (state !== OPEN && closedOn(passages, i) <= asOf) return state
  return asOf - lastSeen(passages, i, asOf) >= STALE_AFTER_DAYS ? STALE : OPEN
}

function endOn(passages: Passages, i: number, asOf: number, status: number): number {
  if (status === ARRIVED) return passages.firstOn[i]!
  if (status === DECLINED || status === WITHDRAWN) return Math.max(closedOn(passages, i), passages.offeredOn[i]!)
  if (status === STALE) return lastSeen(passages, i, asOf)
  return status === OPEN ? asOf : passages.offeredOn[i]!
}

/** The day a passage ended without a first appointment: a decline is an answer. */
function closedOn(passages: Passages, i: number): number {
  const answered = passages.answeredOn[i]!
  return passages.state[i] === DECLINED && answered !== NO_DAY ? answered : lastEvent(passages, i)
}

function lastEvent(passages: Passages, i: number): number {
  return Math.max(passages.lastEventOn[i]!, passages.offeredOn[i]!)
}

/** The last event that could be known on the day; a later one shows that the passage was alive then. */
function lastSeen(passages: Passages, i: number, asOf: number): number {
  return Math.min(lastEvent(passages, i), asOf)
}

/** 1 for each passage that matches the filter. */
export function selectedBy(passages: Passages, filter: PassageFilter | undefined): Uint8Array {
  const selected = new Uint8Array(passages.size).fill(1)
  const keys = passages.interfaces.map(({ key }) => key)
  for (const [codes, labels, wanted] of [
    [passages.placeOf, passages.places, filter?.places],
    [passages.groupOf, passages.groups, filter?.groups],
    [passages.interfaceOf, keys, filter?.interfaces],
  ] as const) {
    if (!wanted) continue
    const matches = labels.map((label) => wanted.includes(label))
    for (let i = 0; i < passages.size; i++) if (codes[i]! < 0 || !matches[codes[i]!]) selected[i] = 0
  }
  return selected
}

/** The selected rows alone, in their order; interfaces, places and cases keep their numbers. */
export function selectedOnly(passages: Passages, selected: Uint8Array): Passages {
  let size = 0
  for (let i = 0; i < passages.size; i++) size += selected[i]!
  const rows = new Int32Array(size)
  for (let i = 0, at = 0; i < passages.size; i++) if (selected[i]) rows[at++] = i
  const ints = (column: Int32Array) => taken(new Int32Array(size), column, rows)
  const bytes = (column: Uint8Array) => taken(new Uint8Array(size), column, rows)
  return {
    ...passages,
    size,
    interfaceOf: ints(passages.interfaceOf),
    targetDays: taken(new Float64Array(size), passages.targetDays, rows),
    placeOf: ints(passages.placeOf),
    groupOf: ints(passages.groupOf),
    caseOf: ints(passages.caseOf),
    offeredOn: ints(passages.offeredOn),
    answeredOn: ints(passages.answeredOn),
    firstOn: ints(passages.firstOn),
    state: bytes(passages.state),
    lastEventOn: ints(passages.lastEventOn),
    sides: bytes(passages.sides),
    recordedLagDays: ints(passages.recordedLagDays),
  }
}

function taken<C extends Int32Array | Uint8Array | Float64Array>(into: C, column: C, rows: Int32Array): C {
  for (let at = 0; at < rows.length; at++) into[at] = column[rows[at]!]!
  return into
}
