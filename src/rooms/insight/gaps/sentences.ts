import { fewCases, type Sentence } from '../domain/sentences.ts'

/** What the headline needs to know of one gap. In the order of the ranking. */
export interface RankedGap {
  /** "Sprache auf Kurmandschi für Familien" and "in Hasselbeck". */
  readonly what: string
  readonly where: string
  readonly unmetDays: number
  readonly rank: { readonly first: number; readonly last: number }
}

/** The headline of all gaps: what is missing most, and how much of all that is. */
export function gapsLead(
  ranked: readonly RankedGap[],
  all: { readonly needs: number; readonly unmetDays: number },
): readonly Sentence[] {
  const [first, second] = ranked.filter(({ unmetDays }) => unmetDays > 0)
  if (all.needs === 0) return [{ key: 'gaps.lead.none', values: {} }]
  if (!first || all.unmetDays === 0) return [{ key: 'gaps.lead.all-met', values: { needs: all.needs } }]
  if (all.needs < fewCases) return [{ key: 'gaps.lead.few', values: { needs: all.needs, days: all.unmetDays } }]
  const most = { what: first.what, where: first.where }
  if (first.rank.last > 1 && second && second.rank.first === 1)
    return [
      { key: 'gaps.lead.most', values: most },
      { key: 'gaps.lead.or', values: { what: second.what, where: second.where } },
    ]
  return [
    { key: 'gaps.lead.most', values: most },
    { key: 'gaps.lead.share', values: { days: first.unmetDays, share: first.unmetDays / all.unmetDays } },
  ]
}

/** The headline of one gap: how many found nothing, how long it takes, and whether more people need it. */
export function gapLead(gap: {
  readonly what: string
  readonly where: string
  readonly needs: number
  readonly unmet: number
  readonly unmetDays: number
  readonly median: number | null
}): readonly Sentence[] {
  const of = { what: gap.what, where: gap.where }
  if (gap.needs === 0) return [{ key: 'gap.lead.none', values: of }]
  if (gap.needs < fewCases) return [{ key: 'gap.lead.few', values: { ...of, needs: gap.needs, days: gap.unmetDays } }]
  return [
    { key: 'gap.lead.unmet', values: { ...of, unmet: gap.unmet, needs: gap.needs } },
    gap.median === null
      ? { key: 'gap.lead.most-wait', values: {} }
      : { key: 'gap.lead.median', values: { days: Math.round(gap.median) } },
  ]
}
