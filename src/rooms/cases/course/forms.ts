import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { allCourseKinds, type CourseKind, certainties } from './domain/kinds.ts'

/** Words in place of those of the kind. */
export const longestLabel = 60

const kinds = allCourseKinds as unknown as readonly [CourseKind, ...CourseKind[]]

const fields = {
  kind: field.oneOf(kinds),
  label: field.optionalText(longestLabel),
  from: field.day(),
  until: field.optionalDay(),
  certainty: field.oneOf(certainties),
}

const inOrder = (entry: { from?: string; until?: string | undefined }, context: z.RefinementCtx): void => {
  if (entry.from && entry.until && entry.until < entry.from)
    context.addIssue({ code: 'custom', path: ['until'], message: 'cases-course-ends-before' })
}

export const NewEntryForm = z.object(fields).superRefine(inOrder)
export const EntryForm = z
  .object({ ...fields, version: field.version(), do: field.optionalOneOf(['remove']) })
  .superRefine(inOrder)
