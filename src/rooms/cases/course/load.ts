/** Loading entries of the Integrationsverlauf in bulk, for the demo. */
import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import type { CourseCertainty, CourseKind } from './domain/kinds.ts'

export interface CourseData {
  readonly caseId: Id<'case'>
  readonly controllerId: Id<'organisation'>
  readonly kind: CourseKind
  readonly from: Day
  /** The last day on which it held. */
  readonly until?: Day | null
  readonly label?: string | null
  readonly certainty?: CourseCertainty
}

const batchSize = 4000

/** Adds entries as the system, in the caller's transaction; returns their number. */
export async function loadCourse(tx: Tx, entries: readonly CourseData[], now: number): Promise<number> {
  for (let at = 0; at < entries.length; at += batchSize) {
    const rows = entries.slice(at, at + batchSize).map((entry) => ({
      id: newId<'course-entry'>(now),
      controller_id: entry.controllerId,
      case_id: entry.caseId,
      kind: entry.kind,
      label: entry.label ?? null,
      from_on: entry.from,
      until_on: entry.until ?? null,
      certainty: entry.certainty ?? 'day',
      version: 1,
      created_at: new Date(now).toISOString(),
      created_by: null,
    }))
    await sql`
      INSERT INTO course_entry SELECT * FROM jsonb_populate_recordset(NULL::course_entry, ${JSON.stringify(rows)}::jsonb)
    `.execute(tx)
  }
  return entries.length
}
