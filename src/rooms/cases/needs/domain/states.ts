/** What became of a need. */
export type NeedState = 'open' | 'met' | 'givenUp'
export const needMoves = ['meet', 'giveUp', 'reopen'] as const
export type NeedMove = (typeof needMoves)[number]

/** What may be done with a need in a state, and what it is then. */
const after: Readonly<Record<NeedState, Partial<Readonly<Record<NeedMove, NeedState>>>>> = {
  open: { meet: 'met', giveUp: 'givenUp' },
  met: { reopen: 'open' },
  givenUp: { reopen: 'open' },
}

/** Undefined where the move does not exist. */
export const stateAfter = (state: NeedState, move: NeedMove): NeedState | undefined => after[state][move]

/** The state by the days that are known. */
export const stateOf = ({ metOn, givenUpOn }: { metOn: unknown; givenUpOn: unknown }): NeedState =>
  metOn !== null ? 'met' : givenUpOn !== null ? 'givenUp' : 'open'
