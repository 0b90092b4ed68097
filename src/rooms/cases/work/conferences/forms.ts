import { z } from 'zod'
import * as field from '../../../../platform/http/fields.ts'

const time = () =>
  field
    .optionalText(5)
    .refine((typed) => typed === undefined || /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(typed), 'cases-not-a-time')
    .transform((typed) => typed?.replace('.', ':').padStart(5, '0'))

const conference = {
  purpose: field.text(300),
  heldOn: field.day(),
  beginsAt: time(),
  place: field.optionalText(200),
}

export const NewConference = z.object(conference)
export const ChangedConference = z.object({
  ...conference,
  state: field.oneOf(['planned', 'held', 'cancelled']),
  minutes: field.optionalLongText(8000),
  version: field.version(),
})

export const NewParticipant = z
  .object({
    organisation: field.optionalId<'organisation'>(),
    label: field.optionalText(200),
    member: field.optionalId<'user'>(),
    readsUntil: field.optionalDay(),
  })
  .superRefine((typed, context) => {
    if (!typed.organisation && !typed.label && !typed.member)
      context.addIssue({ code: 'custom', path: ['organisation'], message: 'choose' })
    if (typed.readsUntil && !typed.member) context.addIssue({ code: 'custom', path: ['member'], message: 'choose' })
  })

/** A decision becomes a task of the file. */
export const Decision = z.object({
  title: field.text(200),
  dueOn: field.day(),
  assignee: field.optionalId<'user'>(),
})
