import { z } from 'zod'
import type { Day } from '../../../kernel/day.ts'
import { field } from '../../../platform/http/index.ts'
import { attendeesFrom } from './domain/minutes.ts'
import { decisionKinds, type Letter, legalChecks, letters, levels } from './domain/states.ts'
import { votes } from './domain/tally.ts'
import type { ProposalOption } from './queries/proposals.ts'

/** What the forms of proposals send. Each yields codes; the sentences stand below `error`. Limits are those of the database. */

const version = { version: field.version() }
const optionalKey = () =>
  z.preprocess(
    (sent) => sent || undefined,
    z
      .string()
      .regex(/^[a-zA-Z0-9-]{1,60}$/, 'not-an-option')
      .optional(),
  )

/** Days as people type them, with a sign: `−5.200`, `+800`. */
const days = () =>
  field.optionalText(20).transform((typed, context) => {
    if (typed === undefined) return null
    const plain = typed
      .replace(/[\s.\u202f]/g, '')
      .replace(/^[−–]/, '-')
      .replace(/^\+/, '')
    if (/^-?\d{1,7}$/.test(plain) && Math.abs(Number(plain)) <= 1_000_000) return Number(plain)
    context.addIssue({ code: 'custom', message: 'not-a-number' })
    return z.NEVER
  })

/** The fields of one option; the name of each begins with its letter. */
const option = <L extends Letter>(letter: L) =>
  ({
    [`${letter}-title`]: field.optionalText(120),
    [`${letter}-from`]: days(),
    [`${letter}-to`]: days(),
    [`${letter}-effort`]: field.optionalText(200),
    [`${letter}-legal`]: field.optionalOneOf(legalChecks),
    [`${letter}-norm`]: field.optionalText(120),
    [`${letter}-on`]: field.optionalDay(),
    [`${letter}-risk`]: field.optionalText(300),
  }) as unknown as Record<`${L}-title`, z.ZodType>

type Typed = Readonly<Record<string, unknown>>
const wordsOf = (typed: Typed, name: string): string | null => (typed[name] as string | undefined) ?? null

/** The options that were written; a letter of which nothing was typed is none. */
function optionsFrom(typed: Typed): ProposalOption[] {
  return letters.flatMap((letter) => {
    if (!isTyped(typed, letter)) return []
    return [
      {
        letter,
        title: wordsOf(typed, `${letter}-title`) ?? '',
        effectFrom: (typed[`${letter}-from`] as number | null) ?? null,
        effectTo: (typed[`${letter}-to`] as number | null) ?? null,
        effort: wordsOf(typed, `${letter}-effort`),
        legal: (typed[`${letter}-legal`] as ProposalOption['legal'] | undefined) ?? 'none',
        legalNorm: wordsOf(typed, `${letter}-norm`),
        legalOn: (typed[`${letter}-on`] as Day | undefined) ?? null,
        risk: wordsOf(typed, `${letter}-risk`),
        recommended: typed['recommended'] === letter,
      },
    ]
  })
}

const isTyped = (typed: Typed, letter: Letter): boolean =>
  ['title', 'from', 'to', 'effort', 'norm', 'on', 'risk'].some((name) => {
    const value = typed[`${letter}-${name}`]
    return value !== undefined && value !== null && value !== ''
  }) ||
  typed[`${letter}-legal`] === 'open' ||
  typed[`${letter}-legal`] === 'checked'

const proposal = {
  title: field.text(200),
  decisionText: field.longText(1000),
  about: field.longText(4000),
  topic: field.optionalId<'topic'>(),
  gap: field.optionalId<'gap'>(),
  interface: field.optionalId<'interface'>(),
  canChange: field.manyOf(levels),
  changeNote: field.optionalText(200),
  responsible: field.optionalId<'organisation'>(),
  involved: field.optionalText(500),
  dueOn: field.optionalDay(),
  interimOn: field.optionalDay(),
  recommended: field.optionalOneOf(letters),
  ...option('A'),
  ...option('B'),
  ...option('C'),
}

const whole = (typed: Typed, context: z.RefinementCtx) => {
  const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
  for (const { letter, title, effectFrom, effectTo, legal, legalOn } of optionsFrom(typed)) {
    if (title === '') wrong(`${letter}-title`, 'required')
    if (effectFrom !== null && effectTo === null) wrong(`${letter}-to`, 'required')
    if (effectFrom === null && effectTo !== null) wrong(`${letter}-from`, 'required')
    if (effectFrom !== null && effectTo !== null && effectFrom > effectTo) wrong(`${letter}-to`, 'steering-range')
    if (legal === 'checked' && legalOn === null) wrong(`${letter}-on`, 'required')
  }
  const recommended = typed['recommended']
  if (recommended && !optionsFrom(typed).some(({ letter }) => letter === recommended))
    wrong('recommended', 'steering-not-an-option')
  const [due, interim] = [typed['dueOn'] as Day | undefined, typed['interimOn'] as Day | undefined]
  if (due && interim && interim > due) wrong('interimOn', 'steering-interim-late')
}

export const NewProposal = z
  .object(proposal)
  .superRefine(whole)
  .transform((typed) => ({ ...typed, options: optionsFrom(typed) }))
