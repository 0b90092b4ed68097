import { addDays, type Day } from '../../../kernel/day.ts'

/**
 * What changes over time, such as the name of an office: each value holds from its day until the next one begins. Only
 * the beginning is kept, so two values can never hold on the same day and no day between them is without one.
 */
export interface Since {
  /** First day, inclusive; null: since before anybody wrote it down. */
  readonly validFrom: Day | null
}

/** The value that holds on a day; undefined before the first one. */
export function valueOn<T extends Since>(series: readonly T[], day: Day): T | undefined {
  return series.reduce<T | undefined>((best, value) => {
    if (value.validFrom !== null && value.validFrom > day) return best
    return best === undefined || begins(value, best) > 0 ? value : best
  }, undefined)
}

export interface Interval {
  readonly validFrom: Day | null
  /** Last day, inclusive; null: still holds. */
  readonly validTo: Day | null
}

/** The same values with their last day, the newest first. */
export function intervals<T extends Since>(series: readonly T[]): (T & Interval)[] {
  const newestFirst = [...series].sort((a, b) => begins(b, a))
  return newestFirst.map((value, index) => {
    const next = newestFirst[index - 1]
    return { ...value, validTo: next?.validFrom ? addDays(next.validFrom, -1) : null }
  })
}

/** True when both hold on some day. */
export function overlap(a: Interval, b: Interval): boolean {
  return !endsBefore(a, b) && !endsBefore(b, a)
}

/** True when the interval contains the day. */
export function holdsOn({ validFrom, validTo }: Interval, day: Day): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day)
}

const endsBefore = (a: Interval, b: Interval) => a.validTo !== null && b.validFrom !== null && a.validTo < b.validFrom

const begins = (a: Since, b: Since) => {
  const [left, right] = [a.validFrom ?? '', b.validFrom ?? '']
  return left < right ? -1 : left > right ? 1 : 0
}
