import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const tr: Shipped = { ...de, reviewed: false }
