import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const pl: Shipped = { ...de, reviewed: false }
