/** One interface: how many pass, how long they wait, what becomes of the others. */
import { z } from 'zod'
import { Days, Key, Label, Month, Reasons, Share, Weights } from './values.ts'

export const Wait = z.strictObject({
  medianDays: z
    .number()
    .gt(0)
    .max(3650)
    .describe(
      'Median of the wait in calendar days, from the offer to the first appointment or first benefit, before all effects.',
    ),
  sigma: z
    .number()
    .min(0)
    .max(3)
    .default(0.6)
    .describe('Spread of the body (lognormal): standard deviation of its logarithm.'),
  tailShare: z
    .number()
    .min(0)
    .max(0.4)
    .default(0.03)
    .describe('Share of waits that come from the heavy tail (Pareto).'),
  tailFrom: z.number().min(1).max(50).default(3).describe('Where the tail begins, as a multiple of the median.'),
  tailAlpha: z.number().min(0.5).max(20).default(2.5).describe('Exponent of the tail: the smaller, the longer.'),
  maxDays: z
    .int()
    .min(1)
    .max(36_500)
    .default(730)
    .describe('No drawn wait is longer, in calendar days, before all effects.'),
})

export const Target = z.union([
  Days.nullable(),
  z
    .array(
      z.strictObject({
        from: Month.optional().describe('First month in which this target holds; left out in the first: since ever.'),
        days: Days.nullable().describe('Target in calendar days; null: no target.'),
      }),
    )
    .min(1),
])

export const Interface = z.strictObject({
  key: Key,
  name: Label.optional().describe('Name; left out: `from → to` by their names.'),
  from: Key.describe(
    'Key of the giving organisation. One that is not listed under `organisations` is made with defaults.',
  ),
  to: Key.describe('Key of the receiving organisation.'),
  fromJurisdiction: Label.optional().describe('Field of law on the giving side; left out: that of the organisation.'),
  toJurisdiction: Label.optional().describe('Field of law on the receiving side; left out: that of the organisation.'),
  trigger: z.string().max(300).optional().describe('What starts the hand-over, in a sentence.'),
  targetDays: Target.default(null).describe(
    'Target in calendar days; null: none; or its history as a list of {from, days}, oldest first.',
  ),
  passagesPerYear: z.number().gt(0).max(5_000_000).describe('Expected hand-overs offered per year of 365.25 days.'),
  wait: Wait.describe('Distribution of the wait of those who arrive.'),
  towns: z.array(Label).min(1).optional().describe('Only in these towns; left out: in all.'),
  townFactors: z
    .record(Label, z.number().gt(0).max(100))
    .default({})
    .describe('By town: waits are multiplied by this.'),
  groups: Weights.optional().describe('Mix of target groups at this interface; left out: as in the district.'),
  preparedShare: Share.default(0.3).describe('Share whose preparation is on record, up to 7 days before the offer.'),
  answerShare: z
    .number()
    .gt(0)
    .max(1)
    .default(0.25)
    .describe(
      'Median of the time to an answer, as a share of the wait. An answer never comes after the first appointment.',
    ),
  askedBackShare: Share.default(0.05).describe('Share in which the receiver asks back before accepting.'),
  declinedShare: Share.default(0.03).describe('Share that the receiver declines.'),
  declineReasons: Reasons.default({ other: 1 }).describe('Weights of the reasons of declining.'),
  withdrawnShare: Share.default(0.02).describe('Share that the sender withdraws.'),
  neverShare: Share.default(0.005).describe('Share that is accepted or not, never arrives and stays open.'),
  delayReasons: Reasons.default({}).describe('Weights of the reasons the receiver names for waits beyond the target.'),
  completedShare: Share.default(0.8).describe('Share of arrivals that are later recorded as completed.'),
  completionDays: Days.default(30).describe('Median of the days from the first appointment to completion.'),
})
