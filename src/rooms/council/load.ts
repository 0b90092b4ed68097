import type { Day } from '../../kernel/day.ts'
import type { PaperContent } from './domain/content.ts'
import type {
  ConsultationRole,
  ObligationKind,
  ObligationState,
  PaperKind,
  PaperState,
  RelationKind,
  Result,
} from './domain/kinds.ts'

/**
 * Papers and resolutions as data, for loading in bulk: the demo tenants. Things refer to each other by key; to bodies,
 * meetings, agenda items, party groups and organisations by the keys of the network, to measures and concepts by those of
 * the register. Keys live in the data only. The order within a list does not matter unless told.
 */
export interface CouncilData {
  /** The mark "simulated" of every record that does not say otherwise. */
  readonly simulated: boolean
  readonly papers?: readonly PaperData[]
  readonly resolutions?: readonly ResolutionData[]
}

export interface PaperData {
  readonly key: string
  /** As it is quoted: `066/2023`. The counter of the year goes on after the highest. */
  readonly number?: string
  readonly kind: PaperKind
  readonly title: string
  /** True unless said. */
  readonly public?: boolean
  readonly state: PaperState
  /** Key of an organisation. */
  readonly leadUnit?: string
  /** A function, never a name. */
  readonly rapporteurRole?: string
  /** Key of a party group. */
  readonly originator?: string
  readonly datedOn: Day
  /** Released papers only; `datedOn` unless said. */
  readonly releasedOn?: Day
  /** Link into the council system. */
  readonly address?: string
  readonly proposedResolution?: string
  /** As typed in the form: empty lines divide paragraphs, `# ` begins a heading, `- ` a list entry. */
  readonly explanation?: string
  /** Instead of the two above, for papers that need more than typed text. */
  readonly content?: PaperContent
  /** In order. */
  readonly consultations?: readonly ConsultationData[]
  /** Keys of earlier papers. */
  readonly related?: readonly { readonly paper: string; readonly kind: RelationKind }[]
  readonly attachments?: readonly { readonly name: string; readonly address: string }[]
  readonly simulated?: boolean
}

export interface ConsultationData {
  /** Key of a body. */
  readonly body: string
  /** Key of a meeting of that body. */
  readonly meeting?: string
  /** `<key of the meeting>/<key of the item>`, where it has one. */
  readonly agendaItem?: string
  readonly role: ConsultationRole
  /** Here the decision is taken; true for role `decision` unless said. */
  readonly authoritative?: boolean
  readonly result?: Result
  readonly votes?: {
    readonly yes: number
    readonly no: number
    readonly abstained?: number
    readonly excluded?: number
  }
  readonly resultNote?: string
}

export interface ResolutionData {
  readonly key: string
  readonly number?: string
  /** Short, for lists. */
  readonly title: string
  readonly body: string
  readonly meeting?: string
  readonly agendaItem?: string
  readonly paper?: string
  /** Key of a party group, where no paper tells it. */
  readonly originator?: string
  readonly decidedOn: Day
  /** Word for word. */
  readonly wording: string
  readonly public?: boolean
  /** Key of the resolution that this one corrects, with the reason. */
  readonly replaces?: { readonly resolution: string; readonly reason: string }
  /** Link into the council system. */
  readonly address?: string
  readonly simulated?: boolean
  /** In the order of the wording. */
  readonly obligations?: readonly ObligationData[]
}

/** As network's DueRule, with the key of a body; absent: no deadline was set. */
export type DueData =
  | { readonly kind: 'nextMeeting'; readonly body: string }
  | { readonly kind: 'onDay'; readonly day: Day }
  | { readonly kind: 'workingDays' | 'monthsAfter'; readonly count: number }
  | { readonly kind: 'ongoing'; readonly everyMonths: number }

export interface ObligationData {
  readonly key: string
  readonly kind: ObligationKind
  /** A literal part of the resolution's wording; checked. */
  readonly wording: string
  readonly responsible?: string
  readonly due?: DueData
  /** What became of it, oldest first; the last state is the present one. None: open. */
  readonly events?: readonly {
    readonly on: Day
    readonly state: ObligationState
    /** Needed for `delayed`. */
    readonly reason?: string
    /** What was reported. */
    readonly note?: string
    readonly nextReport?: Day
  }[]
  /** By what it was fulfilled; needs a last state `done` or `doneReported`. */
  readonly discharge?: { readonly on: Day; readonly paper?: string; readonly measure?: string; readonly note?: string }
  /** Keys of measures and concepts that it is about. */
  readonly about?: { readonly measures?: readonly string[]; readonly concepts?: readonly string[] }
}
