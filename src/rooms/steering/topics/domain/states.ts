/**
 * The life of a topic as data (domain model of municipal integration management, state machine GenerativeTopic): from the
 * findings to the check whether it helped. A decision is one of four states.
 */
export const topicStates = [
  'reported',
  'clustered',
  'assessed',
  'assigned',
  'proposalDrafted',
  'submitted',
  'accepted',
  'rejected',
  'deferred',
  'escalated',
  'implementing',
  'effectCheck',
  'closed',
  'reopened',
] as const
export type TopicState = (typeof topicStates)[number]

/** What the steering group can decide on a topic. */
export const decidedStates = ['accepted', 'rejected', 'deferred', 'escalated'] as const satisfies readonly TopicState[]

/** What a topic can be while nothing is proposed on it, from the first word to the group that has it. */
const statesBeforeProposal = ['reported', 'clustered', 'assessed', 'assigned'] as const satisfies readonly TopicState[]

/** States before a proposal: whoever has one may lay it before the group without assigning the topic first. */
const towardsProposal = ['proposalDrafted', 'submitted'] as const

/**
 * Which state may follow which. `reported`: told without a finding that insight counts, as at a conference. Every topic can
 * be closed, which asks for a reason before it is decided.
 */
const transitions: Readonly<Record<TopicState, readonly TopicState[]>> = {
  reported: ['clustered', 'assessed', ...towardsProposal, 'closed'],
  clustered: ['assessed', ...towardsProposal, 'closed'],
  assessed: ['assigned', ...towardsProposal, 'closed'],
  assigned: [...towardsProposal, 'closed'],
  proposalDrafted: ['submitted', 'assigned', 'closed'],
  submitted: [...decidedStates, 'proposalDrafted', 'closed'],
  accepted: ['implementing', 'effectCheck', 'closed'],
  rejected: ['reopened', 'closed'],
  deferred: [...towardsProposal, 'accepted', 'rejected', 'escalated', 'closed'],
  escalated: ['accepted', 'rejected', 'deferred', 'implementing', 'closed'],
  implementing: ['effectCheck', 'closed'],
  effectCheck: ['closed', 'implementing', 'reopened'],
  closed: ['reopened'],
  reopened: ['clustered', 'assessed', 'assigned', ...towardsProposal, 'closed'],
}

/** States in which nobody has to do anything about a topic. */
export const restingStates: readonly TopicState[] = ['closed', 'rejected']

/** States in which a topic is still shaped: findings come and go, it is merged and split. */
export const shapedStates: readonly TopicState[] = ['reported', 'clustered', 'assessed', 'assigned', 'reopened']

/** Whether the findings of a topic stay as they are: it was laid before the group, is closed, or is part of another topic. */
export const isFixed = (topic: { readonly state: TopicState; readonly mergedInto: string | null }): boolean =>
  topic.mergedInto !== null || !shapedStates.includes(topic.state)

/** States in which the group works on it: its date counts until the topic is laid before the steering group. */
export const workingStates: readonly TopicState[] = ['clustered', 'assessed', 'assigned', 'proposalDrafted', 'reopened']

/** States that a person enters by hand; the others follow from what is done: assessing, assigning, proposing, deciding. */
export const enteredByHand = [
  'effectCheck',
  'closed',
  'reopened',
  'implementing',
] as const satisfies readonly TopicState[]

/** The states that may follow on one. */
export const statesAfter = (state: TopicState): readonly TopicState[] => transitions[state]

/** True where a topic goes back because the proposal on it was withdrawn: to what was known of it before. */
export const mayGoBack = (from: TopicState, to: TopicState): boolean =>
  (from === 'proposalDrafted' || from === 'submitted') && statesBeforeProposal.some((state) => state === to)

export const mayFollow = (from: TopicState, to: TopicState): boolean => transitions[from].includes(to)

/** Closing and reopening are said with a reason: both end or begin somebody's work. */
export const needsReason = (to: TopicState): boolean => to === 'closed' || to === 'reopened'
