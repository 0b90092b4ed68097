/** What holds when: pure rules over what a basis says of itself. */
import { type Day, daysBetween } from '../../../../kernel/day.ts'
import type { DataCategory } from '../../domain/kinds.ts'

/** Days before the last one on which whoever keeps a basis is told that it runs out. */
export const noticeDays = 60

/** A consent ends: nobody agrees for ever. */
export const longestYears = 3

export interface Span {
  /** First day on which it counts; null: a draft. */
  readonly givenOn: Day | null
  /** Last day, inclusive; null: as long as the task lasts. */
  readonly validUntil: Day | null
  /** The day noted for the revocation; it counts from the moment it was entered, whatever the day. */
  readonly revokedOn: Day | null
}

export type BasisState = 'draft' | 'discarded' | 'coming' | 'valid' | 'ending' | 'expired' | 'revoked'

/** What a basis is today. Only `valid` and `ending` carry a transfer. */
export function stateOf({ givenOn, validUntil, revokedOn }: Span, today: Day): BasisState {
  if (givenOn === null) return revokedOn === null ? 'draft' : 'discarded'
  if (revokedOn !== null) return 'revoked'
  if (givenOn > today) return 'coming'
  if (validUntil === null) return 'valid'
  if (validUntil < today) return 'expired'
  return daysBetween(today, validUntil) <= noticeDays ? 'ending' : 'valid'
}

/** States in which data may pass. */
export const carries: Readonly<Record<BasisState, boolean>> = {
  draft: false,
  discarded: false,
  coming: false,
  valid: true,
  ending: true,
  expired: false,
  revoked: false,
}

/** The last day that a consent given on a day may have. */
export function latestEnd(givenOn: Day): Day {
  const year = Number(givenOn.slice(0, 4)) + longestYears
  const ends = `${year}${givenOn.slice(4)}`
  // 29 February exists every fourth year.
  return (ends.endsWith('02-29') ? `${year}-02-28` : ends) as Day
}

interface Covering extends Span {
  readonly categories: readonly DataCategory[]
}

/** By category the basis that carries it today; of several the one that holds longest. */
export function coverage<Basis extends Covering>(bases: readonly Basis[], today: Day): Map<DataCategory, Basis> {
  const covered = new Map<DataCategory, Basis>()
  for (const basis of bases) {
    if (!carries[stateOf(basis, today)]) continue
    for (const category of basis.categories) {
      const known = covered.get(category)
      if (!known || endOf(known) < endOf(basis)) covered.set(category, basis)
    }
  }
  return covered
}

const endOf = ({ validUntil }: Span): string => validUntil ?? '9999-12-31'
