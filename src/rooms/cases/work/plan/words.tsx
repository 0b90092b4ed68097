import type { Day } from '../../../../kernel/day.ts'
import type { RenderContext } from '../../../../platform/ui/index.ts'
import type { Plan, Step } from './queries.ts'

type Words = Pick<RenderContext, 't' | 'format' | 'today'>

/** The day in short form, with the year where it is not this year. */
const short = ({ format, today }: Words, day: Day): string =>
  day.slice(0, 4) === today.slice(0, 4) ? format.dayShort(day) : format.day(day)

/** Who does a step. */
export const doerWords = ({ t }: Words, step: Pick<Step, 'doer' | 'doerName'>): string =>
  step.doer === 'office' ? (step.doerName ?? '') : t(`cases.plan.doer.${step.doer}`)

/** State and since or until when: `erledigt 08.10.`, `war fällig 17.11.`, `bis 30.11.`. */
export function stepWords(words: Words, step: Pick<Step, 'state' | 'dueOn' | 'endedOn'>): string | undefined {
  const { t, today } = words
  if (step.state !== 'open')
    return t(`cases.plan.step-is.${step.state}`, { day: step.endedOn ? short(words, step.endedOn) : '' })
  if (step.dueOn === null) return undefined
  return t(step.dueOn < today ? 'cases.plan.was-due' : 'cases.plan.until', { day: short(words, step.dueOn) })
}

/** `Plan 3 vom 02.11., von der Familie bestätigt` and whether it was changed since. */
export function planWords(words: Words, plan: Plan | undefined, moved: boolean): string {
  const { t } = words
  if (!plan) return t('cases.plan.unconfirmed')
  const known = t('cases.plan.confirmed', { number: plan.number, day: short(words, plan.confirmedOn) })
  return moved ? t('cases.plan.moved-since', { plan: known }) : known
}
