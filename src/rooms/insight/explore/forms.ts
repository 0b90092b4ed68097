import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'

const column = field.optionalText(200)

/** A log with the columns that somebody names; the file itself comes beside the fields. */
export const UploadForm = z.object({
  title: field.text(120),
  case: column,
  activity: column,
  time: column,
  group: column,
  resource: column,
  started: column,
  deadline: column,
  objects: column,
})

export const RemoveLogForm = z.object({})
