import { z } from 'zod'
import { field } from '../../platform/http/index.ts'
import type { DueRule } from '../network/index.ts'
import { consultationRoles, dueKinds, obligationKinds, paperKinds, relationKinds, results } from './domain/kinds.ts'

/**
 * What the forms of this room send. Each yields codes; the sentences stand below `error` in the messages. Limits are
 * those of the database.
 */

/** What an action is given: a form's output; what may be empty may also be left out. */
export type Given<Form extends z.ZodType> = z.output<Form>

/** The version that the person saw: nobody overwrites unseen what somebody else has changed. */
const version = { version: field.version() }
const address = () =>
  field.optionalText(1000).refine((typed) => typed === undefined || /^https?:\/\/\S+$/.test(typed), 'not-an-address')

const text = {
  title: field.text(500),
  proposedResolution: field.optionalLongText(20_000),
  /** Absent where the platform composed the text. */
  explanation: field.optionalLongText(100_000),
}
const head = {
  kind: field.oneOf(paperKinds),
  isPublic: field.oneOf(['yes', 'no']),
  leadUnit: field.optionalId<'organisation'>(),
  rapporteurRole: field.optionalText(200),
  originator: field.optionalId<'partyGroup'>(),
  datedOn: field.day(),
  address: address(),
}
export const NewPaperForm = z.object({
  ...text,
  ...head,
  /** The first body of the sequence; more are added on the paper's page. */
  body: field.optionalId<'body'>(),
  role: field.optionalOneOf(consultationRoles),
  /** The motion or question that this paper answers. */
  answers: field.optionalId<'paper'>(),
})
export const ChangedPaperForm = z.object({ ...text, ...head, ...version })
export const CorrectionForm = z.object({ ...text, ...version, reason: field.longText(1000) })

export const Step = z.object(version)
export const Withdrawal = z.object({ ...version, reason: field.longText(1000) })

export const ConsultationForm = z.object({
  body: field.id<'body'>(),
  role: field.oneOf(consultationRoles),
  meeting: field.optionalId<'meeting'>(),
})
export const ConsultationRow = z.object({ row: field.id<'consultation'>() })
export const AgendaForm = z.object({ meeting: field.id<'meeting'>(), ...version })

const votes = () => field.optionalWholeNumber(0, 1000)
export const ResultForm = z.object({
  result: field.oneOf(results.filter((one) => one !== 'none') as [Exclude<(typeof results)[number], 'none'>]),
  yes: votes(),
  no: votes(),
  abstained: votes(),
  excluded: votes(),
  note: field.optionalLongText(1000),
  wording: field.optionalLongText(20_000),
  ...version,
})

export const RelationForm = z.object({ paper: field.id<'paper'>(), relation: field.oneOf(relationKinds) })
export const RelationRow = z.object({ row: field.id<'paper'>() })
export const AttachmentForm = z.object({ name: field.text(300), address: address() })
export const AttachmentRow = z.object({ row: field.id<'attachment'>() })

export const NewResolutionForm = z.object({
  title: field.text(500),
  number: field.optionalText(40),
  body: field.id<'body'>(),
  meeting: field.optionalId<'meeting'>(),
  paper: field.optionalId<'paper'>(),
  originator: field.optionalId<'partyGroup'>(),
  decidedOn: field.day(),
  wording: field.longText(20_000),
  isPublic: field.oneOf(['yes', 'no']),
  address: address(),
})
export const ResolutionCorrection = z.object({ wording: field.longText(20_000), reason: field.longText(1000) })

/** A due rule: its kind and the one value that it needs. */
const due = {
  due: field.oneOf(dueKinds),
  dueBody: field.optionalId<'body'>(),
  dueDay: field.optionalDay(),
  dueCount: field.optionalWholeNumber(1, 600),
}
const responsible = { responsible: field.optionalId<'organisation'>() }

type TypedDue = z.output<z.ZodObject<typeof due>>

const wholeDue = (typed: TypedDue, context: z.RefinementCtx) => {
  const missing = (path: string) => context.addIssue({ code: 'custom', path: [path], message: 'required' })
  if (typed.due === 'nextMeeting' && !typed.dueBody) missing('dueBody')
  if (typed.due === 'onDay' && !typed.dueDay) missing('dueDay')
  if (['workingDays', 'monthsAfter', 'ongoing'].includes(typed.due) && typed.dueCount === undefined) missing('dueCount')
}

export const ObligationForm = z
  .object({
    kind: field.oneOf(obligationKinds),
    /** Sentences of the wording, ticked; numbers from 0. */
    sentences: z.preprocess(asList, z.array(z.coerce.number().int().min(0).max(500))),
    /** Copied from the wording instead of ticked. */
    passage: field.optionalLongText(4000),
    ...responsible,
    ...due,
    measures: z.preprocess(asList, z.array(field.id<'measure'>()).max(50)),
    concepts: z.preprocess(asList, z.array(field.id<'concept'>()).max(20)),
  })
  .superRefine(wholeDue)
  .superRefine((typed, context) => {
    if (typed.sentences.length === 0 && !typed.passage)
      context.addIssue({ code: 'custom', path: ['sentences'], message: 'council-mark-a-passage' })
  })

export const ReassignForm = z
  .object({ ...responsible, ...due, note: field.longText(2000), ...version })
  .superRefine(wholeDue)

export const MoveForm = z
  .object({
    state: field.oneOf(['inProgress', 'delayed']),
    reason: field.optionalLongText(1000),
    note: field.optionalLongText(4000),
    nextReportOn: field.optionalDay(),
    ...version,
  })
  .superRefine((typed, context) => {
    if (typed.state === 'delayed' && !typed.reason)
      context.addIssue({ code: 'custom', path: ['reason'], message: 'council-delay-why' })
  })

export const DischargeForm = z
  .object({
    on: field.day(),
    paper: field.optionalId<'paper'>(),
    measure: field.optionalId<'measure'>(),
    note: field.optionalLongText(2000),
    ...version,
  })
  .superRefine((typed, context) => {
    if (typed.paper && typed.measure)
      context.addIssue({ code: 'custom', path: ['measure'], message: 'council-one-of-both' })
    if (!typed.paper && !typed.measure && !typed.note)
      context.addIssue({ code: 'custom', path: ['note'], message: 'council-by-what' })
  })
export const ReopenForm = z.object({ reason: field.longText(1000), ...version })
export const IssueForm = z.object({ meeting: field.id<'meeting'>() })

/** The rule that was typed; null where no deadline was set. */
export function dueRuleFrom({ due: kind, dueBody, dueDay, dueCount = 0 }: TypedDue): DueRule | null {
  switch (kind) {
    case 'nextMeeting':
      return dueBody ? { kind, bodyId: dueBody } : null
    case 'onDay':
      return dueDay ? { kind, day: dueDay } : null
    case 'ongoing':
      return { kind, everyMonths: dueCount }
    case 'workingDays':
    case 'monthsAfter':
      return { kind, count: dueCount }
    case 'none':
      return null
  }
}

function asList(sent: unknown): unknown {
  if (sent === undefined || sent === '') return []
  return Array.isArray(sent) ? sent : [sent]
}
