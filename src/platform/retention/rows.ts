import type { RawBuilder } from 'kysely'
import { sql, type Tx } from '../database/index.ts'
import type { DueCount, DueQuery, DueRecord, RetentionKind } from './kind.ts'

/** Rows of a table that are due when their clock is old enough. All fragments are written by the part that keeps the table. */
export interface DueRows {
  /** What stands behind FROM. */
  readonly from: RawBuilder<unknown>
  /** The id, as text. */
  readonly id: RawBuilder<unknown>
  /** When the clock started; a timestamp, null where it has not. An index must lead to the oldest. */
  readonly since: RawBuilder<unknown>
  /** What must hold besides, such as "has ended". */
  readonly where?: RawBuilder<unknown>
  /** What it is without naming a person. */
  readonly label?: RawBuilder<unknown>
  /** Whose it is, where the kind is per controller. */
  readonly controller?: RawBuilder<unknown>
}

const largestCount = 100_000

/** `due` and `count` of a kind, with one and the same condition. */
export function dueRows(rows: DueRows): Required<Pick<RetentionKind, 'due' | 'count'>> {
  const condition = ({ before, controllerId, ids }: Omit<DueQuery, 'limit'>) => sql`
    ${rows.since} < ${before} AND ${rows.where ?? sql`true`}
    ${rows.controller ? sql`AND ${rows.controller} IS NOT DISTINCT FROM ${controllerId}::uuid` : sql``}
    ${ids ? sql`AND ${rows.id} = ANY (${[...ids]}::text[])` : sql``}`
  return {
    async due(tx: Tx, query: DueQuery): Promise<readonly DueRecord[]> {
      const found = await sql<DueRecord>`
        SELECT ${rows.id} AS id, ${rows.since} AS since, ${rows.label ?? sql`NULL::text`} AS label
        FROM ${rows.from} WHERE ${condition(query)} ORDER BY ${rows.since}, 1 LIMIT ${query.limit}
      `.execute(tx)
      return found.rows
    },
    async count(tx: Tx, query): Promise<DueCount> {
      const { rows: found } = await sql<DueCount>`
        SELECT count(*)::integer AS count, min(since) AS oldest
        FROM (SELECT ${rows.since} AS since FROM ${rows.from} WHERE ${condition(query)} LIMIT ${largestCount}) AS due
      `.execute(tx)
      return found[0] ?? { count: 0, oldest: null }
    },
  }
}

/** Deletes rows and returns how many there were. `key` is their id as text. */
export async function removeRows(
  tx: Tx,
  table: string,
  key: RawBuilder<unknown>,
  ids: readonly string[],
): Promise<number> {
  const gone = await sql`DELETE FROM ${sql.table(table)} WHERE ${key} = ANY (${[...ids]}::text[])`.execute(tx)
  return Number(gone.numAffectedRows ?? 0n)
}

/** A kind that nothing is ever due of: it is counted, kept, and goes to the archive as the law says, outside the program. */
export function keptForGood(key: RetentionKind['key'], rows: DueRows): RetentionKind {
  return {
    key,
    scope: 'tenant',
    fallback: { action: 'keep', period: { months: 0 } },
    actions: ['keep'],
    traces: { record: 'kept', files: 'kept', history: 'kept', drafts: 'none', search: 'kept', mail: 'none' },
    count: dueRows(rows).count,
  }
}
