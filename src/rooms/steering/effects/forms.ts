import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'

export const longestNote = 2000

/** Keys of municipalities; the list of the district decides which there are. */
const towns = () =>
  z.preprocess(
    (sent) => (sent === undefined || sent === '' ? [] : Array.isArray(sent) ? sent : [sent]),
    z.array(z.string().regex(/^[a-z0-9-]{1,60}$/, 'not-an-option')).max(200, 'not-an-option'),
  )

const how = {
  startsOn: field.day(),
  towns: towns(),
  comparisonTowns: towns(),
  expectedDrop: field.optionalWholeNumber(1, 99),
}

/** What a measure is to change: `interface.<id>` or `gap.<id>`. */
const target = field.text(60).transform((sent, context) => {
  const [kind, id = ''] = sent.split('.')
  const read = field.id<'interface'>().safeParse(id)
  if (read.success && kind === 'interface') return { interfaceId: read.data }
  const gap = field.id<'gap'>().safeParse(id)
  if (gap.success && kind === 'gap') return { gapId: gap.data }
  context.addIssue({ code: 'custom', message: 'choose' })
  return z.NEVER
})

export const PlanForm = z.object({ measure: field.id<'measure'>(), target, topic: field.optionalId<'topic'>(), ...how })

export const DescribeForm = z.object({
  version: field.version(),
  topic: field.optionalId<'topic'>(),
  /** Needed once the measure has begun; the action asks for it. */
  reason: field.optionalLongText(longestNote),
  ...how,
})

export const BeginForm = z.object({ version: field.version(), startsOn: field.day() })

export const TellForm = z.object({ version: field.version(), note: field.optionalLongText(longestNote) })

export const ConfirmForm = z.object({ version: field.version() })
