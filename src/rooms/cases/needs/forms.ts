import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { languageTags } from '../../../platform/i18n/index.ts'

const languages = languageTags as unknown as readonly [string, ...string[]]

const what = {
  topic: field.text(60),
  language: field.optionalOneOf(languages),
  reason: field.optionalText(40),
}

/** Recorded from the page of a file: without a day it is today. */
export const NewNeedForm = z.object({ ...what, neededOn: field.optionalDay() })

export const NeedForm = z.object({ ...what, neededOn: field.day(), version: field.version() })

export const NeedEndForm = z
  .object({
    version: field.version(),
    do: field.oneOf(['meet', 'giveUp', 'reopen']),
    endedOn: field.optionalDay(),
    /** Id of one of the offers that fit; empty: elsewhere. */
    offer: field.optionalId<'offer'>(),
    reason: field.optionalText(40),
  })
  .superRefine((sent, context) => {
    if (sent.do === 'giveUp' && sent.reason === undefined)
      context.addIssue({ code: 'custom', path: ['reason'], message: 'choose' })
  })
