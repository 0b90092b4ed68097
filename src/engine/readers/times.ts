import type { Zone } from '../../kernel/zone.ts'
import { ByteColumn, FloatColumn } from './columns.ts'
import { LocalTimes } from './local.ts'
import {
  dashed,
  dayNumberOf,
  epochMicros,
  epochSeconds,
  type Format,
  formats,
  Moment,
  noOffset,
  readMoment,
  slashed,
  unreadable,
} from './moment.ts'
import { type DayOrder, UndecidedDates } from './order.ts'
import { type Pattern, readByPattern } from './pattern.ts'
import type { Tallies } from './tallies.ts'

const dayLength = 86_400_000

/** How to read dates: guess, or day before month, or month before day, or by a pattern. */
export type DateReading = 'guess' | 'day-first' | 'month-first' | Pattern

export interface TimeOptions {
  readonly zone: Zone
  readonly reading: DateReading
  /** Times outside are reported as implausible; milliseconds since 1970, UTC. */
  readonly plausible: { readonly from: number; readonly to: number }
}

/** What the times of a log looked like. */
export interface TimeReport {
  readonly zone: string
  readonly formats: readonly { readonly format: Format; readonly count: number }[]
  /** Times with an offset of their own (or counted from 1970), times in `zone`, and days. */
  readonly withOffset: number
  readonly local: number
  readonly days: number
  /** For dates such as 11/10/2011: which number is the day, and how that was found. Absent when there are none. */
  readonly order?: DayOrder
  /** Milliseconds since 1970, UTC; NaN when there is no time at all. */
  readonly first: number
  readonly last: number
}

/** A count and the line where it began. */
class Seen {
  count = 0
  line = 0
  at(line: number): void {
    if (this.count++ === 0) this.line = line
  }
}

/** The time column of a log while it is read. */
export class Times {
  readonly #options: TimeOptions
  readonly #tallies: Tallies
  readonly #moment = new Moment()
  readonly #undecided = new UndecidedDates()
  readonly #locals: LocalTimes
  readonly #time = new FloatColumn()
  #dayOnly: ByteColumn | undefined
  readonly #counts = new Float64Array(formats.length)
  readonly #withOffset = new Seen()
  readonly #local = new Seen()
  readonly #days = new Seen()
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY

  constructor(options: TimeOptions, tallies: Tallies) {
    this.#options = options
    this.#locals = new LocalTimes(options.zone)
    this.#tallies = tallies
  }

  get size(): number {
    return this.#time.size
  }

  /** The next row has no time. */
  pushMissing(line: number): void {
    this.#tallies.note('time-missing', line)
    this.#push(Number.NaN, false)
  }

  /** The time of the next row, from text. */
  push(bytes: Uint8Array, start: number, end: number, line: number): void {
    const moment = this.#moment
    const { reading } = this.#options
    if (typeof reading === 'string') readMoment(bytes, start, end, moment)
    else readByPattern(reading, bytes, start, end, moment)
    if (moment.format === slashed || moment.format === dashed) {
      this.#undecided.wait(moment, this.#time.size, line)
      this.#push(Number.NaN, moment.dayOnly)
      return
    }
    const instant = this.#instant(line)
    if (Number.isNaN(instant)) {
      this.#tallies.note('time-unreadable', line, () => new TextDecoder().decode(bytes.subarray(start, end)))
    }
    this.#push(instant, moment.dayOnly && !Number.isNaN(instant))
  }

  /** The finished column. `readable` is the number of rows with a time. */
  finish(): { time: Float64Array; dayOnly?: Uint8Array; readable: number; report: TimeReport } {
    const order = this.#settle()
    const [offsets, local, days] = [this.#withOffset.count, this.#local.count, this.#days.count]
    this.#noteMixture('time-days-and-instants', this.#days, offsets >= local ? this.#withOffset : this.#local)
    this.#noteMixture('time-local-and-offset', this.#local, this.#withOffset)
    const counted = formats.map((format, i) => ({ format, count: this.#counts[i] as number }))
    const readable = offsets + local + days
    return {
      time: this.#time.finish(),
      ...(this.#dayOnly && days > 0 ? { dayOnly: this.#dayOnly.finish() } : {}),
      readable,
      report: {
        zone: this.#options.zone.name,
        formats: counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count),
        withOffset: offsets,
        local,
        days,
        ...(order ? { order } : {}),
        first: readable > 0 ? this.#first : Number.NaN,
        last: readable > 0 ? this.#last : Number.NaN,
      },
    }
  }

  #settle(): DayOrder | undefined {
    const { reading } = this.#options
    const given = reading === 'day-first' ? true : reading === 'month-first' ? false : undefined
    const moment = this.#moment
    return this.#undecided.settle(given, moment, this.#tallies, (row, line) => {
      const instant = this.#instant(line)
      this.#time.set(row, instant)
      if (!Number.isNaN(instant)) return
      const mark = moment.format === slashed ? '/' : '-'
      this.#tallies.note('time-unreadable', line, () => [moment.day, moment.month, moment.year].join(mark))
      this.#dayOnly?.set(row, 0)
    })
  }

  /** The instant of `moment`, NaN when there is none; counts how it came about. */
  #instant(line: number): number {
    const instant = this.#convert(line)
    if (Number.isNaN(instant)) {
      this.#counts[unreadable]!++
      return instant
    }
    this.#counts[this.#moment.format]!++
    if (instant < this.#first) this.#first = instant
    if (instant > this.#last) this.#last = instant
    const { from, to } = this.#options.plausible
    if (instant < from || instant >= to) {
      this.#tallies.note('time-implausible', line, () => new Date(instant).toISOString().slice(0, 10))
    }
    return instant
  }

  #convert(line: number): number {
    const moment = this.#moment
    if (moment.format === unreadable) return Number.NaN
    if (moment.format >= epochSeconds && moment.format <= epochMicros) {
      this.#withOffset.at(line)
      return moment.instant
    }
    const midnight = dayNumberOf(moment.year, moment.month, moment.day) * dayLength
    if (Number.isNaN(midnight)) return midnight
    if (moment.dayOnly) {
      this.#days.at(line)
      return midnight
    }
    const local = midnight + moment.clock
    if (moment.offset !== noOffset) {
      this.#withOffset.at(line)
      return local - moment.offset * 60_000
    }
    this.#local.at(line)
    const instant = this.#locals.instantOf(local)
    if (this.#locals.found !== 'plain') this.#noteClockChange(this.#locals.found, local, line)
    return instant
  }

  #noteClockChange(found: 'gap' | 'fold', local: number, line: number): void {
    const code = found === 'gap' ? 'time-gap' : 'time-fold'
    this.#tallies.note(code, line, () => new Date(local).toISOString().slice(0, 19).replace('T', ' '))
  }

  #noteMixture(code: 'time-days-and-instants' | 'time-local-and-offset', one: Seen, other: Seen): void {
    const rarer = one.count <= other.count ? one : other
    this.#tallies.add(code, rarer.count, rarer.line)
  }

  #push(instant: number, dayOnly: boolean): void {
    if (dayOnly && !this.#dayOnly) {
      this.#dayOnly = new ByteColumn()
      this.#dayOnly.padTo(this.#time.size, 0)
    }
    this.#dayOnly?.push(dayOnly ? 1 : 0)
    this.#time.push(instant)
  }
}
