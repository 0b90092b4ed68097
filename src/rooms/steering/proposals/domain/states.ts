/**
 * The life of a proposal and what the group may decide, as data. A deferred proposal comes again in a new round; what was
 * decided in one round never changes, corrections are new versions of it.
 */
export const proposalStates = ['draft', 'submitted', 'circulating', 'deferred', 'decided', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]

/** What may be done with a proposal as a whole. */
export const proposalMoves = ['submit', 'takeBack', 'withdraw', 'circulate', 'count', 'decide'] as const
export type ProposalMove = (typeof proposalMoves)[number]

const transitions: Readonly<Record<ProposalMove, { from: readonly ProposalState[]; to?: ProposalState }>> = {
  submit: { from: ['draft', 'deferred'], to: 'submitted' },
  takeBack: { from: ['submitted'], to: 'draft' },
  withdraw: { from: ['draft', 'submitted', 'deferred'], to: 'withdrawn' },
  circulate: { from: ['submitted'], to: 'circulating' },
  // The votes are counted by a job; who prepares then records what came out, or puts it on an agenda.
  count: { from: ['circulating'], to: 'submitted' },
  // Where it leads depends on the decision.
  decide: { from: ['submitted'] },
}

/** True when this may be done with a proposal in this state. */
export const mayMove = (state: ProposalState, move: ProposalMove): boolean => transitions[move].from.includes(state)

/** The state that a move leads to; the decision names its own. */
export const stateAfter = (move: Exclude<ProposalMove, 'decide'>): ProposalState =>
  transitions[move].to as ProposalState

/** What a proposal says may be changed until the group has it; afterwards it is taken back first. */
export const mayChange = (state: ProposalState): boolean => state === 'draft' || state === 'deferred'

/** The round for which a proposal is written on: a deferred one comes again in the next. */
export const comingRound = ({ state, round }: { readonly state: ProposalState; readonly round: number }): number =>
  state === 'deferred' ? round + 1 : round

export const decisionKinds = [
  'accepted',
  'changed',
  'deferred',
  'rejected',
  'toCommittee',
  'toCouncil',
  'toMinistry',
] as const
export type DecisionKind = (typeof decisionKinds)[number]

interface Consequence {
  readonly state: ProposalState
  /** State of the topic, domain.ts of topics. */
  readonly topic: 'accepted' | 'rejected' | 'deferred' | 'escalated'
  /** What must be told with it. */
  readonly needs: readonly ('responsible' | 'dueOn' | 'reason' | 'deferredUntil')[]
  /** Whether measures, offers and targets may follow from it. */
  readonly setsGoing: boolean
  readonly escalates?: 'committee' | 'council' | 'ministry'
}

/** What each decision means. Source: the life of a topic in the Land's concept of KIM. */
export const consequences: Readonly<Record<DecisionKind, Consequence>> = {
  accepted: { state: 'decided', topic: 'accepted', needs: ['responsible', 'dueOn'], setsGoing: true },
  changed: { state: 'decided', topic: 'accepted', needs: ['responsible', 'dueOn'], setsGoing: true },
  deferred: { state: 'deferred', topic: 'deferred', needs: ['deferredUntil'], setsGoing: false },
  rejected: { state: 'decided', topic: 'rejected', needs: ['reason'], setsGoing: false },
  toCommittee: { state: 'decided', topic: 'escalated', needs: [], setsGoing: false, escalates: 'committee' },
  toCouncil: { state: 'decided', topic: 'escalated', needs: [], setsGoing: false, escalates: 'council' },
  toMinistry: { state: 'decided', topic: 'escalated', needs: [], setsGoing: false, escalates: 'ministry' },
}

/** What may be recorded of a written procedure, by how it was counted. The group defers in a meeting, never on paper. */
export const recordableInWriting: Readonly<Record<'accepted' | 'rejected', readonly DecisionKind[]>> = {
  accepted: ['accepted', 'changed', 'toCommittee', 'toCouncil', 'toMinistry'],
  rejected: ['rejected'],
}

/** Who can change it. */
export const levels = ['team', 'municipality', 'district', 'land', 'federal'] as const
export type Level = (typeof levels)[number]

export const letters = ['A', 'B', 'C'] as const
export type Letter = (typeof letters)[number]

export const legalChecks = ['none', 'open', 'checked'] as const
export type LegalCheck = (typeof legalChecks)[number]
