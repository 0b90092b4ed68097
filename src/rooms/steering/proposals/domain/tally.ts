/** Counting a written procedure. */

export const votes = ['yes', 'no', 'abstain', 'object'] as const
export type Vote = (typeof votes)[number]

export const outcomes = ['accepted', 'rejected', 'noQuorum', 'objected'] as const
export type Outcome = (typeof outcomes)[number]

export interface Rules {
  /** Members who must have answered, in percent of those entitled. */
  readonly quorumPercent: number
  /** So many who want to speak about it first, and it goes to a meeting. */
  readonly objectionLimit: number
  /** Members who were entitled when it was opened. */
  readonly entitled: number
}

export interface Tally {
  readonly yes: number
  readonly no: number
  readonly abstain: number
  readonly object: number
}

/** A vote and the seat it is for; of several for one seat the one with the highest number counts. */
export interface Given {
  readonly seatId: string
  readonly number: number
  readonly vote: Vote
}

/** How many voted how, each seat once. The order in which the votes come does not matter. */
export function tallyOf(given: readonly Given[]): Tally {
  const last = new Map<string, Given>()
  for (const one of given) if ((last.get(one.seatId)?.number ?? 0) < one.number) last.set(one.seatId, one)
  const tally = { yes: 0, no: 0, abstain: 0, object: 0 }
  for (const { vote } of last.values()) tally[vote]++
  return tally
}

/**
 * What came out. Objections come first: who wants to speak about it is not outvoted on paper. Without enough answers
 * nothing is decided. Else more yes than no accept; a tie rejects, as in most rules of procedure.
 */
export function outcomeOf(tally: Tally, { quorumPercent, objectionLimit, entitled }: Rules): Outcome {
  if (tally.object >= objectionLimit) return 'objected'
  const answered = tally.yes + tally.no + tally.abstain + tally.object
  if (answered * 100 < quorumPercent * entitled) return 'noQuorum'
  return tally.yes > tally.no ? 'accepted' : 'rejected'
}

/** Answers that are needed for a decision. */
export const quorumOf = ({ quorumPercent, entitled }: Pick<Rules, 'quorumPercent' | 'entitled'>): number =>
  Math.ceil((quorumPercent * entitled) / 100)
