/** The Integrationsverlauf as values: what was entered and what hand-overs say, put into rows. */
import { addDays, type Day, day, daysBetween } from '../../../../kernel/day.ts'
import { addMonths, monthOf } from '../../../../kernel/period.ts'
import { type CourseCertainty, type CourseDomain, type CourseKind, courseDomains, domainOf } from './kinds.ts'

/** Something that held from a day on. */
export interface Entry {
  readonly id: string
  readonly kind: CourseKind
  readonly label: string | null
  readonly from: Day
  /** The last day on which it held; null: it holds. */
  readonly until: Day | null
  readonly certainty: CourseCertainty
}

/** A passage to somebody, as far as the Verlauf has to know. */
export interface Passage {
  readonly id: string
  readonly domain: CourseDomain | null
  readonly name: string
  /** First offered, else prepared. */
  readonly from: Day
  /** First appointment or first benefit, else the day on which it was declined or withdrawn; null: open. */
  readonly until: Day | null
  readonly arrived: boolean
  readonly targetDays: number | null
}

export interface Wait extends Passage {
  readonly domain: CourseDomain
  /** Calendar days; of an open one up to today. */
  readonly days: number
  readonly targetOn: Day | null
}

export interface CourseRow {
  readonly domain: CourseDomain
  readonly entries: readonly Entry[]
  readonly waits: readonly Wait[]
}

/** Longest stretch that is drawn: who came earlier finds the rest in the list. */
const longestMonths = 36

/**
 * Rows in their order, without empty ones. A wait counts days from the offer to the first appointment, or to today while it
 * is open (the wait of a hand-over in the design); what was declined or withdrawn waited until then.
 */
export function layCourse(entries: readonly Entry[], passages: readonly Passage[], today: Day): CourseRow[] {
  return courseDomains.flatMap((domain) => {
    const row = {
      domain,
      entries: entries.filter((entry) => domainOf(entry.kind) === domain).toSorted(byStart),
      waits: passages
        .flatMap((passage) => (passage.domain === domain ? [waitOf(passage, domain, today)] : []))
        .toSorted(byStart),
    }
    return row.entries.length + row.waits.length > 0 ? [row] : []
  })
}

function waitOf(passage: Passage, domain: CourseDomain, today: Day): Wait {
  return {
    ...passage,
    domain,
    days: Math.max(0, daysBetween(passage.from, passage.until ?? today)),
    targetOn: passage.targetDays === null ? null : addDays(passage.from, passage.targetDays),
  }
}

/** Open waits, the longest first: what the drawing says in words. */
export function openWaits(rows: readonly CourseRow[]): readonly Wait[] {
  return rows
    .flatMap((row) => row.waits)
    .filter((wait) => wait.until === null)
    .toSorted((one, other) => other.days - one.days)
}

/** The first day drawn: the beginning of the month before everything, at most three years back. */
export function firstDrawn(rows: readonly CourseRow[], today: Day): Day {
  const earliest = rows
    .flatMap((row) => [...row.entries, ...row.waits])
    .reduce((first, { from }) => (from < first ? from : first), addDays(today, -180))
  const limit = addMonths(monthOf(today), -longestMonths)
  const month = monthOf(earliest)
  return day(`${month < limit ? limit : month}-01`)
}

export const byStart = (one: { readonly from: Day }, other: { readonly from: Day }): number =>
  one.from < other.from ? -1 : one.from > other.from ? 1 : 0
