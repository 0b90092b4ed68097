import type { Day } from '../../../../kernel/day.ts'
import { addDays } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { ownersOf, visibleCases } from '../../access.ts'
import type { Kept } from '../file.ts'
import { workTables } from '../tables.ts'
import { lastDayOf, type Stretch, stretches, type TaskKind, type TaskOrigin, type TaskState } from './domain.ts'

export interface Task {
  readonly id: Id<'task'>
  readonly caseId: string
  readonly kind: TaskKind
  readonly title: string
  readonly dueOn: Day
  /** `14:00`, German time. */
  readonly dueAt: string | null
  readonly lastsMinutes: number | null
  readonly place: string | null
  readonly interpreterNeeded: boolean
  /** BCP 47. */
  readonly interpreterLanguage: string | null
  /** Null: the team's. */
  readonly assigneeId: string | null
  readonly origin: TaskOrigin
  readonly originId: string | null
  readonly state: TaskState
  readonly endedOn: Day | null
  readonly version: number
  readonly changedAt: Date
}

const columns = [
  'id',
  'case_id',
  'kind',
  'title',
  'due_on',
  'due_at',
  'lasts_minutes',
  'place',
  'interpreter_needed',
  'interpreter_language',
  'assignee_id',
  'origin',
  'origin_id',
  'state',
  'ended_on',
  'version',
  'changed_at',
] as const

type Row = { [Column in (typeof columns)[number]]: import('../tables.ts').WorkTables['case_task'][Column] }

const taskOf = (row: Row): Task => ({
  id: row.id,
  caseId: row.case_id,
  kind: row.kind,
  title: row.title,
  dueOn: row.due_on,
  dueAt: row.due_at,
  lastsMinutes: row.lasts_minutes,
  place: row.place,
  interpreterNeeded: row.interpreter_needed,
  interpreterLanguage: row.interpreter_language,
  assigneeId: row.assignee_id,
  origin: row.origin,
  originId: row.origin_id,
  state: row.state,
  endedOn: row.ended_on,
  version: row.version,
  changedAt: row.changed_at,
})

/** What is due in a file, the earliest first. */
export async function tasksOf(tx: Tx, caseId: string, state: TaskState, limit = 100): Promise<readonly Task[]> {
  const rows = await workTables(tx)
    .selectFrom('case_task')
    .select(columns)
    .where('case_id', '=', caseId)
    .where('state', '=', state)
    .orderBy('due_on', state === 'open' ? 'asc' : 'desc')
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(taskOf)
}

/** Throws NotFound for a task of another file. */
export async function getTask(tx: Tx, file: Pick<Kept, 'id'>, id: string): Promise<Task> {
  const row = isId(id)
    ? await workTables(tx)
        .selectFrom('case_task')
        .select(columns)
        .where('id', '=', id as Id<'task'>)
        .where('case_id', '=', file.id)
        .executeTakeFirst()
    : undefined
  if (!row) throw new NotFound('task')
  return taskOf(row)
}

/** Whose: what is given to the reader, or to nobody in a file that they manage; or all of the files they may see. */
export type Whose = 'own' | 'team'

/** Open tasks in files that the actor may see, narrowed to what is theirs. */
function dueFor(tx: Tx, actor: Actor, whose: Whose) {
  const own = ownersOf(actor)
  const seen = visibleCases(tx, actor).select('case_file.id')
  return (
    workTables(tx)
      .selectFrom('case_task')
      // Written out, not a value: a plan for any value does not know that the indexes of open ones will do.
      .where(sql<boolean>`case_task.state = 'open'`)
      .where('case_task.case_id', 'in', seen)
      .$if(whose === 'own', (query) =>
        query.where((eb) =>
          eb.or([
            eb('case_task.assignee_id', 'in', own),
            eb.and([
              eb('case_task.assignee_id', 'is', null),
              eb('case_task.case_id', 'in', seen.where('case_file.manager_id', 'in', own)),
            ]),
          ]),
        ),
      )
  )
}

export interface DueTask extends Task {
  /** Aktenzeichen of its file. */
  readonly reference: string
}

/** One page of what is due, the earliest first, up to the end of a stretch. */
export async function listDue(
  tx: Tx,
  actor: Actor,
  { page = 1, size = 50, ...asked }: DueFilter,
): Promise<readonly DueTask[]> {
  const rows = await dueIn(tx, actor, asked)
    .select(columns)
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return await withReferences(tx, actor, rows)
}

