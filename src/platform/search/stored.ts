import { sql, type Tx } from '../database/index.ts'
import { endingsOf, soughtWords } from './words.ts'

/**
 * Words of records, stored and looked up. Each room has a table of its own for them, with the columns `ending` (collation
 * "C"), `subject_id`, `subject_kind`, `at_start` and its own policies.
 */

export interface Worded {
  readonly kind: string
  readonly id: string
  /** Empty ones are passed over. */
  readonly texts: readonly (string | null | undefined)[]
}

/** Stores the words of records that have none in the table yet. */
export async function storeWords(tx: Tx, table: string, records: readonly Worded[]): Promise<void> {
  const rows = records.flatMap(({ kind, id, texts }) =>
    endingsOf(texts.filter((text) => text != null)).map((word) => ({ kind, id, ...word })),
  )
  await sql`
    INSERT INTO ${sql.table(table)} (subject_kind, subject_id, ending, at_start)
    SELECT * FROM unnest(
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.id)}::uuid[],
      ${rows.map((row) => row.ending)}::text[], ${rows.map((row) => row.atStart)}::boolean[]
    )
  `.execute(tx)
}

/**
 * The condition that every word of the search text is found; none where no text is. `id` is the column with the record's
 * id, such as `site.id`. The ids come first, as an array: joined word by word, the planner would ask once per record
 * wherever it has no statistics yet.
 */
export function found(table: string, kind: string, id: string, text: string | undefined) {
  const words = soughtWords(text ?? '').map(
    ({ from, before, onlyAtStart }) => sql`
      SELECT subject_id FROM ${sql.table(table)}
      WHERE subject_kind = ${kind} AND ending >= ${from} AND ending < ${before} AND at_start >= ${onlyAtStart}`,
  )
  if (words.length === 0) return []
  return [sql<boolean>`${sql.ref(id)} = ANY(ARRAY(${sql.join(words, sql` INTERSECT `)}))`]
}
