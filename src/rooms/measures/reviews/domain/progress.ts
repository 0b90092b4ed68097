import type { Judgement, Verdict } from './verdicts.ts'

/** How the opinions on one measure stand to each other. */
export const agreements = ['none', 'single', 'agreed', 'disagreed'] as const
export type Agreement = (typeof agreements)[number]

export interface Opinion extends Judgement {
  readonly measureId: string
  readonly reviewerId: string
}

export interface Assignment {
  readonly measureId: string
  readonly reviewerId: string
}

/** How far one measure is. */
export interface MeasureProgress<Measure, Given extends Opinion> {
  readonly measure: Measure
  /** Opinions of those who were asked and of those who were asked once, the latest of each. */
  readonly opinions: readonly Given[]
  /** Reviewers who were asked and have not said anything. */
  readonly missing: readonly string[]
  readonly asked: number
  readonly agreement: Agreement
  readonly decision: Judgement | undefined
}

/**
 * Two opinions agree when their verdict is the same; of two that merge, when they merge with the same measures. Target
 * texts may differ: which wording is taken is what the lead decides.
 */
export function agreementOf(opinions: readonly Pick<Judgement, 'verdict' | 'mergeWith'>[]): Agreement {
  if (opinions.length === 0) return 'none'
  if (opinions.length === 1) return 'single'
  const said = new Set(opinions.map(({ verdict, mergeWith }) => `${verdict} ${[...mergeWith].sort().join(' ')}`))
  return said.size === 1 ? 'agreed' : 'disagreed'
}

/** How far each measure is, in the order of the measures. `opinions` holds the latest of each reviewer only. */
export function progressOf<Measure extends { readonly id: string }, Given extends Opinion>(
  measures: readonly Measure[],
  assignments: readonly Assignment[],
  opinions: readonly Given[],
  decisions: ReadonlyMap<string, Judgement>,
): readonly MeasureProgress<Measure, Given>[] {
  const asked = Map.groupBy(assignments, ({ measureId }) => measureId)
  const said = Map.groupBy(opinions, ({ measureId }) => measureId)
  return measures.map((measure) => {
    const mine = said.get(measure.id) ?? []
    const reviewers = (asked.get(measure.id) ?? []).map(({ reviewerId }) => reviewerId)
    return {
      measure,
      opinions: mine,
      missing: reviewers.filter((id) => !mine.some(({ reviewerId }) => reviewerId === id)),
      asked: reviewers.length,
      agreement: agreementOf(mine),
      decision: decisions.get(measure.id),
    }
  })
}

type Row = Pick<MeasureProgress<unknown, Opinion>, 'agreement' | 'missing' | 'asked' | 'decision'>

/** What a measure waits for. The order is the order of work: what people disagree on needs the most time. */
export const nextSteps = ['settle', 'decide', 'assign', 'hear', 'done'] as const
export type NextStep = (typeof nextSteps)[number]

/** What comes next for a measure. Disagreement is shown as soon as it is there, also while others are still silent. */
export function nextStepOf({ agreement, missing, asked, decision }: Row): NextStep {
  if (decision) return 'done'
  if (agreement === 'disagreed') return 'settle'
  if (missing.length > 0) return 'hear'
  return asked === 0 && agreement === 'none' ? 'assign' : 'decide'
}

/** In the order of work: disagreements first, what is decided last; within each in the order given. */
export function inOrderOfWork<Given extends Row>(rows: readonly Given[]): readonly Given[] {
  return rows
    .map((row, index) => ({ row, index, step: nextSteps.indexOf(nextStepOf(row)) }))
    .sort((one, other) => one.step - other.step || one.index - other.index)
    .map(({ row }) => row)
}

export interface ReviewProgress {
  readonly measures: number
  readonly withOpinion: number
  readonly disagreed: number
  readonly decided: number
  /** Opinions asked for and not given. */
  readonly missing: number
  readonly byVerdict: Readonly<Record<Verdict, number>>
}

/** The counts of a review. `byVerdict` counts measures by what is decided, else by what all opinions so far say. */
export function summaryOf(rows: readonly MeasureProgress<unknown, Opinion>[]): ReviewProgress {
  const byVerdict: Record<Verdict, number> = { keep: 0, adapt: 0, merge: 0, drop: 0, continueThroughKim: 0 }
  for (const row of rows) {
    const verdict = standingVerdict(row)
    if (verdict) byVerdict[verdict]++
  }
  return {
    measures: rows.length,
    withOpinion: rows.filter((row) => row.opinions.length > 0).length,
    disagreed: rows.filter((row) => nextStepOf(row) === 'settle').length,
    decided: rows.filter((row) => row.decision).length,
    missing: rows.reduce((sum, row) => sum + row.missing.length, 0),
    byVerdict,
  }
}

/** The verdict that a measure has for now; undefined while opinions differ or nobody has said anything. */
export function standingVerdict(row: MeasureProgress<unknown, Opinion>): Verdict | undefined {
  if (row.decision) return row.decision.verdict
  return row.agreement === 'disagreed' ? undefined : row.opinions[0]?.verdict
}

/**
 * The measures that somebody is to be asked about: `all`, `open` (those nobody is asked about yet) or `chapter:<name>`.
 * Empty where the scope names nothing.
 */
export function measuresIn<Measure extends { readonly id: string; readonly chapter: string | null }>(
  scope: string,
  rows: readonly Pick<MeasureProgress<Measure, Opinion>, 'measure' | 'asked'>[],
): readonly string[] {
  const chapter = /^chapter:(.+)$/s.exec(scope)?.[1]
  const wanted = (row: (typeof rows)[number]): boolean =>
    scope === 'all' ||
    (scope === 'open' && row.asked === 0) ||
    (chapter !== undefined && row.measure.chapter === chapter)
  return rows.filter(wanted).map(({ measure }) => measure.id)
}
