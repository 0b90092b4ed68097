import { found as foundIn } from '../../../platform/search/index.ts'

/** Rows on a page of a list. */
export const pageSize = 50

/** No list is longer, exports included. */
export const longestList = 2000

export interface Listed<Row> {
  readonly rows: readonly Row[]
  /** All that match, also those on other pages. */
  readonly total: number
}

/** The condition that every word of the search text is found; none where no text is. `id` is the column with the id. */
export const found = (kind: 'paper' | 'resolution', id: string, text: string | undefined) =>
  foundIn('council_word', kind, id, text)
