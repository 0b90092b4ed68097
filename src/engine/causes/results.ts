/**
 * Why somebody waited between two steps, where begin, end and resource of both are known. Five causes by Lashkevich, Milani,
 * Chapela-Campa, Suvorau and Dumas (Why am I waiting? Data-driven analysis of waiting times in business processes, CAiSE
 * 2023, and Information Systems 126, 2024). All durations are milliseconds; they add up to the wait.
 */
export interface WaitCauses {
  /** Until the last of what is worked off together has come: the office collects. */
  readonly batching: number
  /** The resource works on what had come before: too much to do. */
  readonly contention: number
  /** The resource works on what came later: others go first. */
  readonly prioritisation: number
  /** The resource is not at work; null where its calendar is not known. */
  readonly unavailability: number | null
  /** It is at work and does nothing of this log: other work, or waiting for somebody outside. Null without a calendar. */
  readonly extraneous: number | null
  /** Off work or at other work, one cannot tell; 0 where the calendar is known. */
  readonly unknown: number
}

/** Steps of one kind by one resource that follow steps of one kind by another. */
export interface TransitionCauses {
  readonly sourceActivity: string
  readonly sourceResource: string
  readonly targetActivity: string
  readonly targetResource: string
  readonly transitions: number
  /** Sum of the waits. */
  readonly total: number
  readonly causes: WaitCauses
}

export interface CausesOfWaits {
  readonly transitions: readonly TransitionCauses[]
  readonly total: number
  readonly causes: WaitCauses
  /** Steps whose wait cannot be taken apart, by what is missing first. Their waits are in no sum. */
  readonly undetermined: { readonly start: number; readonly end: number; readonly resource: number }
}
