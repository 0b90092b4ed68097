import type { MeasureState } from '../../domain/kinds.ts'

/** What became of a part of a concept. */
export const coverages = ['covered', 'superseded', 'open'] as const
export type Coverage = (typeof coverages)[number]

/** What each state means for the concept that the measure stands in. */
const coverageOfState: Readonly<Record<MeasureState, Coverage>> = {
  proposed: 'open',
  adopted: 'open',
  inPlanning: 'open',
  inProgress: 'covered',
  established: 'covered',
  completed: 'covered',
  adapted: 'superseded',
  suspended: 'open',
  discontinued: 'open',
  notStarted: 'open',
}

export interface CoveredMeasure {
  readonly state: MeasureState
  /** States of the measures that go on in its place. */
  readonly successors: readonly MeasureState[]
}

/**
 * Whether what the concept wanted is being done (covered), goes on in another measure (superseded), or is not done (open).
 * A successor counts once it is more than proposed: a draft supersedes nothing. Whoever goes on in another measure is
 * superseded also while it runs itself, because the concept to look into is the other one.
 */
export function coverageOf({ state, successors }: CoveredMeasure): Coverage {
  return successors.some((successor) => successor !== 'proposed') ? 'superseded' : coverageOfState[state]
}

export interface ChapterCoverage {
  /** Null for measures without a chapter. */
  readonly chapter: string | null
  readonly covered: number
  readonly superseded: number
  readonly open: number
  /** Of the open ones those that were ended on purpose: nobody will take them up again. */
  readonly discontinued: number
  readonly total: number
}

/** Coverage of a concept by chapter, in the order in which the chapters come up. */
export function coverageByChapter(
  measures: readonly (CoveredMeasure & { readonly chapter: string | null })[],
): readonly ChapterCoverage[] {
  const chapters = Map.groupBy(measures, ({ chapter }) => chapter)
  return [...chapters].map(([chapter, inIt]) => ({ chapter, ...coverageTotal(inIt) }))
}

/** Coverage of any number of measures. */
export function coverageTotal(measures: readonly CoveredMeasure[]): Omit<ChapterCoverage, 'chapter'> {
  const counts = { covered: 0, superseded: 0, open: 0, discontinued: 0, total: measures.length }
  for (const measure of measures) {
    const coverage = coverageOf(measure)
    counts[coverage]++
    if (coverage === 'open' && measure.state === 'discontinued') counts.discontinued++
  }
  return counts
}
