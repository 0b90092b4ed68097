/** Keeping what a file follows by itself: begins what is wanted, closes what is not, and the day next due with both. */
import type { Day } from '../../../../kernel/day.ts'
import type { Land } from '../../../../kernel/holidays.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { followedHandovers } from '../../../journeys/index.ts'
import { organisationNamesOf } from '../../../network/index.ts'
import { basesOfAll } from '../../../people/index.ts'
import { tables } from '../../access.ts'
import { setNextDue } from '../../work/due.ts'
import { workTables } from '../../work/tables.ts'
import { german } from '../german.ts'
import { type Wanted, wantedOf, wantedOfBases } from './domain.ts'

export interface Following {
  readonly today: Day
  /** Milliseconds since 1970. */
  readonly now: number
  readonly land: Land
}

/**
 * Brings the follow-ups of one file in line with its hand-overs and consents, and with them the day on which it is next due: in
 * the transaction of what moved them. `by`: the platform, or whoever writes to the file anyway. A file that is gone or closed
 * has none.
 */
export async function followFile(tx: Tx, by: Actor | 'system', caseId: string, at: Following): Promise<void> {
  const file = await tables(tx)
    .selectFrom('case_file')
    .select(['id', 'controller_id', 'person_id', 'closed_on', 'simulated'])
    .where('id', '=', caseId as Id<'case'>)
    .forUpdate()
    .executeTakeFirst()
  if (!file) return
  const wanted = file.closed_on === null ? await wantedBy(tx, file, at) : []
  const there = await workTables(tx)
    .selectFrom('case_task')
    .select(['id', 'origin_id', 'origin_mark', 'state'])
    .where('case_id', '=', file.id)
    .where('origin_mark', 'is not', null)
    .execute()
  const keyOf = (originId: string | null, mark: string | null) => `${originId} ${mark}`
  const known = new Set(there.map((one) => keyOf(one.origin_id, one.origin_mark)))
  const stays = new Set(wanted.map((one) => keyOf(one.originId, one.mark)))
  const gone = there.filter((one) => one.state === 'open' && !stays.has(keyOf(one.origin_id, one.origin_mark)))
  const begun = wanted.filter((one) => one.begins && !known.has(keyOf(one.originId, one.mark)))
  if (gone.length === 0 && begun.length === 0) return
  const changed = { changed_at: new Date(at.now), changed_by: by === 'system' ? null : by.userId }
  if (gone.length > 0)
    await workTables(tx)
      .updateTable('case_task')
      .set((eb) => ({
        state: 'dropped',
        ended_on: at.today,
        ended_by: null,
        version: eb('version', '+', 1),
        ...changed,
      }))
      .where(
        'id',
        'in',
        gone.map(({ id }) => id),
      )
      .execute()
  if (begun.length > 0) await insertTasks(tx, file, begun, { ...changed, now: at.now, today: at.today })
  await setNextDue(tx, file.id)
  await record(tx, by, {
    event: 'cases.followed',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { begun: begun.map(({ what }) => what), closed: gone.length },
  })
}

interface File {
  readonly id: Id<'case'>
  readonly controller_id: Id<'organisation'>
  readonly person_id: Id<'person'>
  readonly simulated: boolean
}

async function wantedBy(tx: Tx, file: File, at: Following): Promise<readonly Wanted[]> {
  const members = await tables(tx)
    .selectFrom('case_person')
    .select('person_id')
    .where('case_id', '=', file.id)
    .where('until', 'is', null)
    .limit(50)
    .execute()
  const persons = [...new Set([file.person_id, ...members.map((one) => one.person_id)])]
  const bases = [...(await basesOfAll(tx, persons)).values()].flat()
  return [...wantedOf(await followedHandovers(tx, file.id), at), ...wantedOfBases(bases, at.today)]
}

async function insertTasks(
  tx: Tx,
  file: File,
  begun: readonly Wanted[],
  { now, today, ...changed }: { now: number; today: Day; changed_at: Date; changed_by: Id<'user'> | null },
): Promise<void> {
  const others = begun.map(({ organisationId }) => organisationId)
  const names = await organisationNamesOf(tx, others, today)
  await workTables(tx)
    .insertInto('case_task')
    .values(
      begun.map((one) => ({
        id: newId<'task'>(now),
        case_id: file.id,
        controller_id: file.controller_id,
        simulated: file.simulated,
        version: 1,
        ...changed,
        // What has a time is an appointment, and stands in the calendar as one.
        kind: one.dueAt ? ('appointment' as const) : ('followUp' as const),
        title: german(`cases.following.title.${one.what}`, {
          to: (names.get(one.organisationId) ?? '').slice(0, longestName),
        }),
        due_on: one.dueOn,
        due_at: one.dueAt ?? null,
        lasts_minutes: null,
        place: one.place ?? null,
        assignee_id: null,
        origin: one.origin,
        origin_id: one.originId,
        origin_mark: one.mark,
        interpreter_needed: one.interpreter?.needed ?? false,
        interpreter_language: one.interpreter?.language ?? null,
        state: 'open' as const,
        ended_on: null,
        ended_by: null,
        reminded_on: null,
        created_by: null,
      })),
    )
    .execute()
}

/** Characters of an organisation's name that a title takes. */
const longestName = 120
