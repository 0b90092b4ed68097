import { createHash } from 'node:crypto'
import type { Day } from '../../../../kernel/day.ts'
import { mergeGroups } from './merging.ts'
import type { Judgement, Verdict } from './verdicts.ts'

/** A measure under review as it was when the review began. */
export interface ReviewedMeasure {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly chapter: string | null
  readonly description: string | null
}

/** What an opinion rests on, as it was when it was given. */
export interface Evidence {
  /**
   * `registerFigure` is a figure of this register. Figures of insight come beside it once its release() has rules for the
   * audiences of a review (steering group, public): then `released` with rule and proof of the release. Until then insight
   * refuses these audiences, and nothing nearly safe stands in for it.
   */
  readonly kind: 'report' | 'document' | 'registerFigure'
  readonly label: string
  /** The words or the figure, frozen; for a document where it stands. */
  readonly content: string
  readonly asOf: Day
  /** SHA-256 over the other fields: two readers see whether theirs is the same. */
  readonly checksum: string
}

/** One line of the comparison: one measure, or several that become one. */
export interface OutcomeEntry {
  readonly verdict: Verdict
  /** One; of a merge all that become one, in the order of the concept. */
  readonly measures: readonly (ReviewedMeasure & { readonly reason: string })[]
  /** What holds from the successor concept on; null when the measure is dropped. */
  readonly newText: string | null
  readonly heard: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** The result of a review: frozen when it is concluded, and never changed. */
export interface ReviewOutcome {
  readonly reviewId: string
  readonly title: string
  readonly concept: {
    readonly id: string
    readonly key: string
    readonly title: string
    readonly adoptedOn: Day | null
    readonly resolutionReference: string | null
  }
  readonly obligation: { readonly id: string | null; readonly label: string } | null
  readonly startedOn: Day
  readonly concludedOn: Day
  readonly reviewers: number
  readonly opinions: number
  readonly entries: readonly OutcomeEntry[]
  readonly simulated: boolean
}

export interface DecidedMeasure extends ReviewedMeasure {
  readonly decision: Judgement
  readonly heard: readonly string[]
  readonly evidence: readonly Evidence[]
}

/**
 * The comparison of old and new: every measure exactly once, in the order of the concept, those that become one together
 * at the place of the first. A measure that stays keeps its wording; one that goes on through the Kommunales
 * Integrationsmanagement keeps it unless another was written.
 */
export function comparisonOf(measures: readonly DecidedMeasure[]): readonly OutcomeEntry[] {
  const groupOf = new Map(mergeGroups(measures).flatMap((group) => group.map(({ id }) => [id, group] as const)))
  return measures.flatMap((measure) => {
    const group = groupOf.get(measure.id) ?? [measure]
    return group[0]?.id === measure.id ? [entryOf(group)] : []
  })
}

function entryOf(group: readonly DecidedMeasure[]): OutcomeEntry {
  const [first] = group
  if (!first) throw new RangeError('a line of the comparison needs a measure')
  const { verdict } = first.decision
  const written = group.find(({ decision }) => decision.targetText)?.decision.targetText
  return {
    verdict,
    measures: group.map(({ id, number, title, chapter, description, decision }) => ({
      id,
      number,
      title,
      chapter,
      description,
      reason: decision.reason,
    })),
    newText: verdict === 'drop' ? null : (written ?? first.description ?? first.title),
    heard: [...new Set(group.flatMap(({ heard }) => heard))],
    evidence: group.flatMap(({ evidence }) => evidence),
  }
}

/** The old wording of a line: that of its measures, one paragraph each. */
export const oldTextOf = (entry: OutcomeEntry): string =>
  entry.measures.map(({ description, title }) => description ?? title).join('\n\n')

/** Number of measures by verdict. */
export function countsOf(entries: readonly OutcomeEntry[]): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = { keep: 0, adapt: 0, merge: 0, drop: 0, continueThroughKim: 0 }
  for (const { verdict, measures } of entries) counts[verdict] += measures.length
  return counts
}

/** What changes comes first; what stays as it is needs no reading. */
const readingOrder: readonly Verdict[] = ['adapt', 'merge', 'continueThroughKim', 'drop', 'keep']

/** Lines of the comparison by verdict, in the order of reading; verdicts without a line are left out. */
export function entriesByVerdict(entries: readonly OutcomeEntry[]): ReadonlyMap<Verdict, readonly OutcomeEntry[]> {
  const grouped = Map.groupBy(entries, ({ verdict }) => verdict)
  return new Map(
    readingOrder.flatMap((verdict) => (grouped.has(verdict) ? [[verdict, grouped.get(verdict) ?? []]] : [])),
  )
}

/** SHA-256 over the canonical JSON of a value (keys sorted), in hexadecimal digits; the database may reorder keys. */
export function checksumOf(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex')
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  const fields = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, held]) => `${JSON.stringify(name)}:${canonical(held)}`).join(',')}}`
}

/** Evidence with its checksum. */
export const frozen = (evidence: Omit<Evidence, 'checksum'>): Evidence => ({
  ...evidence,
  checksum: checksumOf(evidence),
})
