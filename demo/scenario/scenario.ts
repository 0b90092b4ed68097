/**
 * A scenario: a district as data, with hurdles, gaps and changes of known size planted in it. The format is fixed under
 * the name `nahtlos-scenario/1`; a change that would refuse or alter an existing file needs a new number.
 */
import { contradictionsIn } from './check.ts'
import { Fields } from './fields.ts'

export const ScenarioSchema = Fields.superRefine((scenario, context) => {
  for (const { path, message } of contradictionsIn(scenario)) context.addIssue({ code: 'custom', path, message })
})
