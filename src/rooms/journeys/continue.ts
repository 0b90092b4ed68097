/** Going on with hand-overs that were loaded: steps that came since. */
import type { Id } from '../../kernel/ids.ts'
import { record } from '../../platform/audit/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { tables } from './access.ts'
import { type Setting, summariseAnew } from './adding.ts'
import { type HandoverData, stepRow } from './load.ts'
import { insertRows } from './rows.ts'

/** A hand-over as it stands now, and how many of its steps were loaded. */
export interface ContinuedHandover {
  readonly data: HandoverData
  readonly known: number
}

/**
 * Adds the steps that came since the load, as the system, in the caller's transaction. A hand-over is found by its
 * interface and the moment of its first record; one that is not there alone, or that somebody went on with by hand, stays
 * as it is. Returns how many went on.
 */
export async function continueJourneys(
  tx: Tx,
  continued: readonly ContinuedHandover[],
  setting: Setting,
): Promise<number> {
  const rows = await tables(tx)
    .selectFrom('handover')
    .select(['id', 'interface_id', 'created_at', 'person_key', 'target_days', 'version'])
    .where('simulated', '=', true)
    .execute()
  const standing = Map.groupBy(rows, (row) => placeOf(row.interface_id, row.created_at.getTime()))
  let moved = 0
  for (const { data, known } of continued) {
    const [row, ...others] = standing.get(placeOf(data.interfaceId, data.steps[0]!.recordedAt)) ?? []
    if (!row || others.length > 0 || row.version !== known) continue
    const steps = data.steps.slice(known).map((step) => stepRow(data, step, row.id, row.person_key))
    await insertRows(tx, 'journey_step', steps)
    await summariseAnew(tx, row, setting, { added: steps.length })
    moved++
  }
  await record(tx, 'system', { event: 'journeys.continued', details: { handovers: moved } })
  return moved
}

const placeOf = (interfaceId: Id<'interface'>, began: number): string => `${interfaceId} ${began}`
