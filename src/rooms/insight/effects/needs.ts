import {
  ANY,
  type NeedColumns,
  type NeedEffectCheck,
  type NeedEffectQuestion,
  type NeedFilter,
  type NeedPower,
  needEffectOf,
  needPowerOf,
  needRecords,
} from '../../../engine/index.ts'
import type { Day } from '../../../kernel/day.ts'
import { addMonths, daysOfMonth, monthOf, type Period } from '../../../kernel/period.ts'
import { noLanguage } from '../gaps/filter.ts'
import { readGaps } from '../gaps/questions.ts'
import { withhold } from '../release.ts'
import { type Source, table } from '../sheet.ts'
import { comparedBasis, sidesIn } from './compared.ts'
import type { EffectRequest } from './figures.ts'

/** A measure that is to close a gap, as the check sees it. Keys; everywhere and for all where nothing is named. */
export interface NeedEffectAsked {
  readonly topic: string
  readonly startsOn: Day
  readonly towns?: readonly string[]
  readonly group?: string
  /** A tag, or `none`: for needs of no particular language. */
  readonly language?: string
  /** The same topic in other towns, or other topics in the same. */
  readonly comparison?: { readonly towns: readonly string[] } | { readonly topics: readonly string[] }
  /** A smaller drop of the time until a need is met does not matter; 0.2 unless told. */
  readonly relevantDrop?: number
}

export type NeedEffectSheet = ReturnType<typeof effectSheet>
export type NeedPowerSheet = ReturnType<typeof powerSheet>

/** The gains that a power table speaks of, by the column that names their months. */
export const needGains = { months10: 0.1, months25: 0.25, months50: 0.5, months100: 1 } as const

/**
 * Whether a measure closed a gap, as of the end of the last full month; undefined where nobody needs this topic. Nothing
 * leaves before `release`.
 */
export async function needEffectFigures(request: EffectRequest, asked: NeedEffectAsked) {
  const { needs, question, source } = await read(request, asked)
  if (!needs.topics.includes(asked.topic)) return undefined
  const { sheet, basis } = needEffectSheetOf(needs, question, { asked, source })
  return withhold(sheet, () => basis)
}

/** The sheet of a check, with what its counts were computed from. Pure. */
export function needEffectSheetOf(
  needs: NeedColumns,
  question: NeedEffectQuestion,
  { asked, source }: { readonly asked: NarrowedTo; readonly source: Omit<Source, 'population'> },
) {
  const check = needEffectOf(needs, question)
  const [first, last] = [check.months[0], check.months.at(-1)]
  const period: Period =
    first && last ? { from: daysOfMonth(first.month).from, to: daysOfMonth(last.month).to } : source.period
  const { rows } = needRecords(needs, { period, asOf: question.asOf, filter: question.gap })
  const basis = comparedBasis(needs, rows, sidesIn(check.months))
  const counted = basis.tables['effect']?.rows[0]?.length ?? 0
  return { sheet: effectSheet(check, narrowedTo(asked), counted, { ...source, period }), basis }
}

/** What the measure will be able to show, before it starts; undefined where nothing was met before. */
export async function needPowerFigures(request: EffectRequest, asked: Omit<NeedEffectAsked, 'relevantDrop'>) {
  const { needs, question, source } = await read(request, asked)
  const power = needPowerOf(needs, { ...question, gains: Object.values(needGains) })
  return power && withhold(powerSheet(power, narrowedTo(asked), source))
}

type NarrowedTo = Pick<NeedEffectAsked, 'topic' | 'language'>

/** What a row says of the question: whom it counts. */
const narrowedTo = ({ topic, language }: NarrowedTo) => ({ topic, language: language ?? ANY })

async function read(request: EffectRequest, asked: NeedEffectAsked) {
  const { topic, startsOn, towns = [], group, language, comparison, relevantDrop } = asked
  // What the address of the asking page says is no question about needs.
  const { load, span } = await readGaps({ ...request, query: new URLSearchParams() })
  const same: NeedFilter = {
    ...(group !== undefined && { groups: [group] }),
    ...(language !== undefined && { languages: [language === noLanguage ? null : language] }),
  }
  const here = towns.length > 0 ? { places: towns } : {}
  const others =
    comparison &&
    ('towns' in comparison
      ? { ...same, topics: [topic], places: comparison.towns }
      : { ...same, ...here, topics: comparison.topics })
  const question: NeedEffectQuestion = {
    gap: { ...same, ...here, topics: [topic] },
    startsOn,
    asOf: span.asOf,
    ...(others && { comparison: others }),
    ...(relevantDrop !== undefined && { relevantDrop }),
  }
  const last = startsOn > span.asOf ? span.asOf : startsOn
  const source: Omit<Source, 'population'> = {
    question: addressOf(asked),
    period: { from: daysOfMonth(addMonths(monthOf(last), -24)).from, to: span.asOf },
    asOf: span.asOf,
    simulated: load.simulated,
    scope: {
      ...(towns.length > 0 && { towns }),
      ...(group !== undefined && { groups: [group] }),
      ...(language !== undefined && { languages: [language] }),
    },
  }
  return { needs: load.needs, question, source }
}

