/** What is planted: hurdles, changes, measures and gaps of known size. */
import { z } from 'zod'
import {
  Factor,
  hasOneSize,
  Key,
  Label,
  Month,
  OnlyGroups,
  OnlyTowns,
  oneSizeMessage,
  Reason,
  Share,
  sizeFields,
} from './values.ts'

export const Hurdle = z
  .strictObject({
    interface: Key.describe('Key of the interface it stands at.'),
    ...sizeFields,
    share: Share.default(1).describe('Share of the hand-overs in reach that meet it.'),
    reason: Reason.default('waitingTime'),
    from: Month.optional().describe('First month of offers it touches; left out: from the beginning.'),
    to: Month.optional().describe('Last month of offers it touches; left out: to the end.'),
    towns: OnlyTowns.describe(
      'Only in these towns; left out: in all, but one limited in time passes by the towns under `comparison`.',
    ).optional(),
    groups: OnlyGroups.optional(),
  })
  .refine(hasOneSize, oneSizeMessage)

export const Change = z
  .strictObject({
    interface: Key.describe('Key of the interface that changes.'),
    ...sizeFields,
    at: Month.describe('Month from whose first day offers are touched.'),
    overMonths: z
      .int()
      .min(0)
      .max(600)
      .default(0)
      .describe(
        '0: a step, in full from `at` on. N: a slope that reaches its full size in the Nth month and stays there.',
      ),
    until: Month.optional().describe('Last month of offers it touches; left out: to the end.'),
    note: z.string().max(300).optional().describe('What happened at the time, in a sentence.'),
    towns: OnlyTowns.optional(),
    groups: OnlyGroups.optional(),
  })
  .refine(hasOneSize, oneSizeMessage)

export const Measure = z
  .strictObject({
    key: Key.describe('Short name, unique among the measures.'),
    name: Label.optional().describe('Name of the measure.'),
    interface: Key.optional().describe('Key of the interface it acts on. Either this or `gap`.'),
    gap: Key.optional().describe('Key of the gap it acts on.'),
    starts: Month.describe('First month with an effect, on offers or needs of that month.'),
    ends: Month.optional().describe('Last month with an effect; left out: it stays.'),
    effect: Factor.optional().describe(
      'On an interface: waits are multiplied by this (0.6: 40 % shorter; 1: no effect).',
    ),
    addedCapacityPerMonth: z.number().min(0).max(1e6).optional().describe('On a gap: places more per month.'),
    rampMonths: z
      .int()
      .min(0)
      .max(120)
      .default(0)
      .describe('Months until the effect is complete, in equal steps; 0: at once.'),
    towns: OnlyTowns.optional(),
    groups: OnlyGroups.optional(),
  })
  .refine(
    (measure) => (measure.interface === undefined) !== (measure.gap === undefined),
    'name either `interface` or `gap`',
  )
  .refine(
    (measure) => (measure.interface === undefined ? measure.addedCapacityPerMonth : measure.effect) !== undefined,
    'give `effect` with an interface, `addedCapacityPerMonth` with a gap',
  )
  .refine(
    (measure) => (measure.interface === undefined ? measure.effect : measure.addedCapacityPerMonth) === undefined,
    '`effect` belongs to an interface, `addedCapacityPerMonth` to a gap',
  )

export const Gap = z.strictObject({
  key: Key,
  topic: Label.describe('What is missing, such as `Alphabetisierungskurs`.'),
  towns: z.array(Label).min(1).optional().describe('Where the need arises; left out: in all towns.'),
  group: Label.optional().describe('Target group of the need; left out: any.'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .optional()
    .describe('Language needed, as BCP 47, such as `kmr`.'),
  recordedBy: Key.optional().describe(
    'Key of the organisation that records the need; left out: the giver of the first interface.',
  ),
  needPerMonth: z.number().gt(0).max(1e6).describe('Expected new needs per month.'),
  capacityPerMonth: z
    .number()
    .min(0)
    .max(1e6)
    .default(0)
    .describe('Places that become free per month, given in the order of need.'),
  patienceDays: z
    .number()
    .min(1)
    .max(3650)
    .default(365)
    .describe('Median of the days after which an unmet need is given up.'),
  from: Month.optional().describe('First month with needs; left out: from the beginning.'),
  to: Month.optional().describe('Last month with new needs; left out: to the end.'),
})
