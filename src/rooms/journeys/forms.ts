import { z } from 'zod'
import { field } from '../../platform/http/index.ts'
import { longestMessage } from './actions/messages.ts'
import { outcomes } from './domain.ts'

/** What the forms of a hand-over send. `version`: number of the steps that the page showed. */
const version = { version: field.version() }

/** A key of the district's list of hurdles. */
const reason = () => field.text(40)

export const Accepting = z.object({ ...version, acknowledged: field.checkbox() })
export const Asking = z.object({ ...version, question: field.longText(longestMessage) })
export const Declining = z.object({ ...version, reason: reason(), note: field.optionalLongText(longestMessage) })
export const Answering = z.object({ ...version, answer: field.longText(longestMessage) })
export const Arriving = z.object({
  ...version,
  occurredOn: field.day(),
  lateReason: field.optionalText(40),
  estimate: field.checkbox(),
})
export const Completing = z.object({ ...version, occurredOn: field.day(), outcome: field.oneOf(outcomes) })
export const Withdrawing = z.object(version)

/** What the giving side heard by other ways. */
export const Recording = z
  .object({
    ...version,
    heard: field.oneOf(['accepted', 'declined']),
    occurredOn: field.day(),
    heardReason: field.optionalText(40),
  })
  .refine(({ heard, heardReason }) => heard === 'accepted' || heardReason !== undefined, {
    path: ['heardReason'],
    error: 'required',
  })
export const Acknowledging = z.object({})
export const Writing = z.object({ message: field.longText(longestMessage) })
export const Assigning = z.object({ member: field.optionalId<'user'>(), seen: field.optionalId<'user'>() })

export const DeadlineForm = z
  .object({
    answerDays: field.wholeNumber(1, 60),
    escalationDays: field.wholeNumber(1, 60),
    version: z.coerce.number('invalid').int('invalid').min(0, 'invalid').max(2_000_000_000, 'invalid'),
  })
  .refine(({ answerDays, escalationDays }) => escalationDays >= answerDays, {
    path: ['escalationDays'],
    error: 'journeys-escalation-before-answer',
  })
