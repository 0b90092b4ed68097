export type ConferenceState = 'planned' | 'held' | 'cancelled'
