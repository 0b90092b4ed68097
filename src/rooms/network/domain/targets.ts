import type { Day } from '../../../kernel/day.ts'
import type { TargetUnit } from './kinds.ts'

/** How long a passage through an interface may take, as agreed. Targets are never changed or removed, only followed. */
export interface Target {
  /** Running number within the interface, in the order of entry, from 1. */
  readonly number: number
  /** Null: from this day on no target is agreed. */
  readonly days: number | null
  readonly unit: TargetUnit
  readonly validFrom: Day
}

/** Longer waits are not agreed between offices; a larger number is a slip of the finger. */
export const longestTargetDays = 1095

/**
 * The target that holds on a day: the one that began last; of two that begin on the same day the later entry, because
 * that is how a wrong one is corrected. Undefined before the first.
 */
export function targetOn<T extends Target>(targets: readonly T[], day: Day): T | undefined {
  return targets.reduce<T | undefined>(
    (best, target) => (target.validFrom > day || (best && follows(best, target)) ? best : target),
    undefined,
  )
}

/** True when a target of this day would hold before or instead of one that is already there: that must be said. */
export function isBackdated(targets: readonly Target[], validFrom: Day): boolean {
  return targets.some((target) => target.validFrom >= validFrom)
}

/** The history as it reads, newest first, each with the last day on which it held; `replaced` ones never held. */
export function targetHistory<T extends Target>(
  targets: readonly T[],
): (T & { readonly nextFrom: Day | null; readonly replaced: boolean })[] {
  const newestFirst = [...targets].sort((a, b) => (follows(a, b) ? -1 : 1))
  return newestFirst.map((target, index) => {
    const next = newestFirst[index - 1]
    return { ...target, nextFrom: next?.validFrom ?? null, replaced: next?.validFrom === target.validFrom }
  })
}

/** True when a holds rather than b on a day on which both have begun. */
function follows(a: Target, b: Target): boolean {
  return a.validFrom === b.validFrom ? a.number > b.number : a.validFrom > b.validFrom
}
