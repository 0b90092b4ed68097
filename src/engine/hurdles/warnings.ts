import { dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { BOTH_SIDES, NO_DAY, OPEN, type Passages } from '../passages.ts'
import type { Deterioration } from './early.ts'
import type { InterfaceFigures, Warning } from './results.ts'
import { STALE, type View } from './view.ts'

/** A change is news for so many complete months. */
const recentMonths = 6
/** Months in a row above the year before; by chance once in 64 tries, so the half year must be worse as a whole too. */
const risingMonths = 6

/**
 * What the figures of an interface give reason to warn of.
 * @param worse What the early warning found there.
 */
export function warningsOf(
  { key, months, changes }: InterfaceFigures,
  worse: Deterioration | undefined,
): readonly Warning[] {
  const warnings: Warning[] = []
  const complete = months.filter((month) => month.complete)
  const recent = complete.slice(-recentMonths).map(({ month }) => month)
  // Where the lasting change is known already, it says best since when; it alone is no alarm, it is looked for too often.
  const known = changes.findLast(({ month, direction }) => direction === 'longer' && recent.includes(month))
  if (worse?.change) warnings.push({ kind: 'jump', key, change: known ?? worse.change })
  for (const change of changes)
    if (change.direction === 'shorter' && recent.includes(change.month)) warnings.push({ kind: 'drop', key, change })

  // The newest months may have no median yet, because half of their people still wait: that is no reason for calm.
  const last = complete.findLastIndex(({ median }) => median !== null)
  let rising = 0
  for (let at = last; at >= 12; at--) {
    const now = complete[at]!.median
    const then = complete[at - 12]!.median
    if (now === null || then === null || now <= then) break
    rising++
  }
  if (rising >= risingMonths && worse?.slowly)
    warnings.push({ kind: 'rise', key, months: rising, median: complete[last]!.median! })
  return warnings
}

/** Silence means something after so many days, and where so many events were to be expected in them. */
const silentDays = 28
const expectedEvents = 6

/**
 * Places from which no confirmed event came although the twelve months before make several likely: a Poisson count with
 * mean 6 is zero in 1 of 400 cases. Days within the delay of entry do not count as silent.
 */
export function silences(passages: Passages, selected: Uint8Array, knownUntil: number): readonly Warning[] {
  const { size, places, placeOf, sides, offeredOn, answeredOn, firstOn, lastEventOn } = passages
  const isHeard = (row: number) => selected[row] === 1 && placeOf[row]! >= 0 && sides[row] === BOTH_SIDES
  const since = new Float64Array(places.length).fill(NO_DAY)
  const columns = [offeredOn, answeredOn, firstOn, lastEventOn]
  for (let i = 0; i < size; i++) {
    if (!isHeard(i)) continue
    for (const column of columns)
      if (column[i]! <= knownUntil && column[i]! > since[placeOf[i]!]!) since[placeOf[i]!] = column[i]!
  }
  const before = new Int32Array(places.length)
  for (let i = 0; i < size; i++) {
    if (!isHeard(i)) continue
    const place = placeOf[i]!
    const after = Math.max(NO_DAY, since[place]! - 365)
    const counts = (day: number) => (day > after && day <= knownUntil ? 1 : 0)
    const [offered, answered, first, last] = [offeredOn[i]!, answeredOn[i]!, firstOn[i]!, lastEventOn[i]!]
    // Several on one day are one sign of life.
    before[place]! += counts(offered)
    if (answered !== offered) before[place]! += counts(answered)
    if (first !== offered && first !== answered) before[place]! += counts(first)
    if (last !== offered && last !== answered && last !== first) before[place]! += counts(last)
  }
  return places.flatMap((place, at): Warning[] => {
    const silent = knownUntil - since[at]!
    const expected = (before[at]! / 365) * silent
    if (silent < silentDays || expected < expectedEvents) return []
    return [{ kind: 'silence', place, since: dayOfNumber(since[at]!), days: silent, expected }]
  })
}

/**
 * The view with the open passages of silent places known only up to the silence: since then nobody recorded that they
 * arrived, and what is not recorded is no waiting.
 */
export function untilSilence(passages: Passages, view: View, warnings: readonly Warning[]): View {
  const since = new Map(
    warnings.flatMap((one) =>
      one.kind === 'silence' ? [[passages.places.indexOf(one.place), dayNumber(one.since)]] : [],
    ) as [number, number][],
  )
  if (since.size === 0) return view
  const status = view.status.slice()
  const wait = view.wait.slice()
  for (let i = 0; i < passages.size; i++) {
    const last = since.get(passages.placeOf[i]!)
    if (last === undefined || status[i] !== OPEN) continue
    status[i] = STALE
    wait[i] = Math.max(0, last - passages.offeredOn[i]!)
  }
  return { ...view, status, wait }
}
