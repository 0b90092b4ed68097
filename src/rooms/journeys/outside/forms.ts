import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { longestMessage } from '../actions/messages.ts'
import { meeting } from '../forms.ts'

/** What the PIN of a link is typed into. */
export const PinForm = z.object({ pin: field.text(20) })

/** Who answers, as they write it themselves, and the number of the steps that the page showed. */
const answering = { label: field.text(120), version: field.version() }

export const Accepting = z.object({ ...answering, acknowledged: field.checkbox() })
export const Asking = z.object({ ...answering, question: field.longText(longestMessage) })
export const Declining = z.object({
  ...answering,
  reason: field.text(40),
  note: field.optionalLongText(longestMessage),
})
export const Arriving = z.object({ ...answering, occurredOn: field.day(), ...meeting })

export const Nothing = z.object({})

/** A link that is only shown, or sent to a published address of the organisation too. */
export const NewLink = z.object({ mailTo: field.optionalId<'contact'>() })

/** A person's code, in whatever groups. */
export const CodeForm = z.object({ code: field.text(60) })
export const NewCode = z.object({ locale: field.text(3) })

export const longestReport = 600
export const StuckForm = z
  .object({
    hurdle: field.optionalText(40),
    interface: field.optionalId<'interface'>(),
    municipality: field.optionalId<'municipality'>(),
    body: field.optionalLongText(longestReport),
  })
  .refine((sent) => Boolean(sent.hurdle ?? sent.interface ?? sent.body), {
    path: ['hurdle'],
    error: 'journeys-stuck-nothing',
  })

export const NewReferral = z
  .object({
    to: field.id<'organisation'>(),
    name: field.optionalText(120),
    contact: field.optionalText(200),
    language: field.text(80),
    interpreter: field.checkbox(),
    occasion: field.longText(400),
    municipality: field.optionalId<'municipality'>(),
    reference: field.optionalText(60),
    consent: z.preprocess((sent) => sent === 'on', z.boolean().refine(Boolean, 'journeys-referral-consent')),
    consentOn: field.day(),
  })
  .refine(({ name, contact }) => Boolean(name ?? contact), { path: ['contact'], error: 'journeys-referral-reach' })
export type NewReferralInput = z.output<typeof NewReferral>
export const Withdrawing = z.object({ version: field.version() })
