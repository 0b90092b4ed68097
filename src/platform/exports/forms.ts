import { z } from 'zod'
import { field } from '../http/index.ts'
import { exportFormats } from './domain.ts'
import { longestHours } from './setting.ts'

export const OrderForm = z.object({
  of: field.text(80),
  query: field.optionalText(1000),
  format: field.oneOf(exportFormats),
})

export const RemoveForm = z.object({ export: field.id<'export'>() })

export const PeriodForm = z.object({
  hours: field.wholeNumber(1, longestHours),
  // 0 as long as the district has not decided.
  version: z.coerce.number('invalid').int('invalid').min(0, 'invalid').max(2_000_000_000, 'invalid'),
})
