/** What was planted and what came of it, with complete knowledge. For checking an analysis, never for making one. */

import { dayOfNumber } from '../../src/kernel/day.ts'
import { lastDayOf, type MonthNumber, monthText, resolveMoment, resolveMonth } from '../scenario/moment.ts'
import { type Effect, effectsAt, reaches } from './effects.ts'
import type { Need } from './needs.ts'
import type { TruePassage } from './passages.ts'
import type { Plan } from './plan.ts'
import type { RecordedPassage, Unrecorded } from './records.ts'

/** Number and median of true waits, in calendar days; null without any. */
export interface Waits {
  readonly n: number
  readonly medianDays: number | null
}

/** Waits of the offers an effect reaches, in the twelve months before it and the twelve from its full size on. */
export interface BeforeAfter {
  readonly before: Waits
  readonly after: Waits
}

export interface Truth {
  readonly schema: 'nahtlos-truth/1'
  readonly simulated: true
  readonly scenario: string
  readonly seed: number
  readonly period: { readonly from: string; readonly until: string; readonly months: number }
  readonly interfaces: readonly InterfaceTruth[]
  readonly hurdles: readonly Record<string, unknown>[]
  readonly changes: readonly (Record<string, unknown> & BeforeAfter)[]
  readonly measures: readonly Record<string, unknown>[]
  readonly gaps: readonly Record<string, unknown>[]
  readonly comparison: Plan['scenario']['comparison']
  readonly missing: {
    readonly silent: readonly Record<string, unknown>[]
    readonly events: Unrecorded
    readonly passages: number
  }
}

export interface InterfaceTruth {
  readonly key: string
  readonly offered: number
  readonly arrive: Waits
  readonly declined: number
  readonly withdrawn: number
  readonly neverArrive: number
  /** Not arrived, declined or withdrawn on the last day, with complete knowledge. */
  readonly openAtEnd: number
  /** The same as the records have it. */
  readonly openOnRecord: number
  readonly targetDays: number | null
  readonly plannedMedianDays: number
  readonly byMonth: readonly (Waits & { readonly month: string })[]
}

interface TrueWait {
  readonly month: MonthNumber
  readonly town: string
  readonly group: string
  readonly days: number
}

interface Tally {
  readonly waits: TrueWait[]
  offered: number
  declined: number
  withdrawn: number
  neverArrive: number
  openAtEnd: number
  openOnRecord: number
}

const emptyTally = (): Tally => ({
  waits: [],
  offered: 0,
  declined: 0,
  withdrawn: 0,
  neverArrive: 0,
  openAtEnd: 0,
  openOnRecord: 0,
})

