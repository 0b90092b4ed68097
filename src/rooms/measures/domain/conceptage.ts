import { addDays, type Day, daysBetween } from '../../../kernel/day.ts'

/**
 * The age of a concept under the rule of the Land's basic funding for Kommunale Integrationszentren: it asks for an
 * integration concept that is kept up to date; the older wording asked that it be not older than three years when the
 * funding is applied for. Counted is from the day of adoption, else from the day on which it was presented. A completed
 * review does not make a concept younger: only an adopted one counts.
 */
export interface ConceptLife {
  readonly adoptedOn: Day | null
  readonly presentedOn: Day | null
  readonly commissionedOn: Day | null
  readonly successorId: string | null
  readonly validUntil: Day | null
  /** After how many months the warning comes; 36 by the rule. */
  readonly reviewAfterMonths: number
}

export type AgeBasis = 'adopted' | 'presented'

export interface ConceptAge {
  /** The day it is counted from, and which one that is; undefined where neither is known. */
  readonly from: { readonly day: Day; readonly basis: AgeBasis } | undefined
  /** Whole years and months since then. */
  readonly years: number
  readonly months: number
  /** First day on which it is too old. */
  readonly tooOldFrom: Day | undefined
  /** `replaced` and `ended` concepts are measured no more. */
  readonly state: 'current' | 'too-old' | 'replaced' | 'ended' | 'not-adopted'
}

export function conceptAge(concept: ConceptLife, today: Day): ConceptAge {
  const day = concept.adoptedOn ?? concept.presentedOn
  const from = day && { day, basis: concept.adoptedOn ? ('adopted' as const) : ('presented' as const) }
  const months = day && day <= today ? wholeMonths(day, today) : 0
  const tooOldFrom = day ? addDays(addMonths(day, concept.reviewAfterMonths), 1) : undefined
  const state = concept.successorId
    ? 'replaced'
    : concept.validUntil !== null && concept.validUntil < today
      ? 'ended'
      : tooOldFrom === undefined
        ? 'not-adopted'
        : tooOldFrom <= today
          ? 'too-old'
          : 'current'
  return { from: from ?? undefined, years: Math.floor(months / 12), months: months % 12, tooOldFrom, state }
}

/** The same day some months later; the last day of a shorter month. */
function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10) as Day
}

function wholeMonths(from: Day, to: Day): number {
  const [fromYear = 0, fromMonth = 1] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 1] = to.split('-').map(Number)
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth
  return daysBetween(addMonths(from, months), to) < 0 ? months - 1 : months
}
