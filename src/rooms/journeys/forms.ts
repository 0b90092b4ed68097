import { z } from 'zod'
import { field } from '../../platform/http/index.ts'
import { languageTags } from '../../platform/i18n/index.ts'
import { longestMessage } from './actions/messages.ts'
import { type NewAppointment, outcomesOfAppointment } from './appointments.ts'
import { outcomes } from './domain.ts'

/** What the forms of a hand-over send. `version`: number of the steps that the page showed. */
const version = { version: field.version() }

/** A key of the district's list of hurdles. */
const reason = () => field.text(40)

export const Accepting = z.object({ ...version, acknowledged: field.checkbox() })
export const Asking = z.object({ ...version, question: field.longText(longestMessage) })
export const Declining = z.object({ ...version, reason: reason(), note: field.optionalLongText(longestMessage) })
export const Answering = z.object({ ...version, answer: field.longText(longestMessage) })
/** `14:00`, `14.00` or `9:30`. */
const time = () =>
  field
    .optionalText(5)
    .refine((typed) => typed === undefined || /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(typed), 'journeys-not-a-time')
    .transform((typed) => typed?.replace('.', ':').padStart(5, '0'))

/** When, where and with whom the first appointment is to be; the day stands in a field of its own. */
export const meeting = {
  beginsAt: time(),
  place: field.optionalText(200),
  interpreter: field.checkbox(),
  language: field.optionalText(20).refine((tag) => tag === undefined || isLanguage.has(tag), 'not-an-option'),
}
const isLanguage: ReadonlySet<string> = new Set(languageTags)

/** The appointment as it was typed. */
export const appointmentOf = (
  heldOn: NewAppointment['heldOn'],
  typed: {
    beginsAt?: string | undefined
    place?: string | undefined
    interpreter: boolean
    language?: string | undefined
  },
): NewAppointment => ({
  heldOn,
  beginsAt: typed.beginsAt,
  place: typed.place,
  interpreterNeeded: typed.interpreter,
  interpreterLanguage: typed.interpreter ? typed.language : undefined,
})

export const Arriving = z.object({
  ...version,
  occurredOn: field.day(),
  ...meeting,
  lateReason: field.optionalText(40),
  estimate: field.checkbox(),
})
/** What became of the booked appointment. */
export const Settling = z
  .object({
    ...version,
    happened: field.oneOf(outcomesOfAppointment),
    movedOn: field.optionalDay(),
    ...meeting,
  })
  .refine(({ happened, movedOn }) => happened !== 'moved' || movedOn !== undefined, {
    path: ['movedOn'],
    error: 'required',
  })

/** The time after the end: both or none. */
const after = { afterUntil: field.optionalDay(), afterNorm: field.optionalText(200) }
export const Completing = z
  .object({ ...version, occurredOn: field.day(), outcome: field.oneOf(outcomes), ...after })
  .refine(({ afterUntil, afterNorm }) => afterUntil === undefined || afterNorm !== undefined, {
    path: ['afterNorm'],
    error: 'required',
  })
export const AfterForm = z.object({ ...version, afterUntil: field.day(), afterNorm: field.text(200) })
export const Correcting = z.object({ ...version, step: field.id<'step'>(), correction: field.longText(400) })
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
