import type { ReactNode } from 'react'
import type { PageRequest } from '../../platform/http/index.ts'
import type { CaseFile } from './queries.ts'

/** A part of the page of a file. Each folder of the room gives its own; the page puts them in order. */
export interface CaseSection {
  readonly key: string
  /** Work stands in the main column, context beside it. */
  readonly column: 'main' | 'side'
  /** Small comes first. */
  readonly order: number
  /** Null when there is nothing to show. */
  readonly read: (request: PageRequest, file: CaseFile) => Promise<ReactNode>
}
