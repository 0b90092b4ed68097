import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const uk: Shipped = { ...de, reviewed: false }
