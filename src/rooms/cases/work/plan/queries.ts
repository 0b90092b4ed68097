import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { Kept } from '../file.ts'
import { workTables } from '../tables.ts'
import { type Confirmation, type Doer, type GoalState, type PlanContent, planOf, type StepState } from './domain.ts'

export interface Goal {
  readonly id: Id<'goal'>
  readonly title: string
  readonly translated: string | null
  /** BCP 47 language of the translation. */
  readonly translatedInto: string | null
  readonly lifeDomain: string | null
  readonly targetOn: Day | null
  readonly state: GoalState
  readonly endedOn: Day | null
  readonly reason: string | null
  readonly version: number
  readonly steps: readonly Step[]
}

export interface Step {
  readonly id: Id<'case-step'>
  readonly goalId: Id<'goal'>
  readonly title: string
  readonly translated: string | null
  readonly translatedInto: string | null
  readonly doer: Doer
  readonly doerName: string | null
  readonly dueOn: Day | null
  readonly state: StepState
  readonly endedOn: Day | null
  /** Said beside its state: `mit Sprachmittlung`. */
  readonly note: string | null
  readonly reason: string | null
  readonly version: number
}

/** By name: statements that ask for all columns are not remembered by the database. */
const goalColumns = [
  'id',
  'title',
  'title_translated',
  'translated_into',
  'life_domain',
  'target_on',
  'state',
  'ended_on',
  'reason',
  'version',
] as const
const stepColumns = [
  'id',
  'goal_id',
  'title',
  'title_translated',
  'translated_into',
  'doer',
  'doer_name',
  'due_on',
  'state',
  'ended_on',
  'note',
  'reason',
  'version',
] as const

/** More than anybody can pursue; a file with more shows these. */
const most = { goals: 40, steps: 400 }

/** The goals of a file with their steps, in their order. */
export async function goalsOf(tx: Tx, caseId: string): Promise<readonly Goal[]> {
  const goals = await workTables(tx)
    .selectFrom('case_goal')
    .select(goalColumns)
    .where('case_id', '=', caseId)
    .orderBy('position')
    .orderBy('id')
    .limit(most.goals)
    .execute()
  if (goals.length === 0) return []
  const steps = await workTables(tx)
    .selectFrom('case_step')
    .select(stepColumns)
    .where('case_id', '=', caseId)
    .orderBy('position')
    .orderBy('id')
    .limit(most.steps)
    .execute()
  return goals.map((row) => ({
    id: row.id,
    title: row.title,
    translated: row.title_translated,
    translatedInto: row.translated_into,
    lifeDomain: row.life_domain,
    targetOn: row.target_on,
    state: row.state,
    endedOn: row.ended_on,
    reason: row.reason,
    version: row.version,
    steps: steps.filter((step) => step.goal_id === row.id).map(stepOf),
  }))
}

function stepOf(row: {
  id: Id<'case-step'>
  goal_id: Id<'goal'>
  title: string
  title_translated: string | null
  translated_into: string | null
  doer: Doer
  doer_name: string | null
  due_on: Day | null
  state: StepState
  ended_on: Day | null
  note: string | null
  reason: string | null
  version: number
}): Step {
  return {
    id: row.id,
    goalId: row.goal_id,
    title: row.title,
    translated: row.title_translated,
    translatedInto: row.translated_into,
    doer: row.doer,
    doerName: row.doer_name,
    dueOn: row.due_on,
    state: row.state,
    endedOn: row.ended_on,
    note: row.note,
    reason: row.reason,
    version: row.version,
  }
}

/** Throws NotFound for a goal of another file. */
export async function getGoal(tx: Tx, file: Kept, id: string): Promise<Goal> {
  const goal = (await goalsOf(tx, file.id)).find((one) => one.id === id)
  if (!goal) throw new NotFound('goal')
  return goal
}

/** A step of a file; undefined for one of another file. */
async function findStep(tx: Tx, caseId: string, id: string): Promise<Step | undefined> {
  if (!isId(id)) return undefined
  const row = await workTables(tx)
    .selectFrom('case_step')
    .select(stepColumns)
    .where('case_id', '=', caseId)
    .where('id', '=', id as Id<'case-step'>)
    .executeTakeFirst()
  return row && stepOf(row)
}

export async function getStep(tx: Tx, file: Kept, id: string): Promise<Step> {
  const step = await findStep(tx, file.id, id)
  if (!step) throw new NotFound('step')
  return step
}

export interface StepChange {
  readonly id: string
  readonly event: 'changed' | 'done' | 'declined' | 'cancelled' | 'reopened'
  readonly reason: string | null
  readonly at: Date
  readonly by: string | null
}

/** What became of a step, newest first. */
export async function changesOfStep(tx: Tx, stepId: string): Promise<readonly StepChange[]> {
  const rows = await workTables(tx)
    .selectFrom('case_step_change')
    .select(['id', 'event', 'reason', 'changed_at', 'changed_by'])
    .where('step_id', '=', stepId)
    // By the version it followed, not by time: two changes may fall into one moment.
    .orderBy(sql`(before ->> 'version')::integer`, 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    event: row.event,
    reason: row.reason,
    at: row.changed_at,
    by: row.changed_by,
  }))
}

export interface Plan {
  readonly number: number
  readonly confirmedOn: Day
  readonly how: Confirmation
  readonly interpreterUsed: boolean
  readonly content: PlanContent
}

/** The plans that were confirmed, newest first. */
export async function plansOf(tx: Tx, caseId: string, limit = 50): Promise<readonly Plan[]> {
  const rows = await workTables(tx)
    .selectFrom('case_plan')
    .select(['number', 'confirmed_on', 'confirmed_how', 'interpreter_used', 'content'])
    .where('case_id', '=', caseId)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    confirmedOn: row.confirmed_on,
    how: row.confirmed_how,
    interpreterUsed: row.interpreter_used,
    content: row.content as PlanContent,
  }))
}

/** What would be confirmed today. */
export const planNow = (goals: readonly Goal[]): PlanContent => planOf(goals)
