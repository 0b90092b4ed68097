import type { Day } from '../../kernel/day.ts'
import type { Entry } from '../../platform/codelists/index.ts'
import type { Directory } from './directory.ts'
import type { Filter, Unused } from './domain/filter.ts'
import type { Span } from './domain/span.ts'
import type { Released } from './release.ts'
import type { Sheet } from './sheet.ts'

/** Everything a page of figures is made from. Its figures have passed release; there is no other way into a page. */
export interface View<T extends Sheet> {
  readonly figures: Released<T>
  readonly directory: Directory
  readonly filter: Filter
  /** What stood in the address and could not be used. */
  readonly unused: readonly Unused[]
  readonly span: Span
  /** Day of the first offer on record; null when there is none. */
  readonly recordsFrom: Day | null
  /** Target groups that occur, by key. */
  readonly groups: ReadonlyMap<string, string>
  /** The district's codelist of hurdles. */
  readonly reasons: readonly Entry[]
}
