import type { Day } from '../../kernel/day.ts'
import type { MeetingState } from './domain/kinds.ts'
import type { SourceData } from './load.ts'

/**
 * Terms, party groups and meetings as data, for loading in bulk into a tenant that has its network: bodies are named by
 * the keys of the network. Keys as in NetworkData; those of agenda items count within their meeting.
 */
export interface MeetingsData {
  /** The mark "simulated" of everything that does not say otherwise. */
  readonly simulated: boolean
  readonly terms?: readonly TermData[]
  readonly partyGroups?: readonly PartyGroupData[]
  readonly meetings?: readonly MeetingData[]
}

interface KeptData {
  readonly key: string
  readonly simulated?: boolean
  readonly sources?: readonly SourceData[]
}

/** A legislative term, both days inclusive; without a body that of the council and all its committees. */
export interface TermData extends KeptData {
  readonly name: string
  readonly body?: string
  readonly from: Day
  readonly to?: Day
}

export interface PartyGroupData extends KeptData {
  readonly name: string
  readonly shortName?: string
  readonly from?: Day
  readonly to?: Day
}

export interface MeetingData extends KeptData {
  readonly body: string
  readonly on: Day
  readonly number?: number
  /** `17:00`, German time. */
  readonly startsAt?: string
  readonly endsAt?: string
  readonly place?: string
  readonly state: MeetingState
  readonly cancelled?: {
    readonly on: Day
    readonly reason: string
    /** Key of the meeting in its place. */
    readonly replacedBy?: string
  }
  /** Has a public part. Needs a body that meets in public. */
  readonly public: boolean
  /** Where it stands in the council system; https only. */
  readonly address?: string
  /** In its order; public and non-public items may be mixed, each part is counted by itself. */
  readonly agenda?: readonly AgendaItemData[]
}

export interface AgendaItemData {
  readonly key: string
  readonly title: string
  readonly public: boolean
  /** As the council system numbers it; absent: counted; null: not known. */
  readonly number?: string | null
  readonly withdrawn?: boolean
}
