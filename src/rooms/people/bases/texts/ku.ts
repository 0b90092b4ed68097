import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const ku: Shipped = { ...de, reviewed: false }
