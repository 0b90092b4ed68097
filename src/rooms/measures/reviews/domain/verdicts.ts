/** What a review may say about a measure. Codes stand in the database and in outcomes; the words for them in the messages. */
export const verdicts = ['keep', 'adapt', 'merge', 'drop', 'continueThroughKim'] as const
export type Verdict = (typeof verdicts)[number]

/** One after the other. A concluded review stays as it is: another look at the concept is another review. */
export const reviewStates = ['preparing', 'reviewing', 'concluded'] as const
export type ReviewState = (typeof reviewStates)[number]

/** What a verdict asks for besides its reason. */
export const verdictNeeds: Readonly<
  Record<Verdict, { readonly targetText: 'required' | 'optional' | 'none'; readonly mergeWith: boolean }>
> = {
  keep: { targetText: 'none', mergeWith: false },
  adapt: { targetText: 'required', mergeWith: false },
  merge: { targetText: 'optional', mergeWith: true },
  drop: { targetText: 'none', mergeWith: false },
  continueThroughKim: { targetText: 'optional', mergeWith: false },
}

/** A verdict with what belongs to it: an opinion of a reviewer, or the decision of the lead. */
export interface Judgement {
  readonly verdict: Verdict
  readonly reason: string
  readonly targetText: string | null
  /** Ids of the measures of the review that it goes together with. */
  readonly mergeWith: readonly string[]
}

/** Codes of what is missing in a judgement; empty when it can stand. `measures` are those of the review. */
export function judgementIssues(
  measureId: string,
  judgement: Omit<Judgement, 'reason'>,
  measures: ReadonlySet<string>,
): readonly { readonly field: 'targetText' | 'mergeWith'; readonly code: string }[] {
  const needs = verdictNeeds[judgement.verdict]
  const issues: { field: 'targetText' | 'mergeWith'; code: string }[] = []
  if (needs.targetText === 'required' && !judgement.targetText)
    issues.push({ field: 'targetText', code: 'reviews-target-text' })
  if (needs.mergeWith && judgement.mergeWith.length === 0)
    issues.push({ field: 'mergeWith', code: 'reviews-merge-with' })
  if (judgement.mergeWith.some((id) => id === measureId || !measures.has(id)))
    issues.push({ field: 'mergeWith', code: 'not-an-option' })
  return issues
}

/** A judgement without what its verdict has no use for: a text that was typed before another verdict was chosen. */
export function tidied<Given extends Judgement>(judgement: Given): Given {
  const needs = verdictNeeds[judgement.verdict]
  return {
    ...judgement,
    targetText: needs.targetText === 'none' ? null : judgement.targetText,
    mergeWith: needs.mergeWith ? [...new Set(judgement.mergeWith)].sort() : [],
  }
}
