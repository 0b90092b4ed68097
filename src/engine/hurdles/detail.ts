import type { Passages } from '../passages.ts'
import { funnel } from '../statistics/funnel.ts'
import { chartOf } from './chart.ts'
import { isBeyond, isJudged, medianOf } from './figures.ts'
import { histogramOf } from './histogram.ts'
import type { HurdleQuestion, InterfaceDetail } from './results.ts'
import { study } from './situation.ts'
import type { View } from './view.ts'

/**
 * The page of one interface, with the same figures and the same rank as on the start page; undefined when there is no
 * interface of this key. A filter of interfaces is ignored, since a rank needs the others.
 */
export function analyseInterface(all: Passages, key: string, question: HurdleQuestion): InterfaceDetail | undefined {
  const index = all.interfaces.findIndex((one) => one.key === key)
  if (index < 0) return undefined
  const { interfaces: _, ...filter } = question.filter ?? {}
  const { situation, passages, view, populations } = study(all, { ...question, filter })
  const group = situation.interfaces.some((one) => one.key === key) ? situation.interfaces : situation.withoutTarget
  const rows = populations[index]!
  const figures = group.find((one) => one.key === key)!
  return {
    period: situation.period,
    asOf: situation.asOf,
    figures,
    ranked: group.filter((one) => one.rank.place !== null).length,
    histogram: histogramOf(view, rows, passages.interfaces[index]!.targetDays),
    chart: chartOf(figures) ?? null,
    funnel: funnelOf(passages, view, rows),
    warnings: situation.warnings.filter((warning) => 'key' in warning && warning.key === key),
    quality: situation.quality,
    entry: situation.entry,
  }
}

function funnelOf(passages: Passages, view: View, rows: Int32Array) {
  const judged = rows.filter((row) => isJudged(passages, view, row))
  return funnel(
    passages.places.map((place, at) => {
      const own = judged.filter((row) => passages.placeOf[row] === at)
      const beyond = own.filter((row) => isBeyond(passages, view, row)).length
      return { place, passages: own.length, beyond, median: medianOf(view, own) }
    }),
  )
}
