import type { ReactNode } from 'react'
import type { Day } from '../../kernel/day.ts'
import type { Actor } from '../access/index.ts'
import type { Tenant, Tx } from '../database/index.ts'
import type { SheetRow } from '../documents/index.ts'
import type { PageRequest } from '../http/index.ts'
import type { ImportColumn, Mapping } from './domain/columns.ts'
import type { Judged, Reading, Remaining } from './domain/rows.ts'

/** Where and when a list is read. */
export interface ImportSetting {
  readonly today: Day
  /** Milliseconds since 1970. */
  readonly now: number
  readonly tenant: Pick<Tenant, 'key' | 'demo' | 'land'>
}

/** Judges the rows of one file, one after the other: it remembers what came before. */
export interface RowJudge<Values> {
  judge(row: SheetRow): Judged<Values> | Promise<Judged<Values>>
}

/** A row that is taken over. */
export interface ChosenRow<Values> {
  readonly number: number
  readonly choice: 'create' | 'update'
  readonly reading: Reading<Values>
  readonly targetId: string | null
}

/** Writes one row. Throws Invalid or Conflict for one that can no longer be taken. */
export interface RowWriter<Values, Former> {
  write(row: ChosenRow<Values>): Promise<WrittenRow<Former>>
}

/** What a row became. */
export interface WrittenRow<Former> {
  readonly id: string
  readonly version: number
  /** What must be known to take it back. */
  readonly former?: Former
}

/** A row that was taken over and is to be taken back. */
export interface TakenRow<Former> {
  readonly id: string
  readonly version: number
  readonly former: Former | null
}

/** What the report says of a row besides its verdict and its remarks. */
export interface RowDescription {
  /** Under the name: number, day of birth. */
  readonly meta?: ReactNode
  /** What would be written, or what would change. */
  readonly lines?: readonly ReactNode[]
  /** The page of the record that the row became. */
  readonly path?: string
  /** The records that it may be, by id. */
  readonly candidates?: ReadonlyMap<string, CandidateLabel>
}

export interface CandidateLabel {
  /** In the list of choices. */
  readonly label: string
  readonly path?: string
  /** Why it may be the same, in words. */
  readonly detail: string
}

/** A row as the report shows it. */
export interface ShownRow<Values> {
  readonly number: number
  readonly choice: string
  readonly reading: Reading<Values>
  readonly targetId: string | null
  readonly recordId: string | null
}

/**
 * A kind of list that a room reads in. The wizard, its tables, jobs and pages are the platform's; what the columns mean, what
 * a row comes to, how it is written and how it is taken back are the room's. Its words stand below `words`: `title`, `lead`,
 * `open`, `register` (the way back), `one` (what a row is called), `how` (a paragraph), `state-done` ({count}),
 * `headline-done` ({created}, {updated}), `undo-hint`, `issue.*`, `beside.*`, `remains.*`.
 */
export interface ImportKind<Values = unknown, Former = unknown> {
  /** `<room>.<list>`; kept with each import, so it never changes. */
  readonly key: `${string}.${string}`
  /** Below the tenant; the steps of the wizard lie below it. */
  readonly path: `/${string}`
  readonly right: `${string}.${string}`
  /** The list that is written to, and the key of its name. */
  readonly home: { readonly path: string; readonly label: string }
  readonly words: string
  readonly columns: readonly ImportColumn[]
  /** A list of people: read for the team of whoever sends it, and deleted earlier. */
  readonly personal: boolean
  /** Most rows taken over at once. */
  readonly mostRows: number
  /** Rows that are checked, written or taken back within a request; more of them in a job. */
  readonly atOnce: { readonly check: number; readonly write: number }
  /** Where a list of this form comes from. */
  readonly template?: { readonly path: string; readonly label: string }
  /** Code of what must be told before rows can be judged, such as the column with the name. */
  demand(mapping: Mapping): string | undefined
  judging(tx: Tx, actor: Actor, setting: ImportSetting, mapping: Mapping): Promise<RowJudge<Values>>
  /** Rows that are written after all others. */
  last?(row: ChosenRow<Values>): boolean
  /** Called once with all rows. */
  writing(
    tx: Tx,
    actor: Actor,
    setting: ImportSetting,
    rows: readonly ChosenRow<Values>[],
  ): Promise<RowWriter<Values, Former>>
  /** Takes one row back; returns why not, where something has happened since. */
  undo(tx: Tx, actor: Actor, setting: ImportSetting, row: TakenRow<Former>): Promise<Remaining | undefined>
  /** What the report says of the rows of a page, by their number. */
  describe(request: PageRequest, rows: readonly ShownRow<Values>[]): Promise<ReadonlyMap<number, RowDescription>>
}

export const settingOf = ({
  clock,
  tenant,
}: {
  readonly clock: { today(): Day; now(): number }
  readonly tenant: Pick<Tenant, 'key' | 'demo' | 'land'>
}): ImportSetting => ({ today: clock.today(), now: clock.now(), tenant })
