/** The fixed lists of the directory. */

export const offerStates = ['planned', 'open', 'paused', 'ended'] as const
export type OfferState = (typeof offerStates)[number]

/** From which state an offer may go to which: what has ended can begin again, as many courses do each autumn. */
export const transitions: Readonly<Record<OfferState, readonly OfferState[]>> = {
  planned: ['open', 'ended'],
  open: ['paused', 'ended'],
  paused: ['open', 'ended'],
  ended: ['planned', 'open'],
}

/** How people get in: just come, register, or only through an office. */
export const bookings = ['open', 'registration', 'referral'] as const
export type Booking = (typeof bookings)[number]

export const costs = ['free', 'subsidised', 'paid'] as const
export type Cost = (typeof costs)[number]

/** Who said how many places there are: the provider here, or somebody noted what they were told or found. */
export const sourcesOfCounts = ['provider', 'phone', 'letter', 'website', 'visit'] as const
export type CountSource = (typeof sourcesOfCounts)[number]

/** Why somebody entered the waiting list, and why somebody left it; kept as numbers only. */
export const entryReasons = ['full', 'time', 'childcare', 'entryLevel'] as const
export const leavingReasons = ['placed', 'elsewhere', 'movedAway', 'noLonger', 'notReached'] as const
export const moveReasons = [...entryReasons, ...leavingReasons] as const
export type MoveReason = (typeof moveReasons)[number]
export type Moves = Readonly<Partial<Record<MoveReason, number>>>
