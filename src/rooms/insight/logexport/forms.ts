import { z } from 'zod'
import { field } from '../../../platform/http/index.ts'
import { logFormats } from './tables.ts'

export const OrderLogForm = z.object({
  format: field.oneOf(logFormats),
  reason: field.longText(500),
  understood: field.checkbox(),
})
