import type { ColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { CourseCertainty, CourseKind } from './domain/kinds.ts'

type Fixed<T> = ColumnType<T, T, never>

export type CourseTables = {
  course_entry: {
    id: Fixed<Id<'course-entry'>>
    controller_id: Fixed<Id<'organisation'>>
    case_id: Fixed<Id<'case'>>
    kind: CourseKind
    label: string | null
    from_on: Day
    until_on: Day | null
    certainty: CourseCertainty
    version: number
    created_at: Fixed<Date>
    created_by: Fixed<Id<'user'> | null>
  }
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<CourseTables>()
