import type { Day } from '../../../kernel/day.ts'
import type { Period } from '../../../kernel/period.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { readSetting } from '../../../platform/settings/index.ts'
import { measureFigures } from '../../measures/index.ts'
import { listMeetings } from '../../network/index.ts'
import { steeringBody } from '../proposals/setting.ts'
import type { StructureCounts } from './indicators.ts'

/**
 * What steering itself counts: topics, decisions and meetings of the period, and measures as they stood on its last day. A
 * topic is formed on the day of which its history tells, and closed that was so on the last day, whatever became of it since.
 */
export async function structureCounts(tx: Tx, actor: Actor, { from, to }: Period): Promise<StructureCounts> {
  const { rows } = await sql<{ formed: number; decided: number; closed: number; decisions: number }>`
    SELECT
      (SELECT count(*)::integer FROM topic_change
        WHERE number = 1 AND (said_at AT TIME ZONE 'Europe/Berlin')::date BETWEEN ${from} AND ${to}) AS formed,
      (SELECT count(DISTINCT proposal.topic_id)::integer FROM steering_decision
        JOIN proposal ON proposal.id = steering_decision.proposal_id
        WHERE steering_decision.decided_on BETWEEN ${from} AND ${to}) AS decided,
      (SELECT count(*)::integer FROM (
          SELECT DISTINCT ON (topic_id) state, kind, (said_at AT TIME ZONE 'Europe/Berlin')::date AS on_day
          FROM topic_change
          WHERE state IS DISTINCT FROM state_before AND (said_at AT TIME ZONE 'Europe/Berlin')::date <= ${to}
          ORDER BY topic_id, number DESC
        ) AS latest
        WHERE state = 'closed' AND kind <> 'merged' AND on_day BETWEEN ${from} AND ${to}) AS closed,
      (SELECT count(DISTINCT (proposal_id, round))::integer FROM steering_decision WHERE decided_on BETWEEN ${from} AND ${to}) AS decisions
  `.execute(tx)
  const counts = rows[0] as (typeof rows)[number]
  const { throughKim } = await measureFigures(tx, actor, to)
  return {
    'topics-formed': counts.formed,
    'topics-decided': counts.decided,
    'topics-closed': counts.closed,
    decisions: counts.decisions,
    meetings: await meetingsHeld(tx, actor, from, to),
    'measures-linked': throughKim.value,
  }
}

async function meetingsHeld(tx: Tx, actor: Actor, from: Day, to: Day): Promise<number> {
  const { value: body } = await readSetting(tx, steeringBody)
  const { total } = await listMeetings(tx, actor, { body, from, to, cancelled: false, limit: 1 })
  return total
}
