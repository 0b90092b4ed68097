/** What stands in the order of an agenda. */
export interface Weighed {
  readonly number: number
  /** Days a year that its evidence counts; null without evidence. */
  readonly weight: number | null
}

/** Proposals in order of weight: what costs people most comes first, without a figure last, then as numbered. */
export const inOrderOfWeight = <One extends Weighed>(proposals: readonly One[]): One[] =>
  [...proposals].sort((one, other) => (other.weight ?? -1) - (one.weight ?? -1) || one.number - other.number)
