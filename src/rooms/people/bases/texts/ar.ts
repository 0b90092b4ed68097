import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const ar: Shipped = { ...de, reviewed: false }
