import { z } from 'zod'
import { isId } from '../../../../kernel/ids.ts'
import { field } from '../../../../platform/http/index.ts'
import { conferenceStates, mostCards } from './domain/voting.ts'

const asList = (sent: unknown) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent])

/** Longest card: one thought, to be read from the last row. */
export const longestCard = 280
export const longestTitle = 200
export const mostPoints = 10
/** Of a typed code, with blanks and dashes in between. */
export const longestCode = 20

export const NewConferenceForm = z.object({
  title: field.text(longestTitle),
  municipality: field.optionalId<'municipality'>(),
  heldOn: field.day(),
  points: field.wholeNumber(1, mostPoints),
})

export const StepForm = z.object({ version: field.version(), to: field.oneOf(conferenceStates) })

export const SortForm = z
  .object({
    version: field.version(),
    cards: z.preprocess(
      asList,
      z.array(z.string('invalid').refine(isId, 'not-an-option')).min(1, 'choose').max(mostCards),
    ),
    into: z.string('choose').refine((sent) => ['new', 'none', 'drop'].includes(sent) || isId(sent), 'choose'),
    title: field.optionalText(longestTitle),
    hurdle: field.optionalText(40),
    interface: field.optionalId<'interface'>(),
  })
  .superRefine(({ into, title, hurdle }, context) => {
    if (into !== 'new') return
    if (title === undefined) context.addIssue({ code: 'custom', path: ['title'], message: 'required' })
    if (hurdle === undefined || !/^[a-z][A-Za-z]{1,39}$/.test(hurdle))
      context.addIssue({ code: 'custom', path: ['hurdle'], message: 'choose' })
  })

export const TakeForm = z.object({
  version: field.version(),
  cluster: field.id<'cluster'>(),
  topic: z.string('choose').refine((sent) => sent === 'new' || isId(sent), 'choose'),
  /** That somebody read the texts before they stay. */
  read: field.checkbox().refine((sent) => sent, 'steering-conference-read-first'),
})

/** The code as somebody typed it. */
export const EnterForm = z.object({ code: field.text(longestCode) })

/** What a participant sends: a card, or points by the id of the cluster (`points-<id>`). */
export const JoinForm = z.looseObject({ body: field.optionalLongText(longestCard) })

const pointsField = /^points-([0-9a-f-]{36})$/

/** The ballot in what was sent; what is no number counts as none. */
export function readBallot(sent: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(sent).flatMap(([name, value]) => {
      const cluster = pointsField.exec(name)?.[1]
      return cluster === undefined ? [] : [[cluster, Number(value) || 0] as const]
    }),
  )
}
