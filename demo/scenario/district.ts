/** Who and where: population, towns, target groups, organisations and how late and how well they record. */
import { z } from 'zod'
import { Key, Label, Share } from './values.ts'

export const Population = z.strictObject({
  residents: z
    .int()
    .min(1)
    .max(100_000_000)
    .default(100_000)
    .describe('Residents of the district, shared out to the towns.'),
  passagesPerPerson: z
    .number()
    .min(1)
    .max(50)
    .default(1.5)
    .describe('Mean number of hand-overs of one person or family over the whole log.'),
})

export const Town = z.strictObject({
  name: Label.describe('Name of the town, unique.'),
  share: z
    .number()
    .gt(0)
    .max(1e9)
    .default(1)
    .describe('Weight of the town among residents and hand-overs; need not sum to 1.'),
  position: z
    .tuple([z.number(), z.number()])
    .optional()
    .describe('Centre as [x, y] in kilometres on a plane of its own, x to the east, y to the north.'),
  region: Label.optional().describe('Group of towns into which small figures are merged.'),
  residents: z.int().min(1).optional().describe('Residents, where they shall differ from the share.'),
  waitFactor: z.number().gt(0).max(100).default(1).describe('All waits in this town are multiplied by this.'),
  entryFactor: z
    .number()
    .gt(0)
    .max(100)
    .default(1)
    .describe('The delay of entry of records in this town is multiplied by this.'),
})

export const Group = z.strictObject({
  name: Label.describe('Name of the target group, unique.'),
  share: z.number().gt(0).max(1e9).default(1).describe('Weight of the group; need not sum to 1.'),
  waitFactor: z.number().gt(0).max(100).default(1).describe('All waits of this group are multiplied by this.'),
})

export const Entry = z
  .strictObject({
    medianDays: z
      .number()
      .min(0)
      .max(365)
      .default(2)
      .describe('Median of the days from the day of an event to its record (recordedAt − occurredOn).'),
    sigma: z.number().min(0).max(3).default(0.9).describe('Spread of that delay: standard deviation of its logarithm.'),
    neverConfirmsShare: Share.default(0.04).describe(
      'Share of hand-overs whose receiver never records anything: known from the sender only.',
    ),
    estimatedShare: Share.default(0.1).describe('Share of those whose day of arrival is an estimate.'),
    certainDayShare: Share.default(0.97).describe(
      'Share of events whose day is certain; the rest is rounded to the 1st or 15th.',
    ),
  })
  .describe('How an organisation records: delay, gaps, certainty.')

export const Organisation = z.strictObject({
  key: Key,
  name: Label.optional().describe('Name in the log; left out: the key.'),
  jurisdiction: Label.optional().describe('Field of law it acts in, such as `SGB II`.'),
  perTown: z.boolean().default(false).describe('True where every town has its own, such as a town’s social office.'),
  entry: Entry.optional().describe('How this organisation records; left out: as `entry` of the scenario.'),
})
