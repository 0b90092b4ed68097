import type { z } from 'zod'
import { Invalid, NotFound } from '../../../../kernel/errors.ts'
import { newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { readLifeDomains } from '../domains.ts'
import { keepNextDue } from '../due.ts'
import { advanced, begun, type Kept, languageOf, notChangedMeanwhile, type Setting } from '../file.ts'
import { workTables } from '../tables.ts'
import { stepMoveIssue } from './domain.ts'
import type { ChangedGoal, ChangedStep, ConfirmedPlan, EndedGoal, GoalInput, StepInput, StepMove } from './forms.ts'
import { getGoal, getStep, goalsOf, planNow, plansOf, type Step } from './queries.ts'

/** Adds a goal at the end. Returns its id. */
export async function addGoal(tx: Tx, actor: Actor, setting: Setting, file: Kept, input: GoalInput): Promise<string> {
  const id = newId<'goal'>(setting.now)
  const goals = await goalsOf(tx, file.id)
  await workTables(tx)
    .insertInto('case_goal')
    .values({
      id,
      ...begun(actor, setting, file),
      position: goals.length + 1,
      ...(await goalColumns(tx, actor, file, input)),
      state: 'open',
      ended_on: null,
      reason: null,
    })
    .execute()
  await record(tx, actor, {
    event: 'cases.goal-added',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { goal: id },
  })
  return id
}

/** Changes what a goal says. Throws ChangedMeanwhile when somebody was faster. */
export async function changeGoal(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  input: z.output<typeof ChangedGoal>,
): Promise<void> {
  const goal = await getGoal(tx, file, id)
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_goal')
    .set({ ...(await goalColumns(tx, actor, file, input)), ...advanced(actor, setting, input.version) })
    .where('id', '=', goal.id)
    .where('version', '=', input.version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_goal', goal.id, numUpdatedRows)
  await record(tx, actor, {
    event: 'cases.goal-changed',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { goal: id },
  })
}

/** Says what became of a goal, or opens it again. A goal that is given up needs a reason. */
export async function endGoal(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  input: z.output<typeof EndedGoal>,
): Promise<void> {
  if (input.state === 'dropped' && !input.reason) throw new Invalid([{ field: 'reason', code: 'required' }])
  if (input.endedOn && input.endedOn > setting.today)
    throw new Invalid([{ field: 'endedOn', code: 'cases-day-in-future' }])
  const goal = await getGoal(tx, file, id)
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_goal')
    .set({
      state: input.state,
      ended_on: input.state === 'open' ? null : (input.endedOn ?? setting.today),
      reason: input.reason ?? null,
      ...advanced(actor, setting, input.version),
    })
    .where('id', '=', goal.id)
    .where('version', '=', input.version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_goal', goal.id, numUpdatedRows)
  await record(tx, actor, {
    event: 'cases.goal-ended',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { goal: id, state: input.state },
  })
}

/** Adds a step at the end of a goal. Returns its id. */
export async function addStep(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  goalId: string,
  input: StepInput,
): Promise<string> {
  const goal = await getGoal(tx, file, goalId)
  if (goal.state !== 'open') throw new NotFound('goal is not pursued any more')
  const id = newId<'case-step'>(setting.now)
  await workTables(tx)
    .insertInto('case_step')
    .values({
      id,
      ...begun(actor, setting, file),
      goal_id: goal.id,
      position: goal.steps.length + 1,
      ...(await stepColumns(tx, actor, file, input)),
      state: 'open',
      ended_on: null,
      note: null,
      reason: null,
    })
    .execute()
  await keepNextDue(tx, file.id)
  await record(tx, actor, {
    event: 'cases.step-added',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { step: id },
  })
  return id
}

/** Changes what a step says; what it said before is kept with the reason. */
export async function changeStep(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  input: z.output<typeof ChangedStep>,
): Promise<void> {
  const step = await getStep(tx, file, id)
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_step')
    .set({ ...(await stepColumns(tx, actor, file, input)), ...advanced(actor, setting, input.version) })
    .where('id', '=', step.id)
    .where('version', '=', input.version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_step', step.id, numUpdatedRows)
  await noteStepChange(tx, actor, setting, file, step, 'changed', input.reason)
  await keepNextDue(tx, file.id)
}

/** Says that a step is done, declined or called off, or opens it again (`stepMoves`). */
export async function moveStep(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  id: string,
  move: StepMove,
): Promise<void> {
  const step = await getStep(tx, file, id)
  const issue = stepMoveIssue(step.state, move.state, move.reason)
  if (issue === 'reason-needed') throw new Invalid([{ field: 'reason', code: 'required' }])
  if (issue) throw new Invalid([{ field: 'state', code: 'not-an-option' }])
  if (move.on && move.on > setting.today) throw new Invalid([{ field: 'on', code: 'cases-day-in-future' }])
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_step')
    .set({
      state: move.state,
      ended_on: move.state === 'open' ? null : (move.on ?? setting.today),
      note: move.note ?? null,
      reason: move.reason ?? null,
      ...advanced(actor, setting, move.version),
    })
    .where('id', '=', step.id)
    .where('version', '=', move.version)
    .executeTakeFirst()
  await notChangedMeanwhile(tx, 'case_step', step.id, numUpdatedRows)
  await noteStepChange(tx, actor, setting, file, step, move.state === 'open' ? 'reopened' : move.state, move.reason)
  await keepNextDue(tx, file.id)
}

async function noteStepChange(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  before: Step,
  event: 'changed' | 'done' | 'declined' | 'cancelled' | 'reopened',
  reason: string | undefined,
): Promise<void> {
  await workTables(tx)
    .insertInto('case_step_change')
    .values({
      id: newId(setting.now),
      case_id: file.id,
      controller_id: file.controllerId,
      step_id: before.id,
      event,
      before: JSON.stringify(before),
      reason: reason ?? null,
      changed_at: new Date(setting.now),
      changed_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: `cases.step-${event}`,
    subject: file.id,
    subjectKind: 'cases.file',
    details: { step: before.id },
  })
}

/** Freezes the plan as it is now, because the person has confirmed it. Returns its number. */
export async function confirmPlan(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  file: Kept,
  input: z.output<typeof ConfirmedPlan>,
): Promise<number> {
  if (input.confirmedOn > setting.today) throw new Invalid([{ field: 'confirmedOn', code: 'cases-day-in-future' }])
  const content = planNow(await goalsOf(tx, file.id))
  if (content.goals.length === 0) throw new Invalid([{ field: '', code: 'cases-plan-without-goals' }])
  const [latest] = await plansOf(tx, file.id, 1)
  const number = (latest?.number ?? 0) + 1
  await workTables(tx)
    .insertInto('case_plan')
    .values({
      id: newId(setting.now),
      case_id: file.id,
      controller_id: file.controllerId,
      number,
      confirmed_on: input.confirmedOn,
      confirmed_how: input.how,
      interpreter_used: input.interpreterUsed,
      content: JSON.stringify(content),
      simulated: setting.demo,
      created_by: actor.userId,
    })
    .execute()
  await record(tx, actor, {
    event: 'cases.plan-confirmed',
    subject: file.id,
    subjectKind: 'cases.file',
    details: { number },
  })
  return number
}

async function goalColumns(tx: Tx, actor: Actor, file: Kept, input: GoalInput) {
  const known = await readLifeDomains(tx, actor.locale)
  if (input.lifeDomain && !known.has(input.lifeDomain))
    throw new Invalid([{ field: 'lifeDomain', code: 'not-an-option' }])
  return {
    title: input.title,
    ...(await translation(tx, actor, file, input.translated)),
    life_domain: input.lifeDomain ?? null,
    target_on: input.targetOn ?? null,
  }
}

async function stepColumns(tx: Tx, actor: Actor, file: Kept, input: StepInput) {
  return {
    title: input.title,
    ...(await translation(tx, actor, file, input.translated)),
    doer: input.doer,
    doer_name: input.doer === 'office' ? (input.doerName ?? null) : null,
    due_on: input.dueOn ?? null,
  }
}

/** A translation is one into the language that the person prefers now. */
async function translation(tx: Tx, actor: Actor, file: Kept, translated: string | undefined) {
  if (!translated) return { title_translated: null, translated_into: null }
  return { title_translated: translated, translated_into: await languageOf(tx, actor, file) }
}
