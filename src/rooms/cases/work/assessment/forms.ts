import { z } from 'zod'
import * as field from '../../../../platform/http/fields.ts'
import { questionKinds } from './domain.ts'
import { closenesses, spheres } from './network.ts'

/** Fields `a-<question>` and `r-<domain>` follow the form of the district; the action reads them by its questions. */
export const NewAssessment = z.looseObject({
  form: z.coerce.number('invalid').int('invalid').min(0, 'invalid').max(2_000_000_000, 'invalid'),
  heldOn: field.day(),
  resources: field.optionalLongText(4000),
  interpreterUsed: field.checkbox(),
})

export const ContactForm = z.object({
  sphere: field.oneOf(spheres),
  label: field.text(120),
  closeness: field.oneOf(closenesses),
  support: field.optionalText(300),
})
export const RemovedContact = z.object({ version: field.version() })

/** The version of the form that the page showed: two who change it at once are told. */
const form = z.coerce.number('invalid').int('invalid').min(0, 'invalid').max(2_000_000_000, 'invalid')

const question = {
  text: field.text(300),
  kind: field.oneOf(questionKinds),
  options: field.optionalLongText(2000),
  required: field.checkbox(),
}

const withOptions = (typed: { kind: string; options?: string | undefined }, context: z.RefinementCtx) => {
  if (typed.kind === 'choice' && optionsOf(typed.options).length < 2)
    context.addIssue({ code: 'custom', path: ['options'], message: 'cases-two-options' })
}

export const NewQuestion = z.object({ ...question, domain: field.text(60), form }).superRefine(withOptions)
export const ChangedQuestion = z.object({ ...question, form }).superRefine(withOptions)
export const MovedQuestion = z.object({ act: field.oneOf(['up', 'down', 'remove']), key: field.text(80), form })

/** One option a line, each once. */
export const optionsOf = (typed: string | undefined): string[] => [
  ...new Set(
    (typed ?? '')
      .split('\n')
      .map((line) => line.trim().slice(0, 120))
      .filter(Boolean),
  ),
]