export function truthCollector(plan: Plan) {
  const { scenario, timeline } = plan
  const lastDay = lastDayOf(timeline.last)
  const tallies = new Map<string, Tally>(scenario.interfaces.map((entry) => [entry.key, emptyTally()]))
  let unknownPassages = 0

  function add(passage: TruePassage, recorded: RecordedPassage | undefined): void {
    const tally = tallies.get(passage.through.source.key)!
    tally.offered++
    if (passage.outcome === 'declined') tally.declined++
    if (passage.outcome === 'withdrawn') tally.withdrawn++
    if (passage.outcome === 'never') tally.neverArrive++
    if ((passage.firstOn ?? passage.endedOn ?? Number.POSITIVE_INFINITY) > lastDay) tally.openAtEnd++
    if (
      recorded?.events.every(
        (event) => !['firstAppointment', 'declined', 'withdrawn', 'completed'].includes(event.kind),
      )
    ) {
      tally.openOnRecord++
    }
    if (!recorded) unknownPassages++
    if (passage.firstOn === undefined) return
    tally.waits.push({
      month: passage.month,
      town: scenario.towns[passage.town]!.name,
      group: scenario.groups[passage.group]!.name,
      days: passage.firstOn - passage.offeredOn,
    })
  }

  function around(key: string, effect: Effect): BeforeAfter {
    const complete = effect.from + Math.max(0, effect.overMonths - 1)
    const reached = tallies.get(key)!.waits.filter((wait) => reaches({ ...effect, from: -1e9, to: 1e9 }, wait))
    return {
      before: waitsOf(reached.filter(({ month }) => month >= effect.from - 12 && month < effect.from)),
      after: waitsOf(reached.filter(({ month }) => month >= complete && month < complete + 12 && month <= effect.to)),
    }
  }

  function finish(needs: readonly Need[], unrecorded: Unrecorded): Truth {
    const planted = (part: 'hurdles' | 'changes' | 'measures', key: string, index: number) =>
      effectsAt(
        key,
        { ...scenario, hurdles: [], changes: [], measures: [], [part]: [scenario[part][index]] },
        timeline,
      )[0]!
    return {
      schema: 'nahtlos-truth/1',
      simulated: true,
      scenario: scenario.name,
      seed: plan.seed,
      period: {
        from: monthText(timeline.first),
        until: monthText(timeline.last),
        months: plan.months,
      },
      interfaces: plan.interfaces.map(({ source, targetAt }) => {
        const { waits, ...counts } = tallies.get(source.key)!
        return {
          key: source.key,
          ...counts,
          arrive: waitsOf(waits),
          targetDays: targetAt(timeline.last),
          plannedMedianDays: source.wait.medianDays,
          byMonth: byMonth(waits, timeline.first, timeline.last),
        }
      }),
      hurdles: scenario.hurdles.map((hurdle) => ({
        ...hurdle,
        ...(hurdle.from === undefined ? {} : { from: monthText(resolveMonth(hurdle.from, timeline)) }),
        ...(hurdle.to === undefined ? {} : { to: monthText(resolveMonth(hurdle.to, timeline)) }),
      })),
      changes: scenario.changes.map((change, index) => ({
        ...change,
        at: monthText(resolveMonth(change.at, timeline)),
        ...around(change.interface, planted('changes', change.interface, index)),
      })),
      measures: scenario.measures.map((measure, index) => ({
        ...measure,
        starts: monthText(resolveMonth(measure.starts, timeline)),
        ...(measure.interface === undefined
          ? {}
          : around(measure.interface, planted('measures', measure.interface, index))),
      })),
      gaps: scenario.gaps.map((gap) =>
        gapTruth(
          gap,
          needs.filter((need) => need.gap === gap),
          lastDay,
        ),
      ),
      comparison: scenario.comparison,
      missing: {
        silent: scenario.missing.silent.map((one) => ({
          ...one,
          from: dayOfNumber(resolveMoment(one.from, timeline, 'from')),
          to: dayOfNumber(one.to === undefined ? lastDay : resolveMoment(one.to, timeline, 'to')),
        })),
        events: { ...unrecorded },
        passages: unknownPassages,
      },
    }
  }
  return { add, finish }
}

function waitsOf(waits: readonly TrueWait[]): Waits {
  const days = waits.map((wait) => wait.days).sort((a, b) => a - b)
  const middle = Math.floor(days.length / 2)
  if (days.length === 0) return { n: 0, medianDays: null }
  return { n: days.length, medianDays: days.length % 2 ? days[middle]! : (days[middle - 1]! + days[middle]!) / 2 }
}

function byMonth(waits: readonly TrueWait[], first: MonthNumber, last: MonthNumber) {
  const months = Map.groupBy(waits, (wait) => wait.month)
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    month: monthText(first + index),
    ...waitsOf(months.get(first + index) ?? []),
  }))
}

function gapTruth(gap: Need['gap'], needs: readonly Need[], lastDay: number): Record<string, unknown> {
  return {
    ...gap,
    needs: needs.length,
    met: needs.filter((need) => need.metOn !== undefined).length,
    givenUp: needs.filter((need) => need.givenUpOn !== undefined).length,
    unmetDays: needs.reduce((sum, need) => sum + (need.metOn ?? need.givenUpOn ?? lastDay) - need.neededOn, 0),
  }
}
