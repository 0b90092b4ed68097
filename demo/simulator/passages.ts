/** The true hand-overs of a scenario, before anybody records them: complete, on time, with what happens after the last day too. */
import type { Random } from '../../src/kernel/random.ts'
import { firstDayOf, lastDayOf, type MonthNumber } from '../scenario/moment.ts'
import { apply } from './effects.ts'
import { namePicker, type Plan, type PlannedInterface } from './plan.ts'

export type Outcome = 'arrives' | 'declined' | 'withdrawn' | 'never'

/** Days are day numbers (days since 1970-01-01). */
export interface TruePassage {
  readonly through: PlannedInterface
  readonly month: MonthNumber
  /** Index into the scenario's towns and groups. */
  readonly town: number
  readonly group: number
  /** Number of the person or family, not consecutive. */
  readonly person: number
  readonly targetDays: number | null
  readonly preparedOn: number | undefined
  readonly offeredOn: number
  readonly outcome: Outcome
  readonly askedBackOn: number | undefined
  readonly acceptedOn: number | undefined
  /** First appointment or first benefit; undefined where the person never arrives. */
  readonly firstOn: number | undefined
  readonly completedOn: number | undefined
  /** Day of declining or withdrawal. */
  readonly endedOn: number | undefined
  readonly reason: string | undefined
  /** Random numbers that belong to the records of this passage. */
  readonly records: Random
}

/** The passages offered in one month, by day of the offer, then by interface. */
export function passagesOf(plan: Plan, month: MonthNumber): TruePassage[] {
  const all = plan.interfaces.flatMap((through) => [...offersThrough(plan, through, month)])
  return all.sort((a, b) => a.offeredOn - b.offeredOn)
}

function* offersThrough(plan: Plan, through: PlannedInterface, month: MonthNumber): Generator<TruePassage> {
  const random = plan.random.child(through.source.key).child(month)
  const open = plan.calendar.openDays(month)
  const days = lastDayOf(month) - firstDayOf(month) + 1
  const expected = (through.source.passagesPerYear / 365.25) * days * plan.demandFactor(month)
  const count = open.length === 0 ? 0 : random.poisson(expected)
  for (let index = 0; index < count; index++) yield onePassage(plan, through, month, open, random, index)
}

function onePassage(
  plan: Plan,
  through: PlannedInterface,
  month: MonthNumber,
  open: readonly number[],
  random: Random,
  index: number,
): TruePassage {
  const { scenario, calendar } = plan
  const { source } = through
  // Everything is drawn for every passage, needed or not: what is planted then never shifts the numbers of the next.
  const offeredOn = random.pick(open)
  const town = through.pickTown(random.next())
  const group = through.pickGroup(random.next())
  const base = through.drawWait(random)
  const fate = random.next()
  const prepares = random.next() < source.preparedShare
  const preparedBefore = random.int(8)
  const answerDraw = random.lognormal(Math.log(source.answerShare), 0.5)
  const asksBack = random.next() < source.askedBackShare
  const askedBackAt = random.next()
  const completes = random.next() < source.completedShare
  const completionDays = random.lognormal(Math.log(Math.max(source.completionDays, 0.5)), 0.6)
  const reasonDraw = random.next()
  const personDraw = [random.next(), random.next()] as const

  const place = scenario.towns[town]!
  const people = scenario.groups[group]!
  const standing = place.waitFactor * (source.townFactors[place.name] ?? 1) * people.waitFactor * plan.waitFactor(month)
  const chances = chancesOf(through, random, index)
  const { wait, reasons } = apply(
    through.effects,
    { month, town: place.name, group: people.name },
    base * standing,
    chances,
  )
  const waitedUntil = Math.max(offeredOn, calendar.nearestOpen(offeredOn + Math.round(wait)))

  const targetDays = through.targetAt(month)
  const outcome = outcomeOf(source, fate)
  const answeredOn = Math.min(waitedUntil, calendar.nextOpen(offeredOn + Math.round(wait * Math.min(answerDraw, 1))))
  const askedBackOn =
    asksBack && outcome !== 'withdrawn'
      ? Math.min(answeredOn, calendar.nextOpen(offeredOn + Math.floor(askedBackAt * (answeredOn - offeredOn))))
      : undefined
  const isLate = targetDays !== null && waitedUntil - offeredOn > targetDays
  return {
    through,
    month,
    town,
    group,
    person: plan.personAt(offeredOn, town, group, personDraw),
    targetDays,
    preparedOn: prepares ? offeredOn - preparedBefore : undefined,
    offeredOn,
    outcome,
    askedBackOn,
    // Half of those who never arrive were accepted all the same.
    acceptedOn: outcome === 'arrives' || (outcome === 'never' && reasonDraw < 0.5) ? answeredOn : undefined,
    firstOn: outcome === 'arrives' ? waitedUntil : undefined,
    completedOn:
      outcome === 'arrives' && completes ? calendar.nextOpen(waitedUntil + Math.round(completionDays)) : undefined,
    endedOn: outcome === 'declined' || outcome === 'withdrawn' ? answeredOn : undefined,
    reason:
      outcome === 'declined'
        ? through.pickDeclineReason(reasonDraw)
        : outcome === 'arrives' && isLate
          ? delayReason(through, reasons, reasonDraw)
          : undefined,
    records: random.child(index),
  }
}

/** Whether an effect that touches only a share touches this offer; from a stream of its own, because effects come and go. */
function chancesOf(through: PlannedInterface, random: Random, index: number): number[] {
  if (through.effects.every((effect) => effect.share === 1)) return []
  const chances = random.child(`effects ${index}`)
  return through.effects.map(() => chances.next())
}

function outcomeOf(source: PlannedInterface['source'], fate: number): Outcome {
  if (fate < source.declinedShare) return 'declined'
  if (fate < source.declinedShare + source.withdrawnShare) return 'withdrawn'
  return fate < source.declinedShare + source.withdrawnShare + source.neverShare ? 'never' : 'arrives'
}

/** Hurdles that were met weigh by what they added; the interface's own reasons share the weight of the unhindered wait. */
function delayReason(
  through: PlannedInterface,
  met: readonly { reason: string; weight: number }[],
  uniform: number,
): string | undefined {
  const own = through.delayReasons.reduce((sum, [, weight]) => sum + weight, 0)
  const weights = [
    ...met.map(({ reason, weight }) => [reason, weight] as const),
    ...through.delayReasons.map(([reason, weight]) => [reason, own > 0 ? weight / own : 0] as const),
  ].filter(([, weight]) => weight > 0)
  return weights.length > 0 ? namePicker(weights)(uniform) : undefined
}
