import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const bg: Shipped = { ...de, reviewed: false }
