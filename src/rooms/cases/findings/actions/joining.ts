import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { tables } from '../tables.ts'

/** Findings of one kind: what a topic is made of. Steering knows no single finding, so it names them by what left. */
export interface Cell {
  readonly interfaceId: Id<'interface'> | null
  readonly hurdle: string
  /** First day of the quarter. */
  readonly quarter: Day
  readonly regionKey: string | null
}

/**
 * Notes that findings became part of a topic, so that their authors see what became of them; as the system, in the job that
 * steering enqueues when it forms a topic. What is part of a topic already stays there. Returns how many joined.
 */
export async function joinTopic(
  tx: Tx,
  cells: readonly Cell[],
  topic: { readonly title: string; readonly decisionOn: Day | null },
): Promise<number> {
  let joined = 0
  for (const { interfaceId, hurdle, quarter, regionKey } of cells) {
    const { numUpdatedRows } = await tables(tx)
      .updateTable('finding')
      .set((eb) => ({
        state: 'inTopic',
        topic_title: topic.title,
        topic_decision_on: topic.decisionOn,
        version: eb('version', '+', 1),
      }))
      .where('state', '=', 'released')
      .where('interface_id', interfaceId === null ? 'is' : '=', interfaceId)
      .where('hurdle', '=', hurdle)
      .where('quarter', '=', quarter)
      .where('region_key', regionKey === null ? 'is' : '=', regionKey)
      .executeTakeFirst()
    joined += Number(numUpdatedRows)
  }
  await record(tx, 'system', {
    event: 'cases.findings-joined-topic',
    subjectKind: 'cases.finding',
    details: { joined },
  })
  return joined
}