/** Ids of all that is due, in the order of the list, at most `limit`. */
export async function dueIds(
  tx: Tx,
  actor: Actor,
  asked: Pick<DueFilter, 'whose' | 'stretch' | 'today'>,
  limit: number,
): Promise<readonly Id<'task'>[]> {
  return (await dueIn(tx, actor, asked).select('case_task.id').limit(limit).execute()).map(({ id }) => id)
}

const among = (tx: Tx, actor: Actor, ids: readonly string[]) =>
  dueFor(tx, actor, 'team').where(sql<boolean>`${sql.ref('case_task.id')} = ANY (${[...ids]}::uuid[])`)

/** Those of these tasks that are open in files that the actor may see; in no order. */
export async function dueAmong(tx: Tx, actor: Actor, ids: readonly string[]): Promise<readonly DueTask[]> {
  return await withReferences(tx, actor, await among(tx, actor, ids).select(columns).execute())
}

/** How many of these tasks belong to files that the actor may see; what was done meanwhile counts too. */
export async function countTasksAmong(tx: Tx, actor: Actor, ids: readonly string[]): Promise<number> {
  const { count } = await workTables(tx)
    .selectFrom('case_task')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(sql<boolean>`case_task.id = ANY (${[...ids]}::uuid[])`)
    .where('case_task.case_id', 'in', visibleCases(tx, actor).select('case_file.id'))
    .executeTakeFirstOrThrow()
  return count
}

function dueIn(tx: Tx, actor: Actor, { whose, stretch, today }: Pick<DueFilter, 'whose' | 'stretch' | 'today'>) {
  const { first, last } = boundsOf(stretch, today)
  return dueFor(tx, actor, whose)
    .$if(first !== null, (query) => query.where('due_on', '>=', first as Day))
    .$if(last !== null, (query) => query.where('due_on', '<=', last as Day))
    .orderBy('due_on')
    .orderBy('due_at')
    .orderBy('case_task.id')
}

async function withReferences(tx: Tx, actor: Actor, rows: readonly Row[]): Promise<readonly DueTask[]> {
  if (rows.length === 0) return []
  const files = await visibleCases(tx, actor)
    .select(['case_file.id', 'case_file.reference'])
    .where('case_file.id', 'in', [...new Set(rows.map((row) => row.case_id))] as never)
    .execute()
  const references = new Map<string, string>(files.map((file) => [file.id, file.reference]))
  return rows.map((row) => ({ ...taskOf(row), reference: references.get(row.case_id) ?? '' }))
}

export interface DueFilter {
  readonly whose: Whose
  /** Null: everything up to the end of the coming week, which is what a list begins with. */
  readonly stretch: Stretch | null
  readonly today: Day
  readonly page?: number
  readonly size?: number
}

/** First and last day of a stretch. */
function boundsOf(stretch: Stretch | null, today: Day): { first: Day | null; last: Day | null } {
  if (stretch === null) return { first: null, last: addDays(today, 7) }
  const before = stretches[stretches.indexOf(stretch) - 1]
  const end = before ? lastDayOf(before, today) : null
  return { first: end === null ? null : addDays(end, 1), last: lastDayOf(stretch, today) }
}

/** How many are due in each stretch. */
export async function countDue(
  tx: Tx,
  actor: Actor,
  whose: Whose,
  today: Day,
): Promise<Readonly<Record<Stretch, number>>> {
  const row = await dueFor(tx, actor, whose)
    .select(({ fn }) => [
      fn.countAll<string>().filterWhere('due_on', '<', today).as('overdue'),
      fn.countAll<string>().filterWhere('due_on', '=', today).as('today'),
      fn.countAll<string>().filterWhere('due_on', '>', today).filterWhere('due_on', '<=', addDays(today, 7)).as('week'),
      fn.countAll<string>().filterWhere('due_on', '>', addDays(today, 7)).as('later'),
    ])
    .executeTakeFirstOrThrow()
  return {
    overdue: Number(row.overdue),
    today: Number(row.today),
    week: Number(row.week),
    later: Number(row.later),
  }
}

/** What is open in a file, the earliest first; at most 100. */
export const openTasks = (tx: Tx, caseId: string): Promise<readonly Task[]> => tasksOf(tx, caseId, 'open')
