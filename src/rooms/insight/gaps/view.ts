import type { Entry } from '../../../platform/codelists/index.ts'
import type { Directory } from '../directory.ts'
import type { Unused } from '../domain/filter.ts'
import type { Span } from '../domain/span.ts'
import type { Released } from '../release.ts'
import type { Sheet } from '../sheet.ts'
import type { GapFilter } from './filter.ts'

/** Everything a page of gaps is made from. Its figures have passed release. */
export interface GapView<T extends Sheet> {
  readonly figures: Released<T>
  readonly directory: Directory
  readonly filter: GapFilter
  readonly unused: readonly Unused[]
  readonly unknownLanguage: string | null
  readonly span: Span
  readonly recordsFrom: string | null
  readonly groups: ReadonlyMap<string, string>
  /** Tags that occur. */
  readonly languages: readonly string[]
  /** What is said of an imported matrix of travel times; null: distances between centres. */
  readonly travelSource: string | null
  /** Towns that the imported matrix does not have: to and from them, distances between centres. */
  readonly untravelled: readonly string[]
  /** More offers are open than were counted. */
  readonly offersCut: boolean
  /** Codelists: life domains and hurdles. */
  readonly topics: readonly Entry[]
  readonly reasons: readonly Entry[]
}
