import { de } from './de.ts'
import type { Shipped } from './model.ts'

export const en: Shipped = { ...de, reviewed: false }
