const dayLength = 86_400_000
const unknown = Number.NaN

/** How a local time was found. */
export type Found = 'plain' | 'gap' | 'fold'

/**
 * Local times of a time zone as instants. Asking the calendar of the runtime costs microseconds, so the offset of each
 * day on which it does not change is kept.
 */
export class Zone {
  readonly name: string
  /** How the last call of `instantOf` came to its answer. */
  found: Found = 'plain'
  readonly #format: Intl.DateTimeFormat
  /** Offset in milliseconds by local day number; NaN for a day near a change of the clock. */
  readonly #offsets = new Map<number, number>()
  #lastDay = Number.NaN
  #lastOffset = unknown

  /** `name` as in the IANA database, such as `Europe/Berlin`; throws RangeError when the runtime does not know it. */
  constructor(name: string) {
    this.name = name
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone: name,
      calendar: 'gregory',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
  }

  /**
   * The instant (milliseconds since 1970, UTC) of a local time, given as if it were UTC. A time that the clock skipped is
   * read with the offset before the change, hence later by the clock; of a time that came twice, the first is taken.
   */
  instantOf(local: number): number {
    const day = Math.floor(local / dayLength)
    if (day !== this.#lastDay) {
      this.#lastOffset = this.#offsetOfDay(day)
      this.#lastDay = day
    }
    this.found = 'plain'
    return Number.isNaN(this.#lastOffset) ? this.#search(local) : local - this.#lastOffset
  }

  #offsetOfDay(day: number): number {
    const kept = this.#offsets.get(day)
    if (kept !== undefined) return kept
    // No zone is further than 26 hours from another: equal a day and a half before and after means no change between.
    const before = this.#offsetAt((day - 1.5) * dayLength)
    const offset = this.#offsetAt((day + 2.5) * dayLength) === before ? before : unknown
    this.#offsets.set(day, offset)
    return offset
  }

  #search(local: number): number {
    const before = this.#offsetAt(local - dayLength)
    const after = this.#offsetAt(local + dayLength)
    const first = local - before
    const second = local - after
    const firstHolds = this.#offsetAt(first) === before
    const secondHolds = this.#offsetAt(second) === after
    if (firstHolds && secondHolds) {
      if (before !== after) this.found = 'fold'
      return Math.min(first, second)
    }
    if (secondHolds) return second
    if (!firstHolds) this.found = 'gap'
    return first
  }

  /** The offset from UTC in milliseconds at an instant; positive east of Greenwich. */
  #offsetAt(instant: number): number {
    const second = Math.floor(instant / 1000) * 1000
    const part: Record<string, string> = {}
    for (const { type, value } of this.#format.formatToParts(second)) part[type] = value
    const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year'])
    const local = new Date(0)
    local.setUTCFullYear(year, Number(part['month']) - 1, Number(part['day']))
    local.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']))
    return local.getTime() - second
  }
}
