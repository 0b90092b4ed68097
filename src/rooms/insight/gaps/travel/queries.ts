import type { Distances } from '../../../../engine/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { mostPairs } from './domain.ts'

export type TravelTables = {
  insight_travel_time: { from_key: string; to_key: string; minutes: number }
  insight_travel_source: { id: string; source: string; pairs: number; imported_at: Date; imported_by: string | null }
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<TravelTables>()

/** An imported matrix with what is said of where it comes from, and the towns that were there when it was imported. */
export interface TravelTimes extends Distances {
  readonly source: string
  readonly towns: ReadonlySet<string>
}

/** The imported matrix; undefined where none is. Read whole: an import has no more pairs. */
export async function readTravelTimes(tx: Tx): Promise<TravelTimes | undefined> {
  const latest = await latestSource(tx)
  if (!latest) return undefined
  const rows = await tables(tx).selectFrom('insight_travel_time').selectAll().limit(mostPairs).execute()
  if (rows.length === 0) return undefined
  const minutes = new Map(rows.map(({ from_key, to_key, minutes: value }) => [`${from_key} ${to_key}`, value]))
  return {
    unit: 'minutes',
    source: latest.source,
    towns: new Set(rows.map(({ from_key }) => from_key)),
    between: (from, to) => (from === to ? (minutes.get(`${from} ${to}`) ?? 0) : minutes.get(`${from} ${to}`)),
  }
}

export async function latestSource(tx: Tx): Promise<{ source: string; pairs: number; importedAt: Date } | undefined> {
  return await tables(tx)
    .selectFrom('insight_travel_source')
    .select(['source', 'pairs', 'imported_at as importedAt'])
    .orderBy('imported_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
