import { z } from 'zod'
import { isId } from '../../../kernel/ids.ts'
import { field } from '../../../platform/http/index.ts'
import { readCell } from './domain/cells.ts'
import { frequencies, levels, severities } from './domain/kinds.ts'
import { enteredByHand } from './domain/states.ts'

const asList = (sent: unknown) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent])

const cells = z.preprocess(
  asList,
  z
    .array(
      z.string('invalid').transform((key, context) => {
        const cell = readCell(key)
        if (cell) return cell
        context.addIssue({ code: 'custom', message: 'not-an-option' })
        return z.NEVER
      }),
      'choose',
    )
    .min(1, 'choose')
    .max(500, 'invalid'),
)

const ids = z.preprocess(asList, z.array(z.string('invalid').refine(isId, 'not-an-option')).max(200, 'invalid'))

export const longestTitle = 200
export const longestDescription = 4000
export const longestNote = 2000

/** Chosen findings become a topic (`topic` is `new`) or part of one. `at`: which of the forms of the page it was. */
export const ChosenFindings = z
  .object({
    at: field.optionalText(40),
    cells,
    topic: z.string('choose').refine((sent) => sent === 'new' || isId(sent), 'choose'),
    title: field.optionalText(longestTitle),
  })
  .superRefine(({ topic, title }, context) => {
    if (topic === 'new' && title === undefined)
      context.addIssue({ code: 'custom', path: ['title'], message: 'required' })
  })

export const NewTopicForm = z.object({
  title: field.text(longestTitle),
  description: field.optionalLongText(longestDescription),
})

export const DescribeForm = NewTopicForm.extend({ version: field.version() })

export const AssessForm = z
  .object({
    version: field.version(),
    frequency: field.oneOf(frequencies),
    severity: field.oneOf(severities),
    levels: field.manyOf(levels, 1),
    districtWide: field.checkbox(),
    municipalities: ids,
    assessment: field.optionalLongText(longestNote),
  })
  .superRefine(({ districtWide, municipalities }, context) => {
    if (!districtWide && municipalities.length === 0)
      context.addIssue({ code: 'custom', path: ['municipalities'], message: 'steering-reach' })
  })

export const AssignForm = z.object({
  version: field.version(),
  body: field.id<'body'>(),
  responsible: field.id<'organisation'>(),
  dueOn: field.day(),
})

export const MergeForm = z.object({
  version: field.version(),
  into: field.id<'topic'>(),
  note: field.optionalLongText(longestNote),
})

export const SplitForm = z.object({ version: field.version(), cells, title: field.text(longestTitle) })

export const FreeForm = z.object({ version: field.version(), cells })

export const MoveForm = z
  .object({
    version: field.version(),
    state: field.oneOf(enteredByHand),
    note: field.optionalLongText(longestNote),
  })
  .superRefine(({ state, note }, context) => {
    if ((state === 'closed' || state === 'reopened') && note === undefined)
      context.addIssue({ code: 'custom', path: ['note'], message: 'required' })
  })

export const Nothing = z.object({ version: field.version() })
