import type { Day } from '../kernel/day.ts'
import type { Id } from '../kernel/ids.ts'
import type { Actor, Rights } from './access/index.ts'
import type { PersonalData } from './access/personal.ts'
import type { AdministrationEntry } from './administration/entry.ts'
import type { ApiRoute } from './api/index.ts'
import type { CodelistDeclaration, FixedList } from './codelists/index.ts'
import type { Tx } from './database/index.ts'
import type { PaperSection } from './documents/section.ts'
import type { ExportKind } from './exports/kind.ts'
import type { PublicPanel, Route, SlotPanel } from './http/index.ts'
import type { ImportKind } from './importing/index.ts'
import type { JobHandler, Schedule } from './jobs/index.ts'
import type { RetentionKind } from './retention/kind.ts'
import type { FileColumn } from './retention/kinds/files.ts'

/** What every room has to offer to the whole. Each door exports one; `app.ts` lists them in order. */
export interface Room {
  readonly key: string
  /** `new URL('.', import.meta.url)`: `migrations/` and `messages/` lie below. */
  readonly folder: URL
  readonly rights: Rights
  readonly routes: readonly Route[]
  readonly navigation?: readonly NavigationEntry[]
  /** What the administration page lists of the room. */
  readonly administration?: readonly AdministrationEntry[]
  /** Where it uses the lists that districts may change, and which of its own tables follow them. */
  readonly codelists?: readonly CodelistDeclaration[]
  /** Lists that belong to the program: shown beside those, with the reason. */
  readonly fixedLists?: readonly FixedList[]
  /** Hits of the search that stands on every page; never persons, their search is a POST of its own. */
  readonly search?: (tx: Tx, actor: Actor, text: string, limit: number, today: Day) => Promise<readonly Hit[]>
  /** What waits for the actor, most urgent first; at most `limit`. */
  readonly inbox?: (tx: Tx, actor: Actor, today: Day, limit: number) => Promise<readonly InboxItem[]>
  /** Key of the heading they stand under; the room's first navigation entry unless told. */
  readonly inboxTitle?: string
  /** How many those are, at most `limit`: asked for on every page, so where reading them costs more than counting. */
  readonly inboxCount?: (tx: Tx, actor: Actor, today: Day, limit: number) => Promise<number>
  /** Organisations that a member may belong to; only the network has them. */
  readonly organisations?: (tx: Tx, actor: Actor) => Promise<readonly OrganisationChoice[]>
  readonly personalData?: PersonalData
  /** Kinds of data that have a period after which they are deleted, offered to the archive or kept for good. */
  readonly retention?: readonly RetentionKind[]
  /** Its lists that may be taken along as files; see platform/exports. */
  readonly exports?: readonly ExportKind[]
  /** Its columns that hold ids of stored files: a file that no room names is deleted after a while. */
  readonly fileColumns?: readonly FileColumn[]
  /** Kinds of lists that are read in; their routes stand among the room's. */
  readonly imports?: readonly ImportKind[]
  /** Panels for slots of pages in lower rooms. */
  readonly panels?: readonly SlotPanel[]
  /** The same for pages of everybody. */
  readonly publicPanels?: readonly PublicPanel[]
  /** What everybody may subscribe to by mail, by kind (`measure`); notifySubscribers names the same kinds. */
  readonly topics?: Readonly<Record<string, Topic>>
  /** What stands in the navigation of the pages for everybody; `path` is below the language. */
  readonly publicNavigation?: readonly Omit<NavigationEntry, 'right'>[]
  /** What programs of other offices may ask and tell; see platform/api. */
  readonly api?: readonly ApiRoute[]
  /** What happens here that programs may want to be told, such as `handover.accepted`; `announce` names the same. */
  readonly webhookEvents?: readonly string[]
  /** Handlers by name; a name begins with the room's key (`network.rename-units`). */
  readonly jobs?: Readonly<Record<string, JobHandler>>
  readonly schedules?: readonly Schedule[]
  /** Figures that a paper may cite; only rooms of the structure's side have them. */
  readonly figures?: readonly Figure[]
  /** Sections of the council's reports; people's rooms give theirs through insight's release. */
  readonly paperSections?: readonly PaperSection[]
}

export interface NavigationEntry {
  /** Below the tenant. */
  readonly path: string
  /** Key of a message. */
  readonly label: string
  readonly right: string
  readonly order: number
}

export interface Topic {
  /** In a transaction of the public: what everybody may know of the record; undefined where it is not public or not there. */
  readonly find: (tx: Tx, id: string) => Promise<TopicNow | undefined>
}

export interface TopicNow {
  readonly title: string
  /** Below the language: `/measures/<id>`. */
  readonly path: string
}

export interface OrganisationChoice {
  readonly id: Id<'organisation'>
  readonly name: string
  /** The organisation that answers for the data its members work with; mostly itself. */
  readonly controllerId: Id<'organisation'>
}

export interface Hit {
  readonly title: string
  readonly path: string
  /** Key of the message that names the kind of thing, such as `network.organisation`. */
  readonly kind: string
  readonly detail?: string
}

export interface InboxItem {
  readonly title: string
  /** Below the tenant, where the work is done. */
  readonly path: string
  /** Key of the message that says what is to be done, such as `council.obligation-due`. */
  readonly kind: string
  /** The day by which something must have happened. */
  readonly due: Day | null
}

export interface Figure {
  readonly key: string
  readonly right: string
  /** The value with its source trail: query, population, reference date, rule. */
  readonly read: (tx: Tx, actor: Actor, day: Day) => Promise<{ value: number | null; population: string; rule: string }>
}
