import { z } from 'zod'
import { field } from '../../../../platform/http/index.ts'
import { readBirth } from '../../../people/index.ts'
import { decisions } from '../../domain/intake.ts'

const yesNo = () => field.oneOf(['yes', 'no'])

/** Who comes into the file, and the check of criteria that every file begins with. */
export const TakeForm = z.object({
  pseudonymous: field.checkbox(),
  givenName: field.optionalText(120),
  familyName: field.optionalText(120),
  birth: field.optionalText(20).transform((typed, context) => {
    if (typed === undefined) return null
    const read = readBirth(typed)
    if (read) return read
    context.addIssue({ code: 'custom', message: 'people-birth' })
    return z.NEVER
  }),
  /** Places of the shared persons that are taken along. */
  members: field.manyOf(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']),
  otherPerson: field.checkbox(),
  complexNeed: yesNo(),
  manyActors: yesNo(),
  regularWaysFail: yesNo(),
  ownResources: yesNo(),
  agreed: yesNo(),
  decision: field.oneOf(decisions),
  reason: field.optionalLongText(1000),
})
export type Taking = z.output<typeof TakeForm>

export const IntoFileForm = z.object({ reference: field.text(40).toUpperCase() })
