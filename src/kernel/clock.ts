import { type Day, dayOfInstant } from './day.ts'

/** The one clock. Everything that asks for the time gets it injected; tests fix it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** The calendar day in Germany. */
  today(): Day
}

export const systemClock: Clock = clockAt(() => Date.now())

/** A clock that stands still at an instant such as `2026-11-16T08:00:00Z`. */
export function fixedClock(instant: string): Clock {
  const moment = Date.parse(instant)
  if (Number.isNaN(moment)) throw new RangeError(`not an instant: ${instant}`)
  return clockAt(() => moment)
}

function clockAt(now: () => number): Clock {
  return { now, today: () => dayOfInstant(now(), 'Europe/Berlin') }
}
