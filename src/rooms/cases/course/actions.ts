import type { Clock } from '../../../kernel/clock.ts'
import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import type { CourseCertainty, CourseKind } from './domain/kinds.ts'
import { tables } from './tables.ts'

export interface NewEntry {
  readonly kind: CourseKind
  readonly label?: string | undefined
  readonly from: Day
  readonly until?: Day | undefined
  readonly certainty: CourseCertainty
}

/** The case it belongs to; the caller has reached it for writing. */
interface Owner {
  readonly id: Id<'case'>
  readonly controllerId: Id<'organisation'>
}

const columnsOf = ({ kind, label, from, until, certainty }: NewEntry) => ({
  kind,
  label: label ?? null,
  from_on: from,
  until_on: until ?? null,
  certainty,
})

export async function addEntry(tx: Tx, actor: Actor, owner: Owner, entry: NewEntry, clock: Clock): Promise<void> {
  const id = newId<'course-entry'>(clock.now())
  await tables(tx)
    .insertInto('course_entry')
    .values({
      id,
      controller_id: owner.controllerId,
      case_id: owner.id,
      ...columnsOf(entry),
      version: 1,
      created_at: new Date(clock.now()),
      created_by: actor.userId,
    })
    .execute()
  await note(tx, actor, 'added', owner.id, id)
}

/** Throws ChangedMeanwhile when somebody was faster. */
export async function changeEntry(
  tx: Tx,
  actor: Actor,
  owner: Owner,
  id: Id<'course-entry'>,
  version: number,
  entry: NewEntry,
): Promise<void> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('course_entry')
    .set({ ...columnsOf(entry), version: version + 1 })
    .where('id', '=', id)
    .where('case_id', '=', owner.id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new ChangedMeanwhile('', new Date(), 'cases-meanwhile')
  await note(tx, actor, 'changed', owner.id, id)
}

/** Throws ChangedMeanwhile when somebody was faster. */
export async function removeEntry(
  tx: Tx,
  actor: Actor,
  owner: Owner,
  id: Id<'course-entry'>,
  version: number,
): Promise<void> {
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('course_entry')
    .where('id', '=', id)
    .where('case_id', '=', owner.id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new ChangedMeanwhile('', new Date(), 'cases-meanwhile')
  await note(tx, actor, 'removed', owner.id, id)
}

const note = (tx: Tx, actor: Actor, what: 'added' | 'changed' | 'removed', caseId: string, entry: string) =>
  record(tx, actor, {
    event: `cases.course-entry-${what}`,
    subject: caseId,
    subjectKind: 'cases.file',
    details: { entry },
  })
