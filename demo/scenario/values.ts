/** The small values that the parts of a scenario are made of. Descriptions end up in the published schema and its documentation. */
import { z } from 'zod'
import { momentPattern, monthPattern } from './moment.ts'

export const Key = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(60)
  .describe('Short name in lower case letters, digits and hyphens, unique within its list.')

export const Label = z.string().trim().min(1).max(120)

export const Share = z.number().min(0).max(1)

export const Weight = z.number().min(0).max(1e9)

/** Weights by name; what is drawn is in proportion to them, they need not sum to 1. */
export const Weights = z.record(Label, Weight)

export const Month = z
  .string()
  .regex(monthPattern)
  .describe('A month: `2026-06`, `start+12` (12 months after the first) or `end-4` (4 months before the last).')

export const Moment = z
  .string()
  .regex(momentPattern)
  .describe(
    'A day or month: as a month, or `2026-06-15`, or in weeks: `start+10w`, `end-6w` (6 weeks before the last day).',
  )

export const Factor = z.number().gt(0).max(100)

export const Days = z.number().min(0).max(3650)

export const TwelveFactors = z.array(z.number().min(0).max(20)).length(12)

/** Hurdle codes of the platform; other words in the same form are taken as codes of the scenario's own. */
export const Reason = z
  .string()
  .regex(/^[a-z][A-Za-z]{1,39}$/)
  .describe(
    'Code of a reason, such as waitingTime, noCapacity, noOffer, unclearResponsibility, missingDocument, repeatedProof, language, noInterpreter, digitalBarrier, legalRestriction, noFeedback, distance, childcare, cost, information, other.',
  )

export const Reasons = z.record(Reason, Weight)

export const OnlyTowns = z
  .array(Label)
  .min(1)
  .describe('Only in these towns; left out: in all that are not named under `comparison`.')

export const OnlyGroups = z.array(Label).min(1).describe('Only for these target groups; left out: for all.')

/** Where exactly one of two fields says how large an effect is. */
export const sizeFields = {
  factor: Factor.describe('Waits are multiplied by this: 1.5 is half as long again, 0.6 is 40 % shorter.').optional(),
  addedDays: z
    .number()
    .min(-3650)
    .max(3650)
    .describe('Calendar days added to each wait; waits never fall below 0.')
    .optional(),
}

export function hasOneSize(value: { factor?: number | undefined; addedDays?: number | undefined }): boolean {
  return (value.factor === undefined) !== (value.addedDays === undefined)
}

export const oneSizeMessage = 'give either `factor` or `addedDays`, and only one of them'
