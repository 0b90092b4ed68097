import { z } from 'zod'
import * as field from '../../../../platform/http/fields.ts'
import { confirmations, doers } from './domain.ts'

const goal = {
  title: field.text(200),
  translated: field.optionalText(300),
  lifeDomain: field.optionalText(60),
  targetOn: field.optionalDay(),
}

export const NewGoal = z.object(goal)
export const ChangedGoal = z.object({ ...goal, version: field.version() })
export const EndedGoal = z.object({
  state: field.oneOf(['reached', 'partly', 'dropped', 'open']),
  endedOn: field.optionalDay(),
  reason: field.optionalLongText(1000),
  version: field.version(),
})

const step = {
  title: field.text(200),
  translated: field.optionalText(300),
  doer: field.oneOf(doers),
  doerName: field.optionalText(200),
  dueOn: field.optionalDay(),
}

const officeNamed = <T extends { doer: string; doerName?: string | undefined }>(typed: T, context: z.RefinementCtx) => {
  if (typed.doer === 'office' && !typed.doerName)
    context.addIssue({ code: 'custom', path: ['doerName'], message: 'required' })
}

export const NewStep = z.object(step).superRefine(officeNamed)
export const ChangedStep = z
  .object({ ...step, reason: field.optionalLongText(1000), version: field.version() })
  .superRefine(officeNamed)
export const MovedStep = z.object({
  state: field.oneOf(['done', 'declined', 'cancelled', 'open']),
  on: field.optionalDay(),
  note: field.optionalText(200),
  reason: field.optionalLongText(1000),
  version: field.version(),
})

export const ConfirmedPlan = z.object({
  confirmedOn: field.day(),
  how: field.oneOf(confirmations),
  interpreterUsed: field.checkbox(),
})

export type GoalInput = z.output<typeof NewGoal>
export type StepInput = z.output<typeof NewStep>
export type StepMove = z.output<typeof MovedStep>
