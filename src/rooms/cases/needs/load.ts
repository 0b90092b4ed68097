/** Loading needs in bulk, for the demo: of files, and counted by a desk without a file. */
import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'

export interface NeedData {
  /** Null: counted by a desk on a sheet, of no person. */
  readonly caseId: Id<'case'> | null
  readonly controllerId: Id<'organisation'>
  /** The team or the desk. */
  readonly recordedBy: Id<'organisation'>
  /** Key of a life domain. */
  readonly topic: string
  /** BCP 47. */
  readonly language?: string | null
  readonly targetGroup?: string | null
  readonly municipalityId?: Id<'municipality'> | null
  readonly neededOn: Day
  readonly metOn?: Day | null
  readonly givenUpOn?: Day | null
  /** Key of a hurdle; needed where it was given up. */
  readonly reason?: string | null
  /** Days from what happened last to its record; 0 unless told. */
  readonly lagDays?: number
}

const batchSize = 4000

/** Adds needs as the system, in the caller's transaction; those that are met were met elsewhere. Returns their number. */
export async function loadNeeds(
  tx: Tx,
  needs: readonly NeedData[],
  { simulated, now }: { readonly simulated: boolean; readonly now: number },
): Promise<number> {
  const at = new Date(now).toISOString()
  for (let start = 0; start < needs.length; start += batchSize) {
    const rows = needs.slice(start, start + batchSize).map((need) => ({
      id: newId<'need'>(now),
      case_id: need.caseId,
      controller_id: need.controllerId,
      recorded_by: need.recordedBy,
      topic: need.topic,
      language: need.language ?? null,
      target_group: need.targetGroup ?? null,
      municipality_id: need.municipalityId ?? null,
      needed_on: need.neededOn,
      met_on: need.metOn ?? null,
      met_how: need.metOn ? 'elsewhere' : null,
      offer_id: null,
      given_up_on: need.givenUpOn ?? null,
      reason: need.reason ?? null,
      record_lag_days: need.lagDays ?? 0,
      simulated,
      version: 1,
      created_at: at,
      created_by: null,
      changed_at: at,
      changed_by: null,
    }))
    await sql`
      INSERT INTO case_need SELECT * FROM jsonb_populate_recordset(NULL::case_need, ${JSON.stringify(rows)}::jsonb)
    `.execute(tx)
  }
  return needs.length
}
