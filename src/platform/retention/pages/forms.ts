import { z } from 'zod'
import { isId } from '../../../kernel/ids.ts'
import { field } from '../../http/index.ts'
import { holdReasons, releaseCodes, spokenStopCodes } from '../domain.ts'
import { type Period, retentionActions } from '../kind.ts'

const version = field.wholeNumber(0, 1_000_000)

export const RuleForm = z
  .object({
    version,
    action: field.oneOf(retentionActions),
    period: field.optionalWholeNumber(0, 36_500),
    unit: field.oneOf(['months', 'days']),
    archiveAnswerMonths: field.optionalWholeNumber(1, 24),
    reason: field.longText(1000),
  })
  .superRefine(({ action, period, unit }, context) => {
    if (action !== 'keep' && period === undefined)
      context.addIssue({ code: 'custom', path: ['period'], message: 'required' })
    if (unit === 'months' && (period ?? 0) > 1200)
      context.addIssue({ code: 'custom', path: ['period'], message: 'rule-too-long' })
  })
  .transform(({ period, unit, archiveAnswerMonths, ...rest }) => ({
    ...rest,
    period: period === undefined ? null : ((unit === 'months' ? { months: period } : { days: period }) as Period),
    archiveAnswerMonths: archiveAnswerMonths ?? null,
  }))

export const NothingForm = z.object({})
export const VersionForm = z.object({ version })
export const DayForm = z.object({ version, day: field.day() })
export const AnswerForm = z.object({ version, taken: field.optionalText(2000) })
export const StopForm = z.object({ version, code: field.oneOf(spokenStopCodes) })
export const ReleaseForm = z.object({ code: field.oneOf(releaseCodes) })
export const BackupsForm = z.object({ version, days: field.optionalWholeNumber(0, 3660) })

/** What people call a record by: an Aktenzeichen (`AUE-2026-0417`), a code (`P-7K3M9Q`). Whether there is one is asked later. */
const number = /^[A-Za-z]{1,10}-[0-9A-Za-z-]{3,30}$/

export const HoldForm = z
  .object({
    target: field.oneOf(['record', 'kind', 'controller']),
    kind: field.optionalText(80),
    record: field.optionalText(80),
    controller: field.optionalId<'organisation'>(),
    reason: field.oneOf(holdReasons),
    reference: field.optionalText(120),
    until: field.optionalDay(),
  })
  .superRefine(
    ({ target, kind, record, controller, reason, reference }, context) => {
      const needed = {
        kind: target !== 'controller' && !kind,
        record: target === 'record' && !record,
        controller: target === 'controller' && !controller,
      }
      if (target === 'record' && record && !isId(record) && !number.test(record))
        context.addIssue({ code: 'custom', path: ['record'], message: 'not-an-id' })
      for (const [name, missing] of Object.entries(needed))
        if (missing) context.addIssue({ code: 'custom', path: [name], message: 'required' })
      if (reason === 'other' && !reference)
        context.addIssue({ code: 'custom', path: ['reference'], message: 'hold-needs-reference' })
    },
    // Said together with whatever else is wrong, not only once the rest is right.
    { when: () => true },
  )
