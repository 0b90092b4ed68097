import { z } from 'zod'
import { field } from '../../platform/http/index.ts'
import { longestAfterDays } from './actions/move.ts'
import { closureReasons } from './domain/closing.ts'
import { accessPaths, decisions } from './domain/intake.ts'
import { phases } from './domain/phases.ts'

const yesNo = () => field.oneOf(['yes', 'no'])

/** The check of criteria and the decision, for a person who was found or recorded before. */
export const IntakeForm = z.object({
  person: field.id<'person'>(),
  complexNeed: yesNo(),
  manyActors: yesNo(),
  regularWaysFail: yesNo(),
  ownResources: yesNo(),
  agreed: yesNo(),
  accessPath: field.oneOf(accessPaths),
  targetGroup: field.optionalText(120),
  withFamily: field.checkbox(),
  own: field.checkbox(),
  decision: field.oneOf(decisions),
  reason: field.optionalLongText(1000),
})

export const PhaseForm = z.object({ phase: field.oneOf(phases), version: field.version() })

export const ClosingForm = z.object({
  reason: field.oneOf(closureReasons),
  attainment: field.oneOf(['0', '1', '2', '3', '4']),
  version: field.version(),
})

export const MoveForm = z.object({
  organisation: field.id<'organisation'>(),
  manager: field.optionalId<'user'>(),
  afterDays: field.wholeNumber(1, longestAfterDays),
  afterNorm: field.text(200),
  version: field.version(),
})

const reason = () => field.longText(500).min(10, 'too-short')
export const EnterForm = z.object({ reference: field.text(40).toUpperCase(), reason: reason() })

export const SearchForm = z.object({ name: field.text(120) })
export const ViewForm = z.object({ name: field.text(60), query: field.optionalText(500) })
export const ForgetViewForm = z.object({ view: field.id<'view'>() })

const ids = z.preprocess(
  (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
  z.array(field.id<'case'>()).min(1, 'choose').max(50),
)
export const AssignForm = z.object({ cases: ids, manager: field.id<'user'>() })

export const ShareForm = z.object({
  member: field.id<'user'>(),
  organisation: field.id<'organisation'>(),
  percent: field.wholeNumber(1, 100),
})
