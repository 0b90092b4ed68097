import { addDays, type Day } from '../../../../../kernel/day.ts'

/** States of a planning conference, in the order in which it is held. Collecting and sorting may alternate. */
export const conferenceStates = ['collecting', 'clustering', 'voting', 'result', 'finished'] as const
export type ConferenceState = (typeof conferenceStates)[number]

const transitions: Readonly<Record<ConferenceState, readonly ConferenceState[]>> = {
  collecting: ['clustering'],
  clustering: ['voting', 'collecting'],
  voting: ['result', 'clustering'],
  result: ['finished'],
  finished: [],
}

export const mayStep = (from: ConferenceState, to: ConferenceState): boolean => transitions[from].includes(to)
export const stepsFrom = (state: ConferenceState): readonly ConferenceState[] => transitions[state]

/** More than a room reads from the projector and sorts in an hour; also what keeps one person from filling the board. */
export const mostCards = 400
/** More groups than anybody weighs against each other. The table says the same. */
export const mostClusters = 40

/** The place of a new cluster on the board: the first that is free. Undefined: the board is full. */
export const freePosition = (taken: readonly number[]): number | undefined =>
  Array.from({ length: mostClusters }, (_, index) => index + 1).find((position) => !taken.includes(position))

/** Guests add cards on the day of the conference and the day after, so that a code that got about opens nothing. */
export const takesCards = (heldOn: Day, today: Day): boolean => heldOn <= today && today <= addDays(heldOn, 1)

/** Points by cluster as somebody gave them; those without points are left out. */
export type Ballot = ReadonlyMap<string, number>

/**
 * What is wrong with a ballot: more points than everybody has, none at all, or for something that is not there. Undefined:
 * it counts.
 */
export function ballotIssue(
  ballot: Ballot,
  clusters: readonly string[],
  pointsEach: number,
): 'too-many' | 'none' | 'unknown' | undefined {
  let sum = 0
  for (const [cluster, points] of ballot) {
    if (!clusters.includes(cluster) || !Number.isInteger(points) || points < 0) return 'unknown'
    sum += points
  }
  if (sum > pointsEach) return 'too-many'
  return sum === 0 ? 'none' : undefined
}

/** Clusters by points, the most first; equal ones in the order of the board. */
export function ranked<C extends { readonly points: number; readonly position: number }>(
  clusters: readonly C[],
): readonly C[] {
  return [...clusters].sort((one, other) => other.points - one.points || one.position - other.position)
}
