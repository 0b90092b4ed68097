import { dayNumber } from '../../kernel/day.ts'
import { seeded } from '../../kernel/random.ts'

import { funnel } from '../statistics/funnel.ts'
import { rankIntervals } from '../statistics/ranks.ts'
import { figuresOf, placesOf, rowsByCode, sumOfDays } from './figures.ts'
import { changesOfNeeds, monthsOfNeeds, needsKnownUntil } from './months.ts'
import type { NeedColumns, NeedFilter, NeedQuestion } from './needs.ts'
import { MET, type NeedView, needsOn, needsSelected, yearBefore } from './open.ts'
import { cellAmong, cellKey, pooledCells } from './pooling.ts'
import { ratesOf } from './rates.ts'
import type { GapDetail, GapFigures, Gaps, ReasonOfNeeds, TopicFigures } from './results.ts'
import { kindOf, thresholdsOf } from './typology.ts'

/** Fewest needs with which a cell stands for itself: below it a share or a ranking says more than the data do. */
const fewest = 12

/**
 * What is missing, for whom and where: every need of the period in one cell of topic × place × group × language, ranked by
 * unmet days, and every topic over the whole district. Deterministic in the columns, the question and its seed.
 */
export function analyseGaps(needs: NeedColumns, question: NeedQuestion): Gaps {
  const random = seeded(question.seed ?? 'nahtlos')
  const selected = needsSelected(needs, question.filter)
  const view = needsOn(needs, question.period, dayNumber(question.asOf), selected)
  const previous = yearBefore(question)
  const then = needsOn(needs, previous.period, dayNumber(previous.asOf), selected)
  const regionOf = question.regionOf ?? new Map<string, string>()
  const draws = question.draws ?? 500

  const pooled = pooledCells(needs, view.rows, regionOf, question.least ?? fewest)
  const ranks = ranked(
    needs,
    view,
    pooled.map(({ rows }) => rows),
    draws,
    random.child('cells'),
  )
  // A year ago other cells may have been thin; what is compared are the needs that belong in the cells of now.
  const indexOf = new Map(pooled.map(({ cell }, index) => [cellKey(cell), index]))
  const daysBefore = new Float64Array(pooled.length)
  for (const row of then.rows) {
    const index = cellAmong(indexOf, needs, row, regionOf)
    if (index !== undefined) daysBefore[index]! += then.days[row]!
  }
  const rateOf = ratesOf(needs, view, question.residents ?? new Map(), regionOf)
  const cells = pooled
    .map(({ cell, rows, finer }, index): GapFigures => {
      const figures = figuresOf(needs, view, rows, daysBefore[index]!)
      return { ...cell, ...figures, finer, rank: ranks[index]!, rate: rateOf(cell, figures.needs - figures.met) }
    })
    .sort((a, b) => a.rank.place - b.rank.place || (cellKey(a) < cellKey(b) ? -1 : 1))

  const knownUntil = needsKnownUntil(needs, view.asOf)
  const topics = topicsOf(needs, view, then, draws, random.child('topics'))
  return {
    period: question.period,
    asOf: question.asOf,
    previous,
    all: figuresOf(needs, view, view.rows, sumOfDays(then)),
    cells,
    topics: topics.figures,
    thresholds: topics.thresholds,
    places: placesOf(needs, view),
    months: monthsOfNeeds(needs, selected, question, knownUntil),
    reasons: reasonsOf(needs, view),
    knownUntil,
  }
}

