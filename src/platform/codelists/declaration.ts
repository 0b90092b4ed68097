import type { Day } from '../../kernel/day.ts'
import type { Actor } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import type { Codelist, Entry } from './model.ts'

/** What a room has to do with a codelist: where it uses the entries, and the table of its own that follows the list. */
export interface CodelistDeclaration {
  readonly list: Codelist
  readonly usages: readonly CodelistUsage[]
  /** Writes the list into a table of the room that queries join. Runs with every new version, in its transaction. */
  readonly follow?: (tx: Tx, entries: readonly Entry[]) => Promise<void>
}

/** Who moves, and when. */
export interface Moving {
  readonly tx: Tx
  readonly actor: Actor
  readonly list: Codelist
  readonly today: Day
  readonly demo: boolean
}

/** One kind of records that carry a key of the list. All of it runs as the platform: a use counts whoever may open it. */
export interface CodelistUsage {
  /** Among all usages of the list: `measures`. */
  readonly key: string
  /** Key of the message for the kind, with `{count}`: "12 Maßnahmen". */
  readonly label: string
  /** Numbers about persons: below five is not told. */
  readonly isPersonal?: boolean
  /** How many records carry each key; keys without a use may be missing. */
  readonly counts: (tx: Tx) => Promise<ReadonlyMap<string, number>>
  /** Where they are listed, below the tenant. */
  readonly path?: (key: string) => string
  /**
   * Moves every record from one key to another, and answers what `restore` needs. Absent: records keep the key that they
   * were written with, because they are append-only or frozen, and are read under the new one.
   */
  readonly move?: (moving: Moving, from: string, into: string) => Promise<unknown>
  /** Takes a move back. Throws Conflict with `codelists-moved-since` when one of the records has changed since. */
  readonly restore?: (moving: Moving, moved: unknown, from: string, into: string) => Promise<void>
}

/** A list that belongs to the program: states with their transitions, kinds that rules hang on. Shown, not editable. */
export interface FixedList {
  /** `measures.state` */
  readonly key: string
  /** Key of the message that names it. */
  readonly title: string
  readonly codes: readonly string[]
  /** The messages of the codes begin with it: `measures.state` gives `measures.state.adopted`. */
  readonly words: string
  /** Why nobody edits it: `codelists.why.<why>`. */
  readonly why: 'transitions' | 'rules' | 'standard' | 'law'
}
