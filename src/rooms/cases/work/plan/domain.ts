import type { Day } from '../../../../kernel/day.ts'

export const goalStates = ['open', 'reached', 'partly', 'dropped'] as const
export type GoalState = (typeof goalStates)[number]

export const stepStates = ['open', 'done', 'declined', 'cancelled'] as const
export type StepState = (typeof stepStates)[number]

export const doers = ['person', 'caseManagement', 'office'] as const
export type Doer = (typeof doers)[number]

/** How a person confirms a plan: on paper, or by word of mouth. */
export const confirmations = ['signed', 'spoken'] as const
export type Confirmation = (typeof confirmations)[number]

/** What may follow, and whether it needs a reason. What was ended by mistake is opened again, with a reason. */
export const stepMoves: Readonly<Record<StepState, Readonly<Partial<Record<StepState, { reason: boolean }>>>>> = {
  open: { done: { reason: false }, declined: { reason: true }, cancelled: { reason: true } },
  done: { open: { reason: true } },
  declined: { open: { reason: true } },
  cancelled: { open: { reason: true } },
}

/** Whether a step may go there; the reason counts only where one is needed. */
export function stepMoveIssue(
  from: StepState,
  to: StepState,
  reason: string | undefined,
): 'not-from-here' | 'reason-needed' | undefined {
  const move = stepMoves[from][to]
  if (!move) return 'not-from-here'
  return move.reason && !reason ? 'reason-needed' : undefined
}

/** The shape in front of a step: done ●, overdue ◆, open ○, declined or cancelled ✕. */
export function stepMark(
  step: { state: StepState; dueOn: Day | null },
  today: Day,
): 'standing' | 'late' | 'open' | 'declined' {
  if (step.state === 'done') return 'standing'
  if (step.state !== 'open') return 'declined'
  return step.dueOn !== null && step.dueOn < today ? 'late' : 'open'
}

/** What a plan says, as the person confirms it. */
export interface PlanContent {
  readonly goals: readonly PlannedGoal[]
}

export interface PlannedGoal {
  readonly id: string
  readonly title: string
  readonly translated: string | null
  readonly targetOn: Day | null
  readonly steps: readonly PlannedStep[]
}

export interface PlannedStep {
  readonly id: string
  readonly title: string
  readonly translated: string | null
  readonly doer: Doer
  readonly doerName: string | null
  readonly dueOn: Day | null
}

interface GoalNow extends Omit<PlannedGoal, 'steps'> {
  readonly state: GoalState
  readonly steps: readonly (PlannedStep & { readonly state: StepState })[]
}

/** What is to be confirmed today: goals that are pursued, with steps that were not called off. */
export function planOf(goals: readonly GoalNow[]): PlanContent {
  return {
    goals: goals
      .filter((goal) => goal.state !== 'dropped')
      .map(({ id, title, translated, targetOn, steps }) => ({
        id,
        title,
        translated,
        targetOn,
        steps: steps
          .filter((step) => step.state !== 'cancelled')
          .map((step) => ({
            id: step.id,
            title: step.title,
            translated: step.translated,
            doer: step.doer,
            doerName: step.doerName,
            dueOn: step.dueOn,
          })),
      })),
  }
}

/**
 * Whether what is planned now is something else than what the person confirmed. Translations do not count: they say the same
 * in other words. Nor does it count that a step was done, which is what plans are for.
 */
export function hasMoved(confirmed: PlanContent, now: PlanContent): boolean {
  return gist(confirmed) !== gist(now)
}

const gist = ({ goals }: PlanContent): string =>
  JSON.stringify(
    goals.map(({ id, title, targetOn, steps }) => [
      id,
      title,
      targetOn,
      steps.map((step) => [step.id, step.title, step.doer, step.doerName, step.dueOn]),
    ]),
  )
