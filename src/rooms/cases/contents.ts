/** Everything a file holds, as data, for the archive. What a person may ask for has a form of its own, see copy. */
import { sql, type Tx } from '../../platform/database/index.ts'

/**
 * Tables that hold a part of a file under `case_id`. Findings are missing: they leave without a file, and what ties them to one
 * is no content of it. So are openings: who read a file stands in the audit.
 */
const parts = [
  'case_person',
  'case_intake',
  'case_assessment',
  'case_contact',
  'case_goal',
  'case_step',
  'case_step_change',
  'case_plan',
  'case_task',
  'case_note',
  'case_document',
  'case_conference',
  'case_conference_participant',
  'course_entry',
  'case_need',
] as const

/** The file and its parts, by table, as far as the actor reads them; undefined for one that is not there. */
export async function contentsOf(tx: Tx, id: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const { rows } = await sql<{
    file: unknown
  }>`SELECT to_jsonb(case_file) AS file FROM case_file WHERE id = ${id}`.execute(tx)
  if (rows.length === 0) return undefined
  const contents: Record<string, unknown> = { case_file: rows[0]?.file }
  for (const part of parts) {
    const table = sql.table(part)
    const found = await sql<{ row: unknown }>`
      SELECT to_jsonb(part) AS row FROM ${table} AS part WHERE case_id = ${id} LIMIT 5000`.execute(tx)
    if (found.rows.length > 0) contents[part] = found.rows.map(({ row }) => row)
  }
  return contents
}
