import type { Id } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { type Cell, cellKey } from '../domain/cells.ts'
import { tables } from '../tables.ts'

const columns = ['interface_id as interfaceId', 'hurdle', 'quarter', 'region_key as regionKey'] as const

/** A topic has at most so many cells that are shown and told of: far more than any quarter of any district has. */
export const mostCells = 500

/** The cells of a topic that was reached, the newest first. */
export function cellsOf(tx: Tx, id: Id<'topic'>): Promise<Cell[]> {
  return tables(tx)
    .selectFrom('topic_cell')
    .select(columns)
    .where('topic_id', '=', id)
    .orderBy('quarter', 'desc')
    .orderBy('hurdle')
    .orderBy('interface_id')
    .orderBy('region_key')
    .limit(mostCells)
    .execute()
}

/** The cells of several topics, by topic. */
export async function cellsOfTopics(
  tx: Tx,
  ids: readonly Id<'topic'>[],
): Promise<ReadonlyMap<Id<'topic'>, readonly Cell[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(tx)
    .selectFrom('topic_cell')
    .select([...columns, 'topic_id'])
    .where('topic_id', 'in', [...ids])
    .orderBy('quarter', 'desc')
    .limit(mostCells * 10)
    .execute()
  const byTopic = Map.groupBy(rows, ({ topic_id }) => topic_id)
  return new Map([...byTopic].map(([id, own]) => [id, own.map(({ topic_id: _, ...cell }) => cell)]))
}

/** Which of these cells are part of a topic: its number by the cell's key. */
export async function takenCells(tx: Tx, cells: readonly Cell[]): Promise<ReadonlyMap<string, number>> {
  if (cells.length === 0) return new Map()
  const { rows } = await sql<Cell & { number: number }>`
    SELECT cell.interface_id AS "interfaceId", cell.hurdle, cell.quarter, cell.region_key AS "regionKey", topic.number
    FROM jsonb_to_recordset(${JSON.stringify(cells)}::jsonb)
      AS sought ("interfaceId" uuid, hurdle text, quarter date, "regionKey" text)
    JOIN topic_cell AS cell ON cell.hurdle = sought.hurdle AND cell.quarter = sought.quarter
      AND cell.interface_id IS NOT DISTINCT FROM sought."interfaceId"
      AND cell.region_key IS NOT DISTINCT FROM sought."regionKey"
    JOIN topic ON topic.id = cell.topic_id
  `.execute(tx)
  return new Map(rows.map(({ number, ...cell }) => [cellKey(cell), number]))
}

/** Cells in which findings were released and that are part of no topic, the newest first, at most `limit`. */
export async function waitingCells(tx: Tx, limit: number): Promise<readonly Cell[]> {
  const { rows } = await sql<Cell>`
    SELECT notice.interface_id AS "interfaceId", notice.hurdle, notice.quarter, notice.region_key AS "regionKey"
    FROM topic_notice AS notice
    WHERE NOT EXISTS (
      SELECT FROM topic_cell AS cell
      WHERE cell.hurdle = notice.hurdle AND cell.quarter = notice.quarter
        AND cell.interface_id IS NOT DISTINCT FROM notice.interface_id
        AND cell.region_key IS NOT DISTINCT FROM notice.region_key
    )
    ORDER BY notice.quarter DESC, notice.hurdle, notice.interface_id, notice.region_key
    LIMIT ${limit}
  `.execute(tx)
  return rows
}
