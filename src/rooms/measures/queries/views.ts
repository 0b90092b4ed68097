import { sql, type Tx } from '../../../platform/database/index.ts'
import { type Reader, visibleMeasures } from '../access.ts'
import { continuedThroughKim } from './filter.ts'

/** How many rows stand behind each saved view of the register. */
export interface ViewCounts {
  readonly all: number
  readonly established: number
  readonly stalled: number
  readonly withCentre: number
  readonly throughKim: number
}

export function viewCounts(tx: Tx, reader: Reader): Promise<ViewCounts> {
  return visibleMeasures(tx, reader)
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(*) FILTER (WHERE state = 'established')`.as('established'),
      sql<number>`count(*) FILTER (WHERE stalled_since IS NOT NULL)`.as('stalled'),
      sql<number>`count(*) FILTER (WHERE centre_role <> 'none')`.as('withCentre'),
      sql<number>`count(*) FILTER (WHERE ${continuedThroughKim})`.as('throughKim'),
    ])
    .executeTakeFirstOrThrow()
}
