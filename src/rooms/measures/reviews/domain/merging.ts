import type { Judgement } from './verdicts.ts'

export interface Decided {
  readonly id: string
  readonly decision: Judgement
}

export interface MergeIssue {
  /** The measure whose decision does not fit. */
  readonly id: string
  readonly code: 'reviews-merge-one-sided' | 'reviews-merge-no-text'
  /** The measure that it is to go together with, and that says otherwise. */
  readonly other?: string
}

/**
 * Measures that become one: whoever names another belongs together with it, also over a third. In the order of the
 * measures given, and so are the members of each group.
 */
export function mergeGroups<Given extends Decided>(measures: readonly Given[]): readonly (readonly Given[])[] {
  const merging = measures.filter(({ decision }) => decision.verdict === 'merge')
  const known = new Map(merging.map((measure) => [measure.id, measure]))
  const neighbours = new Map<string, Set<string>>(merging.map(({ id }) => [id, new Set()]))
  for (const { id, decision } of merging)
    for (const other of decision.mergeWith)
      if (known.has(other)) {
        neighbours.get(id)?.add(other)
        neighbours.get(other)?.add(id)
      }
  const grouped = new Set<string>()
  const groups: Given[][] = []
  for (const { id } of merging) {
    if (grouped.has(id)) continue
    const members = reach(id, neighbours)
    for (const member of members) grouped.add(member)
    groups.push(merging.filter((measure) => members.has(measure.id)))
  }
  return groups
}

function reach(from: string, neighbours: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const seen = new Set([from])
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const next of neighbours.get(id) ?? [])
      if (!seen.has(next)) {
        seen.add(next)
        open.push(next)
      }
  return seen
}

/**
 * What keeps decisions from being carried out together: a measure is to go together with one that is to stay, to change
 * or to end by itself, or nobody has written what the measures say once they are one.
 */
export function mergeIssues(measures: readonly Decided[]): readonly MergeIssue[] {
  const decided = new Map(measures.map(({ id, decision }) => [id, decision]))
  const oneSided = measures.flatMap(({ id, decision }) =>
    decision.verdict === 'merge'
      ? decision.mergeWith
          .filter((other) => decided.get(other)?.verdict !== 'merge')
          .map((other) => ({ id, code: 'reviews-merge-one-sided' as const, other }))
      : [],
  )
  const without = mergeGroups(measures)
    .filter((group) => group.every(({ decision }) => !decision.targetText))
    .flatMap(([first]) => (first ? [{ id: first.id, code: 'reviews-merge-no-text' as const }] : []))
  return [...oneSided, ...without]
}
