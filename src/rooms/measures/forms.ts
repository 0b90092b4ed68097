import { z } from 'zod'
import { field } from '../../platform/http/index.ts'
import { centreRoles, conceptKinds, fundingKinds, measureStates, priorities, successionKinds } from './domain/kinds.ts'

/**
 * What the forms of the register send. Each yields codes; the sentences stand below `error` in the messages. Limits are
 * those of the database. Offices, places, fields and concepts are chosen by key.
 */

const isKey = (sent: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(sent) && sent.length <= 60
const key = () => z.string('choose').min(1, 'choose').refine(isKey, 'not-an-option')
const optionalKey = () => z.preprocess((sent) => sent || undefined, key().optional())
const keys = (least = 0) =>
  z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
    z.array(key()).min(least, 'choose').max(500),
  )
const address = (max = 1000) =>
  field.optionalText(max).refine((typed) => typed === undefined || /^https?:\/\/\S+$/.test(typed), 'not-an-address')

/** The version that the person saw: nobody overwrites unseen what somebody else has changed. */
const version = { version: field.version() }
const maybeVersion = { version: z.preprocess((sent) => sent || undefined, version.version.optional()) }
/** The row that is changed; none: a new one. */
const row = { row: field.optionalId<'row'>(), ...maybeVersion }

/** A number as people type it: `1.234,5`. */
const decimal = () =>
  field.optionalText(24).transform((typed, context) => {
    if (typed === undefined) return undefined
    const plain = typed.replace(/[\s\u202f]/g, '')
    const value = /^-?\d{1,3}(\.\d{3})+(,\d{1,4})?$/.test(plain) ? plain.replaceAll('.', '') : plain
    if (/^-?\d{1,12}([.,]\d{1,4})?$/.test(value)) return Number(value.replace(',', '.'))
    context.addIssue({ code: 'custom', message: 'not-a-number' })
    return z.NEVER
  })

const neededDecimal = () =>
  decimal().transform((value, context) => {
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: 'required' })
    return z.NEVER
  })

const measure = {
  number: field.text(20),
  title: field.text(300),
  description: field.optionalLongText(8000),
  publicText: field.optionalLongText(4000),
  isPublic: field.checkbox(),
  fields: keys(1),
  responsible: optionalKey(),
  involved: keys(),
  centreRole: field.oneOf(centreRoles),
  partners: field.optionalLongText(1000),
  kimLinked: field.checkbox(),
  municipalities: keys(),
  targetGroups: keys(),
  priority: field.optionalOneOf(priorities),
  plannedFrom: field.optionalDay(),
  plannedUntil: field.optionalDay(),
}
const inOrder = <Shape extends z.ZodType<{ plannedFrom?: unknown; plannedUntil?: unknown }>>(shape: Shape) =>
  shape.superRefine((typed, context) => {
    const { plannedFrom, plannedUntil } = typed
    if (typeof plannedFrom === 'string' && typeof plannedUntil === 'string' && plannedUntil < plannedFrom)
      context.addIssue({ code: 'custom', path: ['plannedUntil'], message: 'measures-ends-before' })
  })

export const NewMeasure = inOrder(
  z.object({
    ...measure,
    state: field.oneOf(measureStates),
    since: field.day(),
    reason: field.optionalLongText(1000),
    concept: optionalKey(),
    conceptNumber: field.optionalText(20),
  }),
)
export const ChangedMeasure = inOrder(z.object({ ...measure, ...version }))
export const Withdrawal = z.object({})

export const NewState = z.object({
  ...version,
  state: field.oneOf(measureStates),
  since: field.day(),
  reason: field.optionalLongText(1000),
})
/** That a measure stalls, or that it gets on again. */
export const Stalling = z.object({
  ...version,
  stalled: field.oneOf(['yes', 'no']),
  since: field.day(),
  reason: field.optionalLongText(1000),
})
export const Correction = z.object({
  ...version,
  number: field.wholeNumber(1, 100_000),
  state: field.oneOf(measureStates),
  stalled: field.checkbox(),
  since: field.day(),
  reason: field.longText(1000),
})

export const MilestoneForm = z.object({
  ...row,
  title: field.text(300),
  due: field.optionalDay(),
  reached: field.optionalDay(),
  note: field.optionalLongText(1000),
})
export const IndicatorForm = z.object({
  ...row,
  name: field.text(300),
  unit: field.text(40),
  target: decimal(),
  targetOn: field.optionalDay(),
})
export const ValueForm = z.object({
  indicator: field.id<'row'>(),
  asOf: field.day(),
  value: neededDecimal(),
  note: field.optionalLongText(1000),
})
export const FundingForm = z.object({
  ...row,
  source: field.text(200),
  kind: field.oneOf(fundingKinds),
  amount: decimal().refine((value) => value === undefined || value >= 0, 'too-small'),
  from: field.optionalDay(),
  until: field.optionalDay(),
  note: field.optionalLongText(1000),
})
export const ConceptLink = z.object({
  concept: key(),
  role: field.oneOf(['origin', 'continuation']),
  number: field.optionalText(20),
  chapter: field.optionalText(200),
})
export const SuccessorForm = z.object({
  /** The number of the other measure, as people know it. */
  successor: field.text(20),
  kind: field.oneOf(successionKinds),
  throughKim: field.checkbox(),
  since: field.day(),
  note: field.optionalLongText(1000),
})
export const DocumentForm = z.object({
  title: field.text(300),
  address: address(),
  isPublic: field.checkbox(),
})
export const SourceForm = z.object({ title: field.text(300), address: address(), datedOn: field.optionalDay() })
/** A row that hangs on a record and is taken back. */
export const Removal = z.object({ row: field.id<'row'>() })

export const bulkKinds = ['state', 'responsible', 'addField', 'removeField', 'priority', 'addConcept', 'kim'] as const
/** One change for many measures: what was chosen, then, with `confirmed`, what was seen: `<id>:<version>` for each. */
export const BulkForm = z.object({
  kind: field.oneOf(bulkKinds),
  seen: z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
    z
      .array(z.string().regex(/^[0-9a-f-]{36}:\d{1,9}$/, 'invalid'))
      .min(1, 'choose')
      .max(5000),
  ),
  confirmed: z.preprocess((sent) => sent === 'yes', z.boolean()),
  state: field.optionalOneOf(measureStates),
  since: field.optionalDay(),
  reason: field.optionalLongText(1000),
  organisation: optionalKey(),
  field: optionalKey(),
  priority: field.optionalOneOf(priorities),
  concept: optionalKey(),
  role: field.optionalOneOf(['origin', 'continuation']),
  linked: field.optionalOneOf(['yes', 'no']),
})

const concept = {
  title: field.text(300),
  shortTitle: field.optionalText(80),
  kind: field.oneOf(conceptKinds),
  summary: field.optionalLongText(8000),
  isPublic: field.checkbox(),
  commissionedOn: field.optionalDay(),
  commissionedBy: field.optionalText(200),
  presentedOn: field.optionalDay(),
  presentedTo: field.optionalText(200),
  adoptedOn: field.optionalDay(),
  adoptedBy: optionalKey(),
  resolutionReference: field.optionalText(200),
  resolutionAddress: address(),
  validFrom: field.optionalDay(),
  validUntil: field.optionalDay(),
  successor: optionalKey(),
  reviewAfterMonths: field.optionalWholeNumber(1, 600),
}
export const NewConcept = z.object(concept)
export const ChangedConcept = z.object({ ...concept, ...version })
