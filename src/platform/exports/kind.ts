import type { Day } from '../../kernel/day.ts'
import type { Actor } from '../access/index.ts'
import type { Tenant, Tx } from '../database/index.ts'
import type { BookCell, BookColumn } from '../documents/index.ts'
import type { Locale, Translate } from '../i18n/index.ts'

/**
 * A list that may be taken along as a file. Rooms offer theirs as `exports` in their contract. What stands in it is decided by
 * the queries of the list itself, under the rights of the one who ordered it at the moment in which the file is made. Its
 * words stand below `<room>.export.<what>`: `title`, and `about` for the page on which it is ordered.
 */
export interface ExportKind {
  /** `<room>.<what>`, such as `cases.caseload`. Kept with every order, so it never changes. */
  readonly key: `${string}.${string}`
  /** The right of the page that shows the list. */
  readonly right: string
  /** What its rows are, as the audit names it: `cases.file`. */
  readonly subjectKind: string
  /** There are data of people in it. */
  readonly holdsPeople: boolean
  /** Address of the list, below the tenant. */
  readonly list: string
  /** Names of what narrows the list in its address; anything else is left out. */
  readonly parameters: readonly string[]
  /** The filter in words, as far as it can be told without naming a person. */
  readonly narrowedBy: (scope: ExportScope) => Promise<readonly Narrowing[]>
  /**
   * Ids of all that the list shows under this filter, on all its pages, in its order; at most `limit`. Undefined when the
   * filter is over: a search by name is kept for two hours.
   */
  readonly find: (scope: ExportScope, limit: number) => Promise<readonly string[] | undefined>
  /**
   * How many `find` would give without a limit, for the page on which it is ordered, which needs no ids; undefined when the
   * filter is over. Without it they are counted.
   */
  readonly count?: (scope: ExportScope) => Promise<number | undefined>
  /** Columns, and a reader of the rows of some ids, which leaves out what may not be seen any more. */
  readonly table: (scope: ExportScope) => Promise<ExportTable>
  /** How many of these the actor may see now, whatever the filter. */
  readonly countVisible: (scope: ExportScope, ids: readonly string[]) => Promise<number>
}

/** On whose behalf, under which filter, when, and in which words. */
export interface ExportScope {
  readonly tx: Tx
  readonly actor: Actor
  readonly query: URLSearchParams
  readonly today: Day
  readonly tenant: Pick<Tenant, 'land' | 'demo'>
  readonly locale: Locale
  readonly t: Translate
}

export interface Narrowing {
  readonly label: string
  readonly value: string
}

export interface ExportColumn extends BookColumn {
  /** Name in JSON. */
  readonly key: string
}

export interface ExportTable {
  readonly columns: readonly ExportColumn[]
  /** Cells in the order of the columns. Days as `2026-11-17`, several values joined by `; `. */
  readonly read: (ids: readonly string[]) => Promise<readonly ExportRow[]>
}

export interface ExportRow {
  readonly id: string
  readonly cells: readonly BookCell[]
}

/** Rows that are read at once: little enough to tell how far it is, and to let others have the database in between. */
const portion = 500

/** The rows of some ids, a portion at a time, in the order of the ids. */
export async function* portionsOf(
  table: ExportTable,
  ids: readonly string[],
  size: number = portion,
): AsyncGenerator<readonly ExportRow[]> {
  for (let from = 0; from < ids.length; from += size) {
    const wanted = ids.slice(from, from + size)
    const rows = new Map((await table.read(wanted)).map((row) => [row.id, row]))
    yield wanted.flatMap((id) => rows.get(id) ?? [])
  }
}
