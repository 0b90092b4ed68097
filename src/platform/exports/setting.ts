import { z } from 'zod'
import { defineSetting } from '../settings/index.ts'

/** Hours that a finished export can be fetched. */
export const longestHours = 336
export const keepHours = defineSetting<number>({
  key: 'exports.keep-hours',
  schema: z.number().int().min(1).max(longestHours),
  fallback: 48,
})
