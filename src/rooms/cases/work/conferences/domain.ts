export type ConferenceState = 'planned' | 'held' | 'cancelled'

/** The state in which a conference lies ahead. */
export const plannedState = 'planned' satisfies ConferenceState
