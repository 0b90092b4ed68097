import { z } from 'zod'
import { isId } from '../../../kernel/ids.ts'
import { field } from '../../../platform/http/index.ts'
import { gapKinds, gapStates, priorities } from './domain/states.ts'
import { closerKinds } from './tables.ts'

export const longestTitle = 200
export const longestDescription = 4000
export const longestNote = 2000

const content = {
  kind: field.oneOf(gapKinds),
  title: field.text(longestTitle),
  description: field.optionalLongText(longestDescription),
  topic: field.text(60).refine((key) => /^[a-z0-9-]+$/.test(key), 'choose'),
  municipality: field.optionalId<'municipality'>(),
  group: field.optionalText(120),
  language: field
    .optionalText(20)
    .refine((tag) => tag === undefined || /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag), 'not-an-option'),
}

/** `evidence`: insight's figures of what was typed are frozen for the steering group and kept with the gap. */
export const NewGapForm = z.object({ ...content, evidence: field.checkbox() })

export const DescribeForm = z.object({ version: field.version(), ...content })

export const EvidenceForm = z.object({ version: field.version() })

/** What closes a gap: `offer.<id>` or `measure.<id>`. */
const closer = field.optionalText(60).transform((sent, context) => {
  if (sent === undefined) return undefined
  const [kind, id = ''] = sent.split('.')
  const known = closerKinds.find((one) => one === kind)
  if (known && isId(id)) return { kind: known, id }
  context.addIssue({ code: 'custom', message: 'not-an-option' })
  return z.NEVER
})

export const MoveForm = z.object({
  version: field.version(),
  to: field.oneOf(gapStates),
  priority: field.optionalOneOf(priorities),
  dueOn: field.optionalDay(),
  closer,
  note: field.optionalLongText(longestNote),
})
