import { z } from 'zod'
import * as field from '../../../../platform/http/fields.ts'
import { languageTags } from '../../../../platform/i18n/index.ts'
import { delays, taskKinds } from './domain.ts'

const time = () =>
  field
    .optionalText(5)
    .refine((typed) => typed === undefined || /^([01]?\d|2[0-3])[:.][0-5]\d$/.test(typed), 'cases-not-a-time')

const isLanguage: ReadonlySet<string> = new Set(languageTags)

const task = {
  kind: field.oneOf(taskKinds),
  title: field.text(200),
  dueOn: field.day(),
  dueAt: time().transform((typed) => typed?.replace('.', ':').padStart(5, '0')),
  lastsMinutes: field.optionalWholeNumber(5, 720),
  place: field.optionalText(200),
  interpreter: field.checkbox(),
  language: field.optionalText(20).refine((tag) => tag === undefined || isLanguage.has(tag), 'not-an-option'),
  assignee: field.optionalId<'user'>(),
}

const timed = (
  typed: { kind: string; dueAt?: string | undefined; lastsMinutes?: number | undefined },
  context: z.RefinementCtx,
) => {
  if (!typed.dueAt && (typed.kind === 'appointment' || typed.lastsMinutes !== undefined))
    context.addIssue({ code: 'custom', path: ['dueAt'], message: 'required' })
}

export const NewTask = z.object(task).superRefine(timed)
export const ChangedTask = z.object({ ...task, version: field.version() }).superRefine(timed)

/** Where the list stood from which it was clicked. */
const back = field.optionalOneOf(['own', 'team', 'file', 'day', 'dayTeam'])

export const EndedTask = z.object({ state: field.oneOf(['done', 'dropped', 'open']), version: field.version(), back })
export const PostponedTask = z.object({ delay: field.oneOf(delays), version: field.version(), back })

export const Calendar = z.object({ act: field.oneOf(['make', 'revoke']) })

type Typed = z.output<typeof NewTask>
/** Whoever adds something that is no appointment leaves out the interpreter. */
export type TaskInput = Omit<Typed, 'interpreter' | 'language'> & Partial<Pick<Typed, 'interpreter' | 'language'>>
