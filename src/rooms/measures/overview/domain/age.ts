import { type Day, parseDay } from '../../../../kernel/day.ts'

/** What the age of a concept is told from. */
export interface DatedConcept {
  readonly adoptedOn: Day | null
  /** After how many months the rule of its funding asks for a renewal. */
  readonly reviewAfterMonths: number
  /** Set where another concept replaced it. */
  readonly successorId: string | null
}

export interface ConceptAge {
  /** Full months since the adoption. */
  readonly months: number
  /** The day from which on the rule warns. */
  readonly renewBy: Day
  /** It is older than the rule allows, and nothing has replaced it. */
  readonly overdue: boolean
}

/**
 * How old a concept is; undefined while it is not adopted. The base funding of the integration centres presupposes a concept
 * that the council adopted and that is kept up to date; by the rule of earlier rounds not older than three years when the
 * application is made. The number of months is data of the concept, never a constant.
 */
export function ageOf({ adoptedOn, reviewAfterMonths, successorId }: DatedConcept, today: Day): ConceptAge | undefined {
  if (!adoptedOn || adoptedOn > today) return undefined
  const renewBy = monthsAfter(adoptedOn, reviewAfterMonths)
  return { months: monthsBetween(adoptedOn, today), renewBy, overdue: successorId === null && today > renewBy }
}

const monthOf = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

function monthsBetween(from: Day, to: Day): number {
  return monthOf(to) - monthOf(from) - (to.slice(8) < from.slice(8) ? 1 : 0)
}

/** The same day of a later month, or the last of that month where it has no such day. */
function monthsAfter(from: Day, months: number): Day {
  const month = monthOf(from) + months
  const start = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
  for (let day = Number(from.slice(8)); ; day--) {
    const found = parseDay(`${start}-${String(day).padStart(2, '0')}`)
    if (found) return found
  }
}
