import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const ru: Shipped = { ...de, reviewed: false }
