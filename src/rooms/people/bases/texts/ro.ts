import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const ro: Shipped = { ...de, reviewed: false }
