import { FloatColumn, IntColumn } from './columns.ts'
import { type Moment, noOffset, slashed } from './moment.ts'
import type { Tallies } from './tallies.ts'

/** Which number is the day in dates such as 11/10/2011, and how that was found. */
export interface DayOrder {
  readonly dayFirst: boolean
  readonly by: 'given' | 'data' | 'assumption'
}

const clockRange = 0x8000_0000
const offsetBase = 2048

/**
 * Dates such as 11/10/2011 or 11-10-2011 of one column. They wait until the end, because a later row may show which
 * number is the day. A waiting date costs 20 bytes.
 */
export class UndecidedDates {
  readonly #row = new IntColumn()
  readonly #date = new IntColumn()
  readonly #rest = new FloatColumn()
  readonly #line = new IntColumn()
  /** By separator: 0 dashed, 1 slashed. Rows that show that the day stands first, or the month. */
  readonly #dayFirst = [0, 0]
  readonly #monthFirst = [0, 0]
  readonly #dayFirstLine = [0, 0]
  readonly #monthFirstLine = [0, 0]
  readonly #count = [0, 0]
  /** Line of the first date that would be another day in the other order. */
  readonly #ambiguousLine = [0, 0]

  /** Keeps what was read for a row. */
  wait(moment: Moment, row: number, line: number): void {
    const { year, month: one, day: two, clock, offset } = moment
    const kind = moment.format === slashed ? 1 : 0
    if (one > 12 && two <= 12) {
      if (this.#dayFirst[kind]!++ === 0) this.#dayFirstLine[kind] = line
    } else if (two > 12 && one <= 12) {
      if (this.#monthFirst[kind]!++ === 0) this.#monthFirstLine[kind] = line
    } else if (one !== two && this.#ambiguousLine[kind] === 0) {
      this.#ambiguousLine[kind] = line
    }
    this.#count[kind]!++
    this.#row.push(row)
    this.#date.push((((year * 100 + one) * 100 + two) * 2 + (moment.dayOnly ? 1 : 0)) * 2 + kind)
    this.#rest.push(clock + (offset === noOffset ? 0 : offset + offsetBase) * clockRange)
    this.#line.push(line)
  }

  /**
   * Decides the order and hands every waiting date over, complete, in the order of arrival. Undefined when none waits.
   * `given`: the order as the user states it.
   */
  settle(
    given: boolean | undefined,
    moment: Moment,
    tallies: Tallies,
    take: (row: number, line: number) => void,
  ): DayOrder | undefined {
    if (this.#row.size === 0) return undefined
    const orders = [this.#orderOf(0, given, tallies), this.#orderOf(1, given, tallies)] as const
    for (let i = 0; i < this.#row.size; i++) {
      const packed = this.#date.get(i)
      const kind = packed & 1
      const date = packed >> 2
      const one = Math.floor(date / 100) % 100
      const two = date % 100
      const { dayFirst } = orders[kind] as DayOrder
      const rest = this.#rest.get(i)
      const offset = Math.floor(rest / clockRange)
      moment.format = kind === 1 ? slashed : slashed + 1
      moment.dayOnly = ((packed >> 1) & 1) === 1
      moment.offset = offset === 0 ? noOffset : offset - offsetBase
      moment.clock = rest - offset * clockRange
      moment.year = Math.floor(date / 10_000)
      moment.month = dayFirst ? two : one
      moment.day = dayFirst ? one : two
      take(this.#row.get(i), this.#line.get(i))
    }
    return orders[(this.#count[1] as number) >= (this.#count[0] as number) ? 1 : 0]
  }

  #orderOf(kind: 0 | 1, given: boolean | undefined, tallies: Tallies): DayOrder {
    if (given !== undefined) return { dayFirst: given, by: 'given' }
    const dayFirst = this.#dayFirst[kind] as number
    const monthFirst = this.#monthFirst[kind] as number
    if (dayFirst > 0 && monthFirst > 0) {
      const line = dayFirst < monthFirst ? this.#dayFirstLine[kind] : this.#monthFirstLine[kind]
      tallies.add('order-contradicted', Math.min(dayFirst, monthFirst), line as number)
    }
    if (dayFirst + monthFirst > 0) return { dayFirst: dayFirst >= monthFirst, by: 'data' }
    const line = this.#ambiguousLine[kind] as number
    if (line > 0) tallies.add('order-undecided', this.#count[kind] as number, line)
    return { dayFirst: true, by: 'assumption' }
  }
}
