/**
 * Calendar days. Offices count and record by the day, so a day is a value of its own and never an instant at midnight.
 * As text it is ISO 8601 (`2026-11-16`); for arithmetic and in columns it is the number of days since 1970-01-01.
 */
export type Day = string & { readonly __day: true }

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const millisecondsPerDay = 86_400_000

/** Reads `2026-11-16`; undefined when it is not a day of the calendar (30 February, year 0). */
export function parseDay(text: string): Day | undefined {
  const match = dayPattern.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (year < 1) return undefined
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same ? (text as Day) : undefined
}

/** As parseDay, for texts that are known to be days; throws RangeError otherwise. */
export function day(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new RangeError(`not a day: ${text}`)
  return parsed
}

/** Days since 1970-01-01, negative before. */
export function dayNumber(value: Day): number {
  return Math.round(Date.parse(`${value}T00:00:00Z`) / millisecondsPerDay)
}

export function dayOfNumber(number: number): Day {
  return new Date(number * millisecondsPerDay).toISOString().slice(0, 10) as Day
}

export function addDays(value: Day, days: number): Day {
  return dayOfNumber(dayNumber(value) + days)
}

/** Calendar days from one day to another, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** The calendar day that an instant (milliseconds since 1970, UTC) falls on in a time zone. */
export function dayOfInstant(instant: number, timeZone: string): Day {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formatters.set(timeZone, formatter)
  }
  return formatter.format(instant) as Day
}
