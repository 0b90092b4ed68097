import { sql, type Tx } from '../../../platform/database/index.ts'
import { noteActivity } from '../recording.ts'

/**
 * Keeps the day on which something is next due in a file, by which caseloads are sorted: the earliest of its open tasks and of
 * its open steps. Called by every write that moves one of them.
 */
export async function keepNextDue(tx: Tx, caseId: string): Promise<void> {
  await setNextDue(tx, caseId)
  await noteActivity(tx, caseId)
}

/** The same where nobody of the team wrote anything: the file is not less quiet for it. */
export async function setNextDue(tx: Tx, caseId: string): Promise<void> {
  await sql`
    UPDATE case_file SET next_due_on = (
      SELECT min(due_on) FROM (
        SELECT min(due_on) AS due_on FROM case_task WHERE case_id = ${caseId} AND state = 'open'
        UNION ALL
        SELECT min(due_on) FROM case_step WHERE case_id = ${caseId} AND state = 'open'
      ) AS waiting
    )
    WHERE id = ${caseId}
  `.execute(tx)
}
