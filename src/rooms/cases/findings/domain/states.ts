/** What becomes of a finding, as data. Nothing leaves before somebody else has read the text; without a text nothing is to be read. */
export const findingStates = ['reported', 'returned', 'released', 'dropped', 'inTopic'] as const
export type FindingState = (typeof findingStates)[number]

/** States in which somebody else has done something with it. */
export const answeredStates = findingStates.filter((state) => state !== 'reported')

/** `send`: by the author; `release`, `return`, `drop`: by a second person; `join`: by the steering group's topic. */
export const findingMoves = ['send', 'release', 'return', 'drop', 'withdraw', 'join'] as const
export type FindingMove = (typeof findingMoves)[number]

const transitions: Readonly<Record<FindingState, Readonly<Partial<Record<FindingMove, FindingState>>>>> = {
  reported: { release: 'released', return: 'returned', drop: 'dropped', withdraw: 'dropped' },
  returned: { send: 'reported', withdraw: 'dropped' },
  released: { join: 'inTopic' },
  dropped: {},
  inTopic: {},
}

/** The state after a move; undefined when it is not allowed there. */
export function stateAfter(state: FindingState, move: FindingMove): FindingState | undefined {
  return transitions[state][move]
}

/** A finding without a text has nothing that somebody would have to read first. */
export const stateOfNew = (text: string | null): FindingState => (text === null ? 'released' : 'reported')

/** Why the second person sends a text back or drops it. */
export const returnReasons = ['personal', 'unclear', 'otherPlace'] as const
export type ReturnReason = (typeof returnReasons)[number]
