/** What is planted, by interface: how the drawn wait of an offer becomes its true wait. */

import type { Scenario } from '../scenario/fields.ts'
import { type MonthNumber, monthOfYear, resolveMonth, type Timeline } from '../scenario/moment.ts'

/** Where and when an effect holds, and how large it is. */
export interface Effect {
  readonly from: MonthNumber
  readonly to: MonthNumber
  /** Months until it is complete, in equal steps; 0 and 1: at once. */
  readonly overMonths: number
  readonly factor: number
  readonly addedDays: number
  /** Share of the offers in reach that it touches. */
  readonly share: number
  readonly towns: ReadonlySet<string> | undefined
  readonly groups: ReadonlySet<string> | undefined
  /** Code of the reason it gives to late arrivals; only hurdles have one. */
  readonly reason: string | undefined
}

export interface Offer {
  readonly month: MonthNumber
  readonly town: string
  readonly group: string
}

const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

/** The effects at one interface: hurdles first, then changes and measures. */
export function effectsAt(key: string, scenario: Scenario, timeline: Timeline): Effect[] {
  const month = (text: string | undefined, otherwise: number) =>
    text === undefined ? otherwise : resolveMonth(text, timeline)
  const untouched = new Set(scenario.comparison.towns)
  const reached = scenario.towns.map((town) => town.name).filter((name) => !untouched.has(name))
  const place = (effect: { towns?: string[] | undefined; groups?: string[] | undefined }, everywhere = false) => ({
    towns: effect.towns ? new Set(effect.towns) : everywhere || untouched.size === 0 ? undefined : new Set(reached),
    groups: effect.groups && new Set(effect.groups),
  })
  const size = (effect: { factor?: number | undefined; addedDays?: number | undefined }) => ({
    factor: effect.factor ?? 1,
    addedDays: effect.addedDays ?? 0,
  })
  const hurdles = scenario.hurdles.map((hurdle) => ({
    interface: hurdle.interface,
    from: month(hurdle.from, always.from),
    to: month(hurdle.to, always.to),
    overMonths: 0,
    share: hurdle.share,
    reason: hurdle.reason,
    ...size(hurdle),
    ...place(hurdle, (hurdle.from ?? hurdle.to) === undefined),
  }))
  const changes = scenario.changes.map((change) => ({
    interface: change.interface,
    from: month(change.at, always.from),
    to: month(change.until, always.to),
    overMonths: change.overMonths,
    share: 1,
    reason: undefined,
    ...size(change),
    ...place(change),
  }))
  const measures = scenario.measures.map((measure) => ({
    interface: measure.interface,
    from: month(measure.starts, always.from),
    to: month(measure.ends, always.to),
    overMonths: measure.rampMonths,
    share: 1,
    reason: undefined,
    factor: measure.effect ?? 1,
    addedDays: 0,
    ...place(measure),
  }))
  return [...hurdles, ...changes, ...measures].filter((effect) => effect.interface === key)
}

export function reaches(effect: Effect, offer: Offer): boolean {
  return (
    offer.month >= effect.from &&
    offer.month <= effect.to &&
    (effect.towns?.has(offer.town) ?? true) &&
    (effect.groups?.has(offer.group) ?? true)
  )
}

/** The part of an effect that is in force in a month within its span, 0 to 1. */
export function ramp(effect: Pick<Effect, 'from' | 'overMonths'>, month: MonthNumber): number {
  return effect.overMonths <= 1 ? 1 : Math.min(1, (month - effect.from + 1) / effect.overMonths)
}

/** The wait after all effects in reach, in days and at least 0; and those with a reason that lengthened it, by weight. */
export function apply(effects: readonly Effect[], offer: Offer, drawn: number, chances: readonly number[]) {
  let factor = 1
  let addedDays = 0
  const reasons: { reason: string; weight: number }[] = []
  effects.forEach((effect, index) => {
    if (!reaches(effect, offer) || (chances[index] ?? 0) >= effect.share) return
    const part = ramp(effect, offer.month)
    factor *= 1 + (effect.factor - 1) * part
    addedDays += effect.addedDays * part
    const longer = (effect.factor - 1) * part + (effect.addedDays * part) / Math.max(drawn, 1)
    if (effect.reason !== undefined && longer > 0) reasons.push({ reason: effect.reason, weight: longer })
  })
  return { wait: Math.max(0, drawn * factor + addedDays), reasons }
}

/** Twelve factors with mean 1, so that a season moves the year's total nowhere. */
export function seasonFactors(factors: readonly number[] | undefined): (month: MonthNumber) => number {
  if (!factors) return () => 1
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / 12
  return (month) => (mean > 0 ? factors[monthOfYear(month)]! / mean : 0)
}