/** Enough to ask the same again. */
function addressOf({
  topic,
  startsOn,
  towns = [],
  group,
  language,
  comparison,
  relevantDrop,
}: NeedEffectAsked): string {
  const query = new URLSearchParams({ topic, from: startsOn })
  for (const town of towns) query.append('town', town)
  if (group !== undefined) query.append('group', group)
  if (language !== undefined) query.append('language', language)
  if (comparison && 'towns' in comparison) for (const town of comparison.towns) query.append('compared-town', town)
  if (comparison && 'topics' in comparison) for (const key of comparison.topics) query.append('compared-topic', key)
  if (relevantDrop !== undefined) query.append('relevant-drop', String(relevantDrop))
  return `?${query}`
}

function effectSheet(
  check: NeedEffectCheck,
  narrowed: Required<NarrowedTo>,
  needs: number,
  source: Omit<Source, 'population'>,
) {
  const { before, after, met, own, comparison, unmetDays, saved, comparisonBefore, comparisonAfter } = check
  return {
    name: 'need-effect' as const,
    source: { ...source, population: needs },
    tables: {
      effect: table(
        {
          topic: 'kind',
          language: 'kind',
          verdict: 'kind',
          // Those that arose or were met in one of the months.
          needs: 'count',
          arisenBefore: 'count',
          arisenAfter: 'count',
          metBefore: 'count',
          metAfter: 'count',
          givenUpBefore: 'count',
          givenUpAfter: 'count',
          unmetDaysBefore: 'days',
          unmetDaysAfter: 'days',
          monthsBefore: 'given',
          monthsAfter: 'given',
          // Needs met with the measure to those met without.
          metRatio: 'share',
          metLow: 'share',
          metHigh: 'share',
          ownMet: 'share',
          comparisonMet: 'share',
          comparisonBefore: 'count',
          comparisonAfter: 'count',
          // Unmet days since the start to those without the measure, and how many fewer they are.
          unmet: 'share',
          unmetLow: 'share',
          unmetHigh: 'share',
          savedDays: 'ratio',
          savedLow: 'ratio',
          savedHigh: 'ratio',
          relevantDrop: 'given',
          dispersion: 'ratio',
          seasons: 'mark',
          trend: 'mark',
          perNeed: 'mark',
          knownUntil: 'day',
        },
        [
          {
            ...narrowed,
            verdict: check.verdict,
            needs,
            arisenBefore: before.arisen,
            arisenAfter: after.arisen,
            metBefore: before.met,
            metAfter: after.met,
            givenUpBefore: before.givenUp,
            givenUpAfter: after.givenUp,
            unmetDaysBefore: before.unmetDays,
            unmetDaysAfter: after.unmetDays,
            monthsBefore: before.months,
            monthsAfter: after.months,
            metRatio: met?.value ?? null,
            metLow: met?.lower ?? null,
            metHigh: met?.upper ?? null,
            ownMet: own?.value ?? null,
            comparisonMet: comparison?.value ?? null,
            comparisonBefore: comparisonBefore?.met ?? 0,
            comparisonAfter: comparisonAfter?.met ?? 0,
            unmet: unmetDays?.value ?? null,
            unmetLow: unmetDays?.lower ?? null,
            unmetHigh: unmetDays?.upper ?? null,
            savedDays: saved?.value ?? null,
            savedLow: saved?.lower ?? null,
            savedHigh: saved?.upper ?? null,
            relevantDrop: check.relevantDrop,
            dispersion: check.dispersion,
            seasons: check.seasons,
            trend: check.trend,
            perNeed: check.per === 'need',
            knownUntil: check.knownUntil,
          },
        ],
      ),
      months: table(
        {
          month: 'month',
          phase: 'kind',
          arisen: 'count',
          met: 'count',
          unmetDays: 'days',
          unmetDaysWithout: 'ratio',
          comparisonMet: 'count',
        },
        check.months,
      ),
    },
  }
}

function powerSheet(power: NeedPower, narrowed: Required<NarrowedTo>, source: Omit<Source, 'population'>) {
  const monthsFor = (gain: number) => power.gains.find((one) => one.gain === gain)?.months ?? null
  const gains = Object.values(needGains)
  return {
    name: 'need-power' as const,
    source: { ...source, population: power.before.arisen },
    tables: {
      power: table(
        {
          topic: 'kind',
          language: 'kind',
          needs: 'count',
          met: 'count',
          months: 'given',
          metPerMonth: 'ratio',
          comparisonPerMonth: 'ratio',
          // Complete months until so many percent more needs met are found in 80 of 100 cases; null: not within ten years.
          months10: 'ratio',
          months25: 'ratio',
          months50: 'ratio',
          months100: 'ratio',
          dispersion: 'ratio',
        },
        [
          {
            ...narrowed,
            needs: power.before.arisen,
            met: power.before.met,
            months: power.before.months,
            metPerMonth: power.metPerMonth,
            comparisonPerMonth: power.comparisonPerMonth,
            months10: monthsFor(needGains.months10),
            months25: monthsFor(needGains.months25),
            months50: monthsFor(needGains.months50),
            months100: monthsFor(needGains.months100),
            dispersion: power.dispersion,
          },
        ],
      ),
      byMonth: table(
        { months: 'position', power10: 'share', power25: 'share', power50: 'share', power100: 'share' },
        power.byMonth.map(({ months, power: shares }) => {
          const at = (gain: number) => shares[gains.indexOf(gain as (typeof gains)[number])] ?? null
          return { months, power10: at(0.1), power25: at(0.25), power50: at(0.5), power100: at(1) }
        }),
      ),
    },
  }
}
