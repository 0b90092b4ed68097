import { z } from 'zod'
import { isId } from '../../../kernel/ids.ts'
import { field } from '../../../platform/http/index.ts'
import { verdicts } from './domain/verdicts.ts'

/** What the forms of reviews send. Each yields codes; the sentences stand below `error` in the messages. */

/** The version that the person saw: nobody decides over what they have not seen. */
const version = { version: field.version() }

/** Ids of what was ticked. */
const ids = (least: number) =>
  z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
    z.array(z.string().refine(isId, 'not-an-option')).min(least, 'choose').max(1000, 'not-an-option'),
  )

export const NewReview = z.object({
  concept: field.id<'concept'>(),
  title: field.text(300),
  dueOn: field.optionalDay(),
  obligation: field.optionalId<'obligation'>(),
  obligationLabel: field.optionalLongText(2000),
})

/** `scope`: `all`, `open` (nobody is asked yet) or `chapter:<name>`. */
export const Reviewers = z.object({ reviewers: ids(1), scope: field.text(220) })

export const Withdrawal = z.object({ reviewer: field.id<'user'>() })

/** Nothing is asked but that the person saw the present state. */
export const Step = z.object(version)

const judgement = {
  verdict: field.oneOf(verdicts),
  reason: field.longText(4000),
  targetText: field.optionalLongText(8000).transform((typed) => typed ?? null),
  mergeWith: ids(0),
}

export const Opinion = z
  .object({
    ...judgement,
    heard: field.optionalText(1000),
    evidence: z.preprocess(
      (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
      z.array(z.string().max(100)).max(20, 'not-an-option'),
    ),
    documentLabel: field.optionalText(300),
    documentAddress: field
      .optionalText(1000)
      .refine((typed) => typed === undefined || /^https?:\/\/\S+$/.test(typed), 'not-an-address'),
  })
  .superRefine(({ documentLabel, documentAddress }, context) => {
    const missing = (path: string) => context.addIssue({ code: 'custom', path: [path], message: 'required' })
    if (documentLabel && !documentAddress) missing('documentAddress')
    if (documentAddress && !documentLabel) missing('documentLabel')
  })

/** `seen` counts the decisions that the person saw. */
export const Decision = z.object({
  ...judgement,
  seen: z.coerce.number('invalid').int('invalid').min(0, 'invalid').max(2_000_000_000, 'invalid'),
})

export const Successor = z.object({
  title: field.text(300),
  shortTitle: field.optionalText(80),
  commissionedOn: field.optionalDay(),
  presentedOn: field.optionalDay(),
})
