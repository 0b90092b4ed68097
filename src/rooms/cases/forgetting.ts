/** Removing files for good: the content goes, figures without a person stay. */
import { sql, type Tx } from '../../platform/database/index.ts'
import type { ErasedCounts } from '../../platform/retention/kind.ts'
import { removeRows } from '../../platform/retention/rows.ts'
import { eraseSharedOf, type GoingFile } from '../journeys/index.ts'

/**
 * Removes files with everything that hangs on them and leaves a row of figures for each. The text of a finding stays, since it
 * names nobody; what tied it to the file goes, and so do the own copies of what was handed over. Documents lose their last mention and are deleted as files. As the system.
 */
export async function eraseCases(tx: Tx, ids: readonly string[]): Promise<ErasedCounts> {
  const kept = await sql`
    INSERT INTO case_statistic (
      id, controller_id, organisation_id, phase, opened_month, closed_month, days_open, closure_reason, goal_attainment,
      municipality_id, target_group, access_path, persons, simulated
    )
    SELECT gen_random_uuid(), controller_id, organisation_id, phase, date_trunc('month', opened_on)::date,
      date_trunc('month', closed_on)::date, closed_on - opened_on, closure_reason, goal_attainment, municipality_id,
      target_group, access_path,
      greatest(1, (SELECT count(*) FROM case_person WHERE case_person.case_id = case_file.id))::smallint, simulated
    FROM case_file WHERE id::text = ANY (${[...ids]}::text[]) AND closed_on IS NOT NULL
    ORDER BY gen_random_uuid()
  `.execute(tx)
  const { rows: files } = await sql<GoingFile>`
    SELECT id::text AS id, controller_id AS "controllerId" FROM case_file WHERE id::text = ANY (${[...ids]}::text[])`.execute(
    tx,
  )
  const shared = await eraseSharedOf(tx, files)
  const among = sql`case_id::text`
  return {
    ...shared,
    case_statistic: Number(kept.numAffectedRows ?? 0n),
    finding_origin: await removeRows(tx, 'finding_origin', among, ids),
    course_entry: await removeRows(tx, 'course_entry', among, ids),
    // Persons, the check of criteria, openings and all work go with it (ON DELETE CASCADE).
    case_file: await removeRows(tx, 'case_file', sql`id::text`, ids),
  }
}