/** What one gap is: a topic, narrowed as far as it is asked for. `question.filter` narrows what is looked at as a whole. */
export function analyseGap(needs: NeedColumns, question: NeedQuestion, gap: NeedFilter): GapDetail {
  const random = seeded(question.seed ?? 'nahtlos')
  const both = selectedByBoth(needs, gap, question.filter)
  const view = needsOn(needs, question.period, dayNumber(question.asOf), both)
  const previous = yearBefore(question)
  const then = needsOn(needs, previous.period, dayNumber(previous.asOf), both)
  const knownUntil = needsKnownUntil(needs, view.asOf)
  const series = monthsOfNeeds(needs, both, question, knownUntil)
  // Towns are compared with each other, so the town of the gap narrows everything but the funnel.
  const { places: _, ...everywhere } = gap
  const { places: __, ...asked } = question.filter ?? {}
  const wide = selectedByBoth(needs, everywhere, asked)
  const towns = placesOf(needs, needsOn(needs, question.period, dayNumber(question.asOf), wide))
  return {
    figures: figuresOf(needs, view, view.rows, sumOfDays(then)),
    months: series,
    changes: changesOfNeeds(series, random.child('changes')),
    funnel: funnel(
      towns.flatMap(({ place, needs, met }) =>
        place === null ? [] : [{ place, passages: needs, beyond: needs - met, median: null }],
      ),
    ),
    places: placesOf(needs, view),
    reasons: reasonsOf(needs, view),
    knownUntil,
  }
}

function selectedByBoth(needs: NeedColumns, one: NeedFilter, other: NeedFilter | undefined): Uint8Array {
  const others = needsSelected(needs, other)
  return needsSelected(needs, one).map((selected, row) => selected & others[row]!)
}

function topicsOf(
  needs: NeedColumns,
  view: NeedView,
  then: NeedView,
  draws: number,
  random: ReturnType<typeof seeded>,
): { readonly figures: readonly TopicFigures[]; readonly thresholds: Gaps['thresholds'] } {
  const lists = rowsByCode(needs.topicOf, needs.topics.length, view.rows)
  const before = rowsByCode(needs.topicOf, needs.topics.length, then.rows)
  const present = needs.topics.flatMap((topic, index) => (lists[index]!.length > 0 ? [{ topic, index }] : []))
  const ranks = ranked(
    needs,
    view,
    present.map(({ index }) => lists[index]!),
    draws,
    random,
  )
  const figures = present.map(({ topic, index }, at) => ({
    topic,
    ...figuresOf(needs, view, lists[index]!, sumOfDays(then, before[index]!)),
    rank: ranks[at]!,
  }))
  const thresholds = thresholdsOf(figures)
  return {
    thresholds,
    figures: figures
      .map((one) => ({ ...one, kind: kindOf(one, thresholds) }))
      .sort((a, b) => a.rank.place - b.rank.place || (a.topic < b.topic ? -1 : 1)),
  }
}

/** Places of lists of rows by their unmet days, with intervals: cases are drawn, as needs of one family hang together. */
function ranked(
  needs: NeedColumns,
  view: NeedView,
  lists: readonly (readonly number[])[],
  draws: number,
  random: ReturnType<typeof seeded>,
) {
  const itemOf = new Int32Array(needs.size).fill(-1)
  lists.forEach((rows, item) => {
    for (const row of rows) itemOf[row] = item
  })
  const counted = view.rows.filter((row) => itemOf[row]! >= 0 && view.days[row]! > 0)
  return rankIntervals(
    {
      cluster: Int32Array.from(counted, (row) => needs.caseOf[row]!),
      item: Int32Array.from(counted, (row) => itemOf[row]!),
      value: Float64Array.from(counted, (row) => view.days[row]!),
    },
    lists.length,
    draws,
    random,
  )
}

function reasonsOf(needs: NeedColumns, view: NeedView): readonly ReasonOfNeeds[] {
  const found = new Map<string | null, { needs: number; unmetDays: number }>()
  for (const row of view.rows) {
    if (view.state[row] === MET) continue
    const reason = needs.reasons[needs.reasonOf[row]!] ?? null
    const sum = found.get(reason) ?? { needs: 0, unmetDays: 0 }
    found.set(reason, { needs: sum.needs + 1, unmetDays: sum.unmetDays + view.days[row]! })
  }
  return [...found]
    .map(([reason, sum]) => ({ reason, ...sum }))
    .sort((a, b) => b.unmetDays - a.unmetDays || ((a.reason ?? '') < (b.reason ?? '') ? -1 : 1))
}
