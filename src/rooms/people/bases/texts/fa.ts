import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const fa: Shipped = { ...de, reviewed: false }
