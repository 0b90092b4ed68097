/** What is shared with a hand-over, as values: items by category, each with why it may pass. */
import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { DataCategory } from '../people/index.ts'

/** One thing that the receiver sees, as it was written on the day of the offer: `Haushalt` · `2 Erwachsene (1988, 1991)`. */
export interface SharedItem {
  readonly category: DataCategory
  /** The word before it, in German: what offices share is written in German. */
  readonly label: string
  /** One line or several. */
  readonly lines: readonly string[]
  /** The transfer basis of people/bases by which it passes; null where a norm alone carries it. */
  readonly basisId: string | null
  /** Why it may pass, in words that both sides read: `§ 67d SGB X`, `Einwilligung vom 12.10.2026`. */
  readonly norm?: string | null
}

/** A document that goes along: a stored file of the giving side, copied for the receiver. */
export interface SharedDocument {
  readonly fileId: Id<'file'>
  readonly category: DataCategory
  readonly basisId: string | null
}

/** The change of jurisdiction (Wechsel des Rechtskreises) that a hand-over brings. */
export interface NewJurisdictionChange {
  readonly fromId: Id<'jurisdiction'>
  readonly toId: Id<'jurisdiction'>
  readonly effectiveOn: Day
  /** What is still to be done, in words without names; at most 1,000 characters. */
  readonly openItems?: string
}

/** What goes along with a hand-over. */
export interface Shared {
  readonly content?: readonly SharedItem[]
  readonly note?: string
  readonly documents?: readonly SharedDocument[]
  readonly jurisdictionChange?: NewJurisdictionChange
}

/** Items that a hand-over may carry. */
export const mostItems = 40

/** Characters of the note to the receiver. */
export const longestNote = 400
