import { type Day, dayOfInstant } from '../../../../kernel/day.ts'

/** The day in Germany on which something was recorded. */
export const dayOf = (at: Date): Day => dayOfInstant(at.getTime(), 'Europe/Berlin')
