import type { Day } from '../../kernel/day.ts'
import type { CentreRole, ConceptKind, FundingKind, MeasureState, Priority, SuccessionKind } from './domain/kinds.ts'

/**
 * A whole register as data, for loading in bulk: the demo tenants. Things refer to each other by key, to organisations,
 * municipalities and bodies by the keys of the network. The order within a list does not matter.
 */
export interface MeasuresData {
  /** The mark "simulated" of every record that does not say otherwise. */
  readonly simulated: boolean
  readonly fields: readonly { readonly key: string; readonly name: string }[]
  readonly targetGroups: readonly { readonly key: string; readonly name: string }[]
  readonly concepts: readonly ConceptData[]
  readonly measures: readonly MeasureData[]
}

/** Where a public fact stands. */
export interface MeasuresSourceData {
  readonly title: string
  readonly address?: string
  readonly dated?: Day
}

export interface ConceptData {
  readonly key: string
  readonly kind: ConceptKind
  readonly title: string
  readonly shortTitle?: string
  readonly summary?: string
  readonly commissioned?: { readonly on?: Day; readonly by?: string }
  readonly presented?: { readonly on?: Day; readonly to?: string }
  /** `by` is the key of a body. */
  readonly adopted?: { readonly on: Day; readonly by?: string }
  readonly resolutionReference?: string
  readonly validFrom?: Day
  readonly validUntil?: Day
  /** Key of the concept that replaced it. */
  readonly successor?: string
  /** True unless said. */
  readonly public?: boolean
  readonly simulated?: boolean
  readonly sources?: readonly MeasuresSourceData[]
}

export interface MeasureData {
  /** Never changes; also the key that states, reports and papers of the demo refer to. */
  readonly key: string
  /** Number in the register: `1.01`. */
  readonly number: string
  readonly title: string
  readonly description?: string
  readonly publicText?: string
  /** True unless said. */
  readonly public?: boolean
  /** The states it went through, oldest first; the last one is the present one. */
  readonly states: readonly StateData[]
  readonly priority?: Priority
  /** Key of an organisation; absent where no source names one. */
  readonly responsible?: string
  readonly involved?: readonly string[]
  readonly partners?: string
  readonly centreRole: CentreRole
  readonly kimLinked?: boolean
  /** Keys of municipalities; absent: district-wide. */
  readonly municipalities?: readonly string[]
  readonly fields: readonly string[]
  readonly targetGroups?: readonly string[]
  readonly concepts: readonly {
    readonly concept: string
    readonly role?: 'origin' | 'continuation'
    readonly number?: string
    readonly chapter?: string
  }[]
  /** Keys of the measures that go on in this one. */
  readonly successorOf?: readonly {
    readonly measure: string
    readonly kind: SuccessionKind
    readonly throughKim?: boolean
    readonly since: Day
  }[]
  readonly plannedFrom?: Day
  readonly plannedUntil?: Day
  readonly milestones?: readonly { readonly title: string; readonly due?: Day; readonly reached?: Day }[]
  readonly indicators?: readonly {
    readonly name: string
    readonly unit: string
    readonly target?: { readonly value: number; readonly on?: Day }
    readonly values?: readonly { readonly on: Day; readonly value: number }[]
  }[]
  readonly funding?: readonly {
    readonly source: string
    readonly kind: FundingKind
    /** EUR. */
    readonly amount?: number
    readonly from?: Day
    readonly until?: Day
  }[]
  readonly simulated?: boolean
  readonly sources?: readonly MeasuresSourceData[]
}

export interface StateData {
  readonly state: MeasureState
  readonly since: Day
  readonly reason?: string
  /** Not getting on; then `reason` says why. */
  readonly stalled?: boolean
}
