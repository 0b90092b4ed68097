import {
  type Comparison,
  type EffectCheck,
  type EffectQuestion,
  effectOf,
  type Power,
  powerOf,
} from '../../../engine/index.ts'
import type { Day } from '../../../kernel/day.ts'
import { addMonths, daysOfMonth, monthOf } from '../../../kernel/period.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { readQuestion } from '../questions.ts'
import { withhold } from '../release.ts'
import { type Source, table } from '../sheet.ts'

/** The part of a request that effect checks need. */
export type EffectRequest = Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock'>

/** A measure as the check sees it. Towns and interfaces by key; everywhere where no towns are named. */
export interface EffectAsked {
  readonly interfaceKey: string
  readonly startsOn: Day
  readonly towns?: readonly string[]
  readonly comparison?: Comparison
  /** A smaller drop does not matter; 0.2 unless told. */
  readonly relevantDrop?: number
}

export type EffectSheet = ReturnType<typeof effectSheet>
export type PowerSheet = ReturnType<typeof powerSheet>

/** The drops that a power table speaks of, by the column that names their months. */
export const powerDrops = { months10: 0.1, months20: 0.2, months30: 0.3, months50: 0.5 } as const

/**
 * Whether a measure helped, as of the end of the last full month; undefined where nobody passes this interface. Nothing
 * leaves before `release`: to the steering group one row with the verdict, to coordinators the months too.
 */
export async function effectFigures(request: EffectRequest, asked: EffectAsked) {
  const { passages, question, source } = await read(request, asked)
  const check = effectOf(passages, question)
  return check && withhold(effectSheet(check, source))
}

/** What the measure will be able to show, before it starts; undefined where the past is too short to tell. */
export async function powerFigures(request: EffectRequest, asked: Omit<EffectAsked, 'relevantDrop'>) {
  const { passages, question, source } = await read(request, asked)
  const { relevantDrop: _, ...before } = question
  const power = powerOf(passages, { ...before, drops: Object.values(powerDrops) })
  return power && withhold(powerSheet(power, source))
}

async function read(request: EffectRequest, asked: EffectAsked) {
  // What the address of the asking page says is no question about hand-overs.
  const { load, span } = await readQuestion({ ...request, query: new URLSearchParams() } as PageRequest)
  const question: EffectQuestion = { ...asked, asOf: span.asOf }
  const last = asked.startsOn > span.asOf ? span.asOf : asked.startsOn
  const source: Omit<Source, 'population'> = {
    question: addressOf(asked),
    period: { from: daysOfMonth(addMonths(monthOf(last), -24)).from, to: span.asOf },
    asOf: span.asOf,
    simulated: load.simulated,
    scope: { interfaces: [asked.interfaceKey], ...(asked.towns && { towns: asked.towns }) },
  }
  return { passages: load.passages, question, source }
}

/** Enough to ask the same again. */
function addressOf({ interfaceKey, startsOn, towns = [], comparison, relevantDrop }: EffectAsked): string {
  const query = new URLSearchParams({ interface: interfaceKey, from: startsOn })
  for (const town of towns) query.append('town', town)
  if (comparison && 'towns' in comparison) for (const town of comparison.towns) query.append('compared-town', town)
  if (comparison && 'interfaces' in comparison)
    for (const key of comparison.interfaces) query.append('compared-interface', key)
  if (relevantDrop !== undefined) query.append('relevant-drop', String(relevantDrop))
  return `?${query}`
}

function effectSheet(check: EffectCheck, source: Omit<Source, 'population'>) {
  const { before, after, ratio, own, comparison, comparisonBefore, comparisonAfter } = check
  return {
    name: 'effect' as const,
    source: { ...source, population: before.handOvers + after.handOvers },
    tables: {
      effect: table(
        {
          verdict: 'kind',
          handOvers: 'count',
          before: 'count',
          after: 'count',
          waitingAfter: 'count',
          monthsBefore: 'given',
          monthsAfter: 'given',
          medianBefore: 'quantile',
          medianAfter: 'quantile',
          ratio: 'share',
          ratioLow: 'share',
          ratioHigh: 'share',
          ownRatio: 'share',
          comparisonRatio: 'share',
          comparisonBefore: 'count',
          comparisonAfter: 'count',
          relevantDrop: 'given',
          dispersion: 'ratio',
          seasons: 'mark',
          trend: 'mark',
          knownUntil: 'day',
        },
        [
          {
            verdict: check.verdict,
            handOvers: before.handOvers + after.handOvers,
            before: before.handOvers,
            after: after.handOvers,
            waitingAfter: after.stillWaiting,
            monthsBefore: before.months,
            monthsAfter: after.months,
            medianBefore: before.median,
            medianAfter: after.median,
            ratio: ratio?.value ?? null,
            ratioLow: ratio?.lower ?? null,
            ratioHigh: ratio?.upper ?? null,
            ownRatio: own?.value ?? null,
            comparisonRatio: comparison?.value ?? null,
            comparisonBefore: comparisonBefore?.handOvers ?? 0,
            comparisonAfter: comparisonAfter?.handOvers ?? 0,
            relevantDrop: check.relevantDrop,
            dispersion: check.dispersion,
            seasons: check.seasons,
            trend: check.trend,
            knownUntil: check.knownUntil,
          },
        ],
      ),
      months: table(
        {
          month: 'month',
          phase: 'kind',
          handOvers: 'count',
          median: 'quantile',
          comparisonHandOvers: 'count',
          comparisonMedian: 'quantile',
        },
        check.months,
      ),
    },
  }
}

function powerSheet(power: Power, source: Omit<Source, 'population'>) {
  const monthsFor = (drop: number) => power.drops.find((one) => one.drop === drop)?.months ?? null
  const drops = Object.entries(powerDrops)
  return {
    name: 'power' as const,
    source: { ...source, population: power.before.handOvers },
    tables: {
      power: table(
        {
          handOvers: 'count',
          months: 'given',
          perMonth: 'ratio',
          comparisonPerMonth: 'ratio',
          median: 'quantile',
          // Complete months until a drop by so many percent is found in 80 of 100 cases; null: not within ten years.
          months10: 'ratio',
          months20: 'ratio',
          months30: 'ratio',
          months50: 'ratio',
          entryDays: 'given',
          spread: 'ratio',
          dispersion: 'ratio',
        },
        [
          {
            handOvers: power.before.handOvers,
            months: power.before.months,
            perMonth: power.perMonth,
            comparisonPerMonth: power.comparisonPerMonth,
            median: power.before.median,
            months10: monthsFor(powerDrops.months10),
            months20: monthsFor(powerDrops.months20),
            months30: monthsFor(powerDrops.months30),
            months50: monthsFor(powerDrops.months50),
            entryDays: power.entryDays,
            spread: power.spread,
            dispersion: power.dispersion,
          },
        ],
      ),
      byMonth: table(
        { months: 'position', power10: 'share', power20: 'share', power30: 'share', power50: 'share' },
        power.byMonth.map(({ months, power: shares }) => {
          const at = (drop: number) => shares[drops.findIndex(([, one]) => one === drop)] ?? null
          return { months, power10: at(0.1), power20: at(0.2), power30: at(0.3), power50: at(0.5) }
        }),
      ),
    },
  }
}
