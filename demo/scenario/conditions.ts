/** What makes records hard to read: seasons, missing data; and what stays untouched for comparison. */
import { z } from 'zod'
import { Key, Label, Moment, Share, TwelveFactors } from './values.ts'

export const Seasons = z.strictObject({
  demand: TwelveFactors.optional().describe(
    'Factors of the number of offers, January first; the year keeps its total.',
  ),
  wait: TwelveFactors.optional().describe('Factors of the wait by month of the offer, January first.'),
  publicHolidays: z.boolean().default(true).describe('True: nothing happens on public holidays of the Land.'),
  closures: z
    .array(
      z.strictObject({
        from: z
          .string()
          .regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/)
          .describe('First closed day of each year as MM-DD.'),
        to: z
          .string()
          .regex(/^(0[1-9]|1[0-2])-([0-2]\d|3[01])$/)
          .describe('Last closed day; may lie in the next year.'),
      }),
    )
    .default([])
    .describe('Days on which all offices are closed.'),
})

export const Missing = z.strictObject({
  silent: z
    .array(
      z.strictObject({
        town: Label.describe('Name of the town.'),
        from: Moment.describe('First day without records.'),
        to: Moment.optional().describe('Last day without records; left out: to the end.'),
        enteredLater: z
          .boolean()
          .default(false)
          .describe('True: what was left out is entered in the two weeks after `to`.'),
      }),
    )
    .default([])
    .describe('Towns whose hand-overs are not recorded for a time.'),
  townShare: Share.default(0).describe('Share of hand-overs whose town is missing in the record.'),
  groupShare: Share.default(0).describe('Share whose target group is missing.'),
  reasonShare: Share.default(0).describe('Share of late arrivals without a reason.'),
  offerShare: Share.default(0).describe('Share whose offer is missing; only the preparation is on record.'),
})

export const Comparison = z.strictObject({
  interfaces: z
    .array(Key)
    .default([])
    .describe('Interfaces that stay as they are; a hurdle limited in time, a change or a measure on one is refused.'),
  towns: z
    .array(Label)
    .default([])
    .describe('Towns that changes and measures pass by; one that names such a town is refused.'),
})
