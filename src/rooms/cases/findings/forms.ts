import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { returnReasons } from './domain/states.ts'

/** Longest text of a finding: one thought. */
export const longestText = 400

/** `do`: `edit` leads back from the check to the form; `confirmed`: the text was shown as it leaves. */
export const ReportForm = z.object({
  interface: field.optionalId<'interface'>(),
  hurdle: z.string('choose').regex(/^[a-z][A-Za-z]{1,39}$/, 'choose'),
  text: field.optionalLongText(longestText),
  do: field.optionalOneOf(['edit']),
  confirmed: field.checkbox(),
})
export type Report = z.output<typeof ReportForm>

export const AgainForm = z
  .object({
    do: field.oneOf(['send', 'without', 'withdraw']),
    text: field.optionalLongText(longestText),
  })
  .superRefine((input, context) => {
    if (input.do === 'send' && input.text === undefined)
      context.addIssue({ code: 'custom', path: ['text'], message: 'required' })
  })

export const DecisionForm = z
  .object({
    version: field.version(),
    decision: field.oneOf(['release', 'return', 'drop']),
    reason: field.optionalOneOf(returnReasons),
  })
  .superRefine(({ decision, reason }, context) => {
    if (decision !== 'release' && reason === undefined)
      context.addIssue({ code: 'custom', path: ['reason'], message: 'choose' })
  })

/** What the reader makes of something that was told without a name; dropping it asks for nothing. */
export const ToldForm = z
  .object({
    do: field.oneOf(['take', 'drop']),
    interface: field.optionalId<'interface'>(),
    hurdle: field.optionalText(40),
    text: field.optionalLongText(longestText),
  })
  .superRefine((input, context) => {
    if (input.do === 'take' && input.hurdle === undefined)
      context.addIssue({ code: 'custom', path: ['hurdle'], message: 'choose' })
  })
