import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { measureStates } from '../domain/kinds.ts'
import { type Answer, answerChoices } from './domain/answers.ts'

/** What the forms of campaigns send. */

const version = { version: field.version() }

/** Any keys of a codelist of the district; an unknown one finds nothing. */
const keys = z.preprocess(
  (sent) => (sent === undefined || sent === '' ? [] : [sent].flat()),
  z.array(z.string().max(60)).max(100, 'invalid'),
)

const campaign = {
  title: field.text(200),
  referenceDay: field.day(),
  dueOn: field.day(),
  contact: field.optionalText(300),
  note: field.optionalLongText(2000),
  concepts: keys,
  fields: keys,
  states: field.manyOf(measureStates, 1),
}
export const NewCampaign = z.object(campaign)
export const ChangedCampaign = z.object({ ...campaign, ...version })

const mailboxPrefix = 'mailbox-'

/** The name of the field for one unit's mailbox. */
export const mailboxField = (organisation: string) => mailboxPrefix + organisation

/** Starting, or only keeping the mailboxes: which of the two buttons was used. One field per unit, so their names vary. */
export const Start = z
  .looseObject({ ...version, do: field.oneOf(['start', 'keep']) })
  .transform(({ version: seen, do: what, ...rest }, context) => {
    const mailboxes = new Map<string, string>()
    for (const [name, sent] of Object.entries(rest)) {
      if (!name.startsWith(mailboxPrefix) || typeof sent !== 'string' || sent.trim() === '') continue
      const read = field.email().safeParse(sent)
      if (read.success) mailboxes.set(name.slice(mailboxPrefix.length), read.data)
      else context.addIssue({ code: 'custom', path: [name], message: read.error.issues[0]?.message ?? 'not-an-email' })
    }
    return { version: seen, do: what, mailboxes }
  })

export const Extension = z.object({ ...version, dueOn: field.day() })
export const Closing = z.object(version)
/** Without a unit: all of them. */
export const Reminding = z.object({ unit: field.optionalId<'campaign-request'>() })
export const NewLink = z.object({})

const answer = {
  choice: field.oneOf(answerChoices),
  done: field.longText(2000),
  obstacle: field.optionalLongText(1000),
  next: field.optionalLongText(1000),
  publicText: field.optionalLongText(1000),
}

const asAnswer = (typed: {
  choice: Answer['choice']
  done: string
  obstacle?: string | undefined
  next?: string | undefined
  publicText?: string | undefined
}): Answer => ({
  choice: typed.choice,
  done: typed.done,
  obstacle: typed.obstacle ?? null,
  next: typed.next ?? null,
  publicText: typed.publicText ?? null,
})

/** What a unit says of one measure. */
export const AnswerForm = z.object(answer).transform(asAnswer)

/** Sending all that is saved: who says it, as a function or a unit. */
export const Sending = z.object({ label: field.text(120) })

/** A report outside a campaign. */
export const OwnReport = z
  .object({ ...answer, asOf: field.day(), label: field.text(120) })
  .transform(({ asOf, label, ...typed }) => ({ asOf, label, answer: asAnswer(typed) }))

/** Approving a report. `measureVersion` is the version of the measure that the reviewer compared it with. */
export const Approval = z.object({
  measureVersion: field.wholeNumber(1, 1_000_000_000),
  apply: field.checkbox(),
  publicText: field.optionalLongText(1000),
  publish: field.checkbox(),
})
export const Return = z.object({ note: field.longText(1000) })
