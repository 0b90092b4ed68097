import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'

/** How long something is kept after its clock has started. */
export type Period = { readonly months: number } | { readonly days: number }

/** What happens when the period is over. `offer`: to the archive first, then delete what it does not take and what it took. */
export const retentionActions = ['delete', 'offer', 'keep'] as const
export type RetentionAction = (typeof retentionActions)[number]

/** Where a record leaves traces; each kind says of each what erasing does to it. */
export const retentionTraces = ['record', 'files', 'history', 'drafts', 'search', 'mail'] as const
export type RetentionTrace = (typeof retentionTraces)[number]

/** `erased`: goes with it. `reduced`: stays without what names a person. `kept`: stays, `remains` says why. `none`: has none. */
export type TraceFate = 'erased' | 'reduced' | 'kept' | 'none'

/**
 * A kind of data with a period of its own. Rooms offer theirs as `retention` in their contract, in a file `retention.ts`.
 * Its words stand in the messages below `retention.kind.<key>`: `label`, `covers` (tables and files in plain words), `clock`
 * (what starts the period), `remains` (what is left afterwards) and `norm` (where the default comes from).
 */
export interface RetentionKind {
  /** `<room or part>.<kind>`, such as `network.contact`. Kept in records, so it never changes. */
  readonly key: `${string}.${string}`
  /** Rules and runs are made per controller (the rows say whose they are), or once for the district. */
  readonly scope: 'controller' | 'tenant'
  /** Whose data there are; null: of nobody in particular. Needed where the scope is `controller`. Runs as the system. */
  readonly controllers?: (tx: Tx) => Promise<readonly (Id<'organisation'> | null)[]>
  /** What holds until the controller decides otherwise. */
  readonly fallback: { readonly action: RetentionAction; readonly period: Period }
  /** What the controller may choose. One alone: fixed. */
  readonly actions: readonly RetentionAction[]
  /** No shorter period can be chosen; where the database itself refuses to remove younger rows, the same one. */
  readonly least?: Period
  /** The period is part of how the program works (a session, a draft): no rule can be made for it. */
  readonly fixed?: boolean
  /** Small technical data: goes by itself every night, without approval. Its deletion record is written all the same. */
  readonly byItself?: boolean
  /** Two persons approve, neither of them the one who prepared. */
  readonly fourEyes?: boolean
  /** What erasing does to each trace of the record. */
  readonly traces: Readonly<Record<RetentionTrace, TraceFate>>
  /**
   * What is due: records whose clock started before `before`, oldest first. Runs as the system and must see exactly what
   * `erase` can remove. Queries need an index; `limit` is at most some thousands.
   */
  readonly due?: (tx: Tx, query: DueQuery) => Promise<readonly DueRecord[]>
  /** How many are due, at most 100,000, and since when the oldest; the same condition as `due`. */
  readonly count?: (tx: Tx, query: Omit<DueQuery, 'limit'>) => Promise<DueCount>
  /**
   * Reasons of the room itself why a record must stay for now (a hand-over of it is still open), by id, as codes below
   * `retention.obstacle`. Holds that people set are the engine's business.
   */
  readonly obstacles?: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Whose these records are, by id: a hold on one of the persons keeps the record too. Without it none is anybody's. */
  readonly persons?: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>
  /** The record that people call by a number of their own (an Aktenzeichen), for who sets a hold. Runs as the system. */
  readonly find?: (tx: Tx, typed: string) => Promise<string | undefined>
  /**
   * Removes these records with all their traces, in the given transaction, as the system. Records that are gone already
   * are no error. Returns rows removed or reduced, by table.
   */
  readonly erase?: (tx: Tx, ids: readonly string[], now: number) => Promise<ErasedCounts>
  /** What the archive's list says of each record; needed where `offer` may be chosen. Keys are column names. */
  readonly describe?: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, ArchiveDescription>>
  /** What is handed over of one record that the archive takes: a file name and its content each. */
  readonly hand?: (
    tx: Tx,
    id: string,
  ) => Promise<readonly { readonly name: string; readonly content: string | Uint8Array }[]>
}

export interface DueQuery {
  /** The clock of a due record started before this instant. */
  readonly before: Date
  /** Null where the kind belongs to the district as a whole. */
  readonly controllerId: Id<'organisation'> | null
  /** Of these only: asked again at the moment of erasing, since a record may have changed after the preview. */
  readonly ids?: readonly string[]
  readonly limit: number
}

export interface DueRecord {
  /** At most 80 characters; may be composed where a table has no single key. */
  readonly id: string
  /** When its clock started. */
  readonly since: Date
  /** What it is without naming a person, for the sample; null: the id has to do. */
  readonly label: string | null
}

export interface DueCount {
  readonly count: number
  readonly oldest: Date | null
}

/** Rows by table. */
export type ErasedCounts = Readonly<Record<string, number>>

/** What an archive needs to decide: title, time covered, amount. Days as ISO 8601. */
export interface ArchiveDescription {
  readonly title: string
  readonly reference: string | null
  readonly from: string | null
  readonly to: string | null
  readonly files: number
}
