import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const fr: Shipped = { ...de, reviewed: false }
