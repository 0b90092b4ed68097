/** What the start page of case management counts and lists beyond what its parts know themselves. */
import { addDays, type Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { personNames } from '../../people/index.ts'
import { ownersOf, teamCases } from '../access.ts'
import { quietDays } from '../queries/caseload.ts'
import { plannedState } from '../work/conferences/domain.ts'
import { workTables } from '../work/tables.ts'
import { openState } from '../work/tasks/domain.ts'

export interface CaseCounts {
  readonly mine: number
  readonly team: number
  /** Files that nobody leads. */
  readonly nobodys: number
  /** Of the reader's: nothing was written for 60 days. */
  readonly quiet: number
}

/** Open files of the team and of the reader, in one look. */
export async function countCases(tx: Tx, actor: Actor, today: Day): Promise<CaseCounts> {
  const own = ownersOf(actor)
  return await teamCases(tx, actor)
    .where('case_file.closed_on', 'is', null)
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('team'),
      fn.countAll<number>().filterWhere('case_file.manager_id', 'in', own).as('mine'),
      fn.countAll<number>().filterWhere('case_file.manager_id', 'is', null).as('nobodys'),
      fn
        .countAll<number>()
        .filterWhere(
          eb.and([
            eb('case_file.manager_id', 'in', own),
            eb('case_file.last_activity_on', '<', addDays(today, -quietDays)),
          ]),
        )
        .as('quiet'),
    ])
    .executeTakeFirstOrThrow()
}

/** Whose files these are, by their ids: the name of the main person, or the code in pseudonymous mode. */
export async function personsOfFiles(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const files = await teamCases(tx, actor)
    .select(['case_file.id', 'case_file.person_id as personId'])
    .where('case_file.id', 'in', [...new Set(ids)] as Id<'case'>[])
    .execute()
  const names = await personNames(
    tx,
    actor,
    files.map(({ personId }) => personId),
  )
  return new Map(
    files.map(({ id, personId }) => {
      const label = names.get(personId)
      return [id, label?.name ?? label?.code ?? '']
    }),
  )
}

export interface Meeting {
  readonly id: string
  readonly kind: 'appointment' | 'conference'
  readonly caseId: string
  readonly reference: string
  readonly title: string
  readonly on: Day
  /** `14:00`, German time. */
  readonly at: string | null
  readonly place: string | null
}

/** Appointments and planned conferences from a day on, by day and time, and how many there are on that day, shown or not. */
export async function listMeetings(
  tx: Tx,
  actor: Actor,
  {
    mine,
    from,
    until,
    limit,
  }: { readonly mine: boolean; readonly from: Day; readonly until: Day; readonly limit: number },
): Promise<{ readonly meetings: readonly Meeting[]; readonly onFirst: number }> {
  const own = ownersOf(actor)
  const files = teamCases(tx, actor)
    .where('case_file.closed_on', 'is', null)
    .select(['case_file.id', 'case_file.reference', 'case_file.manager_id'])
    .as('file')
  const appointments = workTables(tx)
    .selectFrom('case_task')
    .innerJoin(files, 'file.id', 'case_task.case_id')
    // Written out, not a value: a plan for any value does not know that the index of open ones will do.
    .where(sql<boolean>`case_task.state = ${sql.lit(openState)}`)
    .where('case_task.kind', '=', 'appointment')
    .where('case_task.due_on', '>=', from)
    .where('case_task.due_on', '<=', until)
    .$if(mine, (query) =>
      query.where((eb) =>
        eb.or([
          eb('case_task.assignee_id', 'in', own),
          eb.and([eb('case_task.assignee_id', 'is', null), eb('file.manager_id', 'in', own)]),
        ]),
      ),
    )
  const conferences = workTables(tx)
    .selectFrom('case_conference')
    .innerJoin(files, 'file.id', 'case_conference.case_id')
    .where('case_conference.state', '=', plannedState)
    .where('case_conference.held_on', '>=', from)
    .where('case_conference.held_on', '<=', until)
    .$if(mine, (query) => query.where('file.manager_id', 'in', own))
  const rows = await appointments
    .select([
      'case_task.id',
      'case_task.case_id as caseId',
      'file.reference',
      'case_task.title',
      'case_task.due_on as on',
      'case_task.due_at as at',
      'case_task.place',
    ])
    .orderBy('case_task.due_on')
    .orderBy('case_task.due_at', (at) => at.asc().nullsFirst())
    .orderBy('case_task.id')
    .limit(limit)
    .execute()
  const planned = await conferences
    .select([
      'case_conference.id',
      'case_conference.case_id as caseId',
      'file.reference',
      'case_conference.purpose as title',
      'case_conference.held_on as on',
      'case_conference.begins_at as at',
      'case_conference.place',
    ])
    .orderBy('case_conference.held_on')
    .orderBy('case_conference.begins_at', (at) => at.asc().nullsFirst())
    .orderBy('case_conference.id')
    .limit(limit)
    .execute()
  const all: readonly Meeting[] = [
    ...rows.map((row) => ({ ...row, kind: 'appointment' as const })),
    ...planned.map((row) => ({ ...row, kind: 'conference' as const })),
  ]
  const listed = all.filter(({ on }) => on === from).length
  const meetings = all.toSorted(inOrder).slice(0, limit)
  // Only where the first day alone fills one of the lists can there be more of it than was read.
  if (listed < limit) return { meetings, onFirst: listed }
  const { first } = await appointments
    .where('case_task.due_on', '=', from)
    .select((eb) => eb.fn.countAll<number>().as('first'))
    .executeTakeFirstOrThrow()
  const { more } = await conferences
    .where('case_conference.held_on', '=', from)
    .select((eb) => eb.fn.countAll<number>().as('more'))
    .executeTakeFirstOrThrow()
  return { meetings, onFirst: first + more }
}

/** By day, then by time; what has no time stands first. */
const inOrder = (one: Meeting, other: Meeting): number =>
  `${one.on} ${one.at ?? ''}`.localeCompare(`${other.on} ${other.at ?? ''}`)
