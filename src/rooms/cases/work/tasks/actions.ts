import type { z } from 'zod'
import type { Day } from '../../../../kernel/day.ts'
import { Invalid } from '../../../../kernel/errors.ts'
import { newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { keepNextDue } from '../due.ts'
import { advanced, begun, type Kept, notChangedMeanwhile, type Setting, teamOf } from '../file.ts'
import { workTables } from '../tables.ts'
import { postponedTo, type TaskOrigin } from './domain.ts'
import type { ChangedTask, EndedTask, PostponedTask, TaskInput } from './forms.ts'
import { getTask } from './queries.ts'

/** Puts something on the list of a file: what somebody thought of, or what another part of the work asks for. Returns its id. */
export async function addTask(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  input: TaskInput,
  from: { readonly origin: TaskOrigin; readonly originId: string | null } = { origin: 'own', originId: null },
): Promise<string> {
  await demandOfTeam(tx, file, input.assignee)
  const id = newId<'task'>(setting.now)
  await workTables(tx)
    .insertInto('case_task')
    .values({
      id,
      ...begun(actor, setting, file),
      ...taskColumns(input),
      kind: input.kind,
      origin: from.origin,
      origin_id: from.originId,
      origin_mark: null,
      state: 'open',
      ended_on: null,
      ended_by: null,
      reminded_on: null,
      created_by: actor.userId,
    })
    .execute()
  await keepNextDue(tx, file.id)
  await record(tx, actor, {
    event: 'cases.task-added',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { task: id },
  })
  return id
}

/** Throws ChangedMeanwhile when somebody was faster. */
export async function changeTask(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  input: z.output<typeof ChangedTask>,
): Promise<void> {
  const task = await getTask(tx, file, id)
  if (input.assignee !== task.assigneeId) await demandOfTeam(tx, file, input.assignee)
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_task')
    .set({ ...taskColumns(input), ...advanced(actor, setting, input.version) })
    .where('id', '=', task.id)
    .where('version', '=', input.version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_task', task.id, numUpdatedRows)
  await keepNextDue(tx, file.id)
  await record(tx, actor, {
    event: 'cases.task-changed',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { task: id },
  })
}

/** Done, not needed any more, or open again. */
export async function endTask(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  { state, version }: z.output<typeof EndedTask>,
): Promise<void> {
  const task = await getTask(tx, file, id)
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_task')
    .set({
      state,
      ended_on: state === 'open' ? null : setting.today,
      ended_by: state === 'open' ? null : actor.userId,
      ...advanced(actor, setting, version),
    })
    .where('id', '=', task.id)
    .where('version', '=', version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_task', task.id, numUpdatedRows)
  await keepNextDue(tx, file.id)
  await record(tx, actor, {
    event: `cases.task-${state === 'open' ? 'reopened' : state}`,
    subject: file.id,
    subjectKind: 'cases.file',
    details: { task: id },
  })
}

/** Puts it off; the rule of the days is `postponedTo`. Returns the new day. */
export async function postponeTask(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  { delay, version }: z.output<typeof PostponedTask>,
): Promise<Day> {
  const task = await getTask(tx, file, id)
  const dueOn = postponedTo(task.dueOn, delay, setting.today, setting.land)
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_task')
    .set({ due_on: dueOn, reminded_on: null, ...advanced(actor, setting, version) })
    .where('id', '=', task.id)
    .where('version', '=', version)
    .where('state', '=', 'open')
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_task', task.id, numUpdatedRows)
  await keepNextDue(tx, file.id)
  await record(tx, actor, {
    event: 'cases.task-postponed',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { task: id, from: task.dueOn, to: dueOn },
  })
  return dueOn
}

const taskColumns = (input: TaskInput) => ({
  title: input.title,
  due_on: input.dueOn,
  due_at: input.dueAt || null,
  lasts_minutes: input.lastsMinutes ?? null,
  place: input.place ?? null,
  interpreter_needed: input.interpreter ?? false,
  interpreter_language: input.interpreter ? (input.language ?? null) : null,
  assignee_id: input.assignee ?? null,
})

/** Nothing is given to somebody who could not open the file. */
async function demandOfTeam(tx: Tx, file: Kept, assignee: string | undefined): Promise<void> {
  if (!assignee) return
  const team = await teamOf(tx, file)
  if (!team.some(({ id }) => id === assignee)) throw new Invalid([{ field: 'assignee', code: 'not-an-option' }])
}
