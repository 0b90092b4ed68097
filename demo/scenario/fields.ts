/** The fields of a scenario, field by field; what only several fields together can break stands in check.ts. */
import { z } from 'zod'
import { laender } from '../../src/kernel/holidays.ts'
import { Comparison, Missing, Seasons } from './conditions.ts'
import { Entry, Group, Organisation, Population, Town } from './district.ts'
import { Change, Gap, Hurdle, Measure } from './effects.ts'
import { Interface } from './interface.ts'
import { Label } from './values.ts'

export const scenarioVersion = 'nahtlos-scenario/1'

export const Fields = z.strictObject({
  $schema: z.string().optional().describe('Address of the JSON schema, for editors.'),
  schema: z.literal(scenarioVersion).describe('Version of this format.'),
  name: Label.describe('Name of the district.'),
  description: z.string().max(2000).optional().describe('What the scenario is for.'),
  seed: z.int().min(0).max(4_294_967_295).default(1).describe('Seed, unless the command names another.'),
  months: z.int().min(1).max(600).default(36).describe('Months played, unless the command names another number.'),
  land: z.enum(laender).default('NW').describe('Land whose public holidays count (ISO 3166-2 without `DE-`).'),
  population: Population.prefault({}).describe('How many people live there and pass through.'),
  towns: z
    .array(Town)
    .min(1)
    .max(500)
    .prefault([{ name: 'Town' }])
    .describe('Towns of the district.'),
  groups: z
    .array(Group)
    .min(1)
    .max(100)
    .prefault([{ name: 'all' }])
    .describe('Target groups.'),
  organisations: z.array(Organisation).max(500).default([]).describe('Kinds of organisation that give and receive.'),
  entry: Entry.prefault({}).describe('How organisations record that have no `entry` of their own.'),
  interfaces: z
    .array(Interface)
    .min(1)
    .max(500)
    .describe('Interfaces between organisations. The only list that must be given.'),
  hurdles: z.array(Hurdle).max(1000).default([]).describe('Hurdles that lengthen waits, with a reason.'),
  gaps: z.array(Gap).max(1000).default([]).describe('Needs without a sufficient offer.'),
  changes: z.array(Change).max(1000).default([]).describe('Steps and slopes of the wait at an interface.'),
  measures: z.array(Measure).max(1000).default([]).describe('Measures with their true effect.'),
  seasons: Seasons.prefault({}).describe('Seasons, holidays and closures.'),
  missing: Missing.prefault({}).describe('What is missing in the records.'),
  comparison: Comparison.prefault({}).describe('What stays untouched, for comparison.'),
})

/** A scenario with all defaults filled in. */
export type Scenario = z.output<typeof Fields>
/** A scenario as written in a file, where almost everything may be left out. */
export type ScenarioInput = z.input<typeof Fields>

export type ScenarioInterface = Scenario['interfaces'][number]
export type ScenarioEntry = Scenario['entry']
