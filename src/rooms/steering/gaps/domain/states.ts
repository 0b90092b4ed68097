/** The life of a gap as data (domain model of municipal integration management, state machine Gap). */
export const gapStates = [
  'suspected',
  'confirmed',
  'prioritised',
  'closing',
  'closed',
  'notClosable',
  'rejected',
] as const
export type GapState = (typeof gapStates)[number]

/** `closed` is verified: somebody else than who said so found it closed. What comes back is confirmed again. */
const transitions: Readonly<Record<GapState, readonly GapState[]>> = {
  suspected: ['confirmed', 'rejected'],
  confirmed: ['prioritised', 'notClosable', 'rejected'],
  prioritised: ['closing', 'prioritised', 'notClosable', 'rejected'],
  closing: ['closed', 'prioritised'],
  closed: ['confirmed'],
  notClosable: ['confirmed'],
  rejected: ['suspected'],
}

/** States in which nobody has to do anything about a gap. */
export const restingStates = ['closed', 'notClosable', 'rejected'] as const satisfies readonly GapState[]

export const isOpen = (state: GapState): boolean => !(restingStates as readonly GapState[]).includes(state)

export const statesAfter = (state: GapState): readonly GapState[] => transitions[state]
export const mayFollow = (from: GapState, to: GapState): boolean => transitions[from].includes(to)

/** Ways that are explained: ends, steps back, and what comes back. */
export const needsReason = (from: GapState, to: GapState): boolean =>
  to === 'notClosable' || to === 'rejected' || (from === 'closing' && to === 'prioritised') || !isOpen(from)

export const gapKinds = ['missingOffer', 'capacity', 'access', 'quality', 'information', 'legal'] as const
export type GapKind = (typeof gapKinds)[number]

export const priorities = ['high', 'medium', 'low'] as const
export type Priority = (typeof priorities)[number]

export const changeEvents = ['noted', 'described', 'evidence', 'moved'] as const
export type ChangeEvent = (typeof changeEvents)[number]