export const ChangedProposal = z
  .object({ ...proposal, ...version })
  .superRefine(whole)
  .transform((typed) => ({ ...typed, options: optionsFrom(typed) }))

export const Move = z.object({ ...version, move: field.oneOf(['submit', 'takeBack', 'withdraw']) })
export const Schedule = z.object({ ...version, meeting: field.id<'meeting'>() })
export const Unschedule = z.object(version)
export const Nothing = z.object({})
export const Comment = z.object({ text: field.longText(2000) })
export const Circulation = z.object({ ...version, endsOn: field.day() })
export const VoteForm = z.object({
  vote: field.oneOf(votes),
  comment: field.optionalLongText(1000),
  seat: field.optionalId<'user'>(),
})

const decided = {
  option: field.optionalOneOf(letters),
  text: field.longText(2000),
  reason: field.optionalLongText(1000),
  deferredUntil: field.optionalDay(),
  levels: field.manyOf(levels),
  responsible: field.optionalId<'organisation'>(),
  dueOn: field.optionalDay(),
  interimOn: field.optionalDay(),
  yes: field.optionalWholeNumber(0, 500),
  no: field.optionalWholeNumber(0, 500),
  abstained: field.optionalWholeNumber(0, 500),
}

export const DecisionForm = z
  .object({
    ...version,
    ...decided,
    kind: field.oneOf(decisionKinds),
    meeting: field.optionalId<'meeting'>(),
    body: field.optionalId<'body'>(),
    answerDueOn: field.optionalDay(),
    measure: field.optionalOneOf(['new', 'change']),
    measureNumber: field.optionalText(20),
    measureTitle: field.optionalText(300),
    measureField: optionalKey(),
    measureId: field.optionalId<'measure'>(),
    offerName: field.optionalText(200),
    offerTopic: optionalKey(),
    targetInterface: field.optionalId<'interface'>(),
    targetDays: field.optionalWholeNumber(1, 3650),
    targetFrom: field.optionalDay(),
  })
  .superRefine((typed, context) => {
    const missing = (path: string, there: unknown, message = 'required') => {
      if (there === undefined) context.addIssue({ code: 'custom', path: [path], message })
    }
    if (typed.measure === 'new') {
      missing('measureNumber', typed.measureNumber)
      missing('measureTitle', typed.measureTitle)
      missing('measureField', typed.measureField, 'choose')
    }
    if (typed.measure === 'change') missing('measureId', typed.measureId, 'choose')
    if (typed.offerName) missing('offerTopic', typed.offerTopic, 'choose')
    if (typed.targetInterface) {
      missing('targetDays', typed.targetDays)
      missing('targetFrom', typed.targetFrom)
    }
  })
  .transform(({ measure, measureNumber, measureTitle, measureField, measureId, offerName, offerTopic, ...typed }) => ({
    ...typed,
    going: {
      measure:
        measure === 'new'
          ? { number: measureNumber ?? '', title: measureTitle ?? '', field: measureField ?? '' }
          : measure === 'change' && measureId
            ? { id: measureId }
            : undefined,
      offer: offerName && offerTopic ? { name: offerName, topic: offerTopic } : undefined,
      target:
        typed.targetInterface && typed.targetDays !== undefined && typed.targetFrom
          ? { interface: typed.targetInterface, days: typed.targetDays, from: typed.targetFrom }
          : undefined,
    },
  }))

export const Correction = z.object({
  ...decided,
  correction: field.text(500),
  seen: field.version(),
})

export const Tracking = z.object({
  ...version,
  sentOn: field.optionalDay(),
  answerDueOn: field.optionalDay(),
  answeredOn: field.optionalDay(),
  answer: field.optionalLongText(4000),
})

/** The texts of the items come as `text-0`, `text-1`, …, in their order. */
export const MinutesForm = z
  .looseObject({ ...version, attendees: field.optionalLongText(8000) })
  .superRefine((typed, context) => {
    for (const [name, text] of Object.entries(typed))
      if (name.startsWith('text-') && (typeof text !== 'string' || text.length > 8000))
        context.addIssue({ code: 'custom', path: [name], message: 'too-long' })
  })
  .transform((typed) => {
    const { version: seen, attendees, ...rest } = typed as Record<string, unknown>
    const texts: string[] = []
    for (const [name, text] of Object.entries(rest)) {
      const place = /^text-(\d{1,3})$/.exec(name)?.[1]
      if (place !== undefined) texts[Number(place)] = String(text).trim()
    }
    return { version: seen as number, attendees: attendeesFrom((attendees as string | undefined) ?? ''), texts }
  })
export const Release = z.object(version)

export const Participation = z.object({
  body: field.id<'body'>(),
  organisation: field.id<'organisation'>(),
  office: field.text(120),
  since: field.day(),
})

export const Rules = z.object({
  quorumPercent: field.wholeNumber(1, 100),
  objectionLimit: field.wholeNumber(1, 100),
  days: field.wholeNumber(3, 60),
  /** 0 while nobody decided. */
  version: z.coerce.number('invalid').int('invalid').min(0, 'invalid').max(2_000_000_000, 'invalid'),
})
