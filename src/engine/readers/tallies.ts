/**
 * What was odd in a log, as codes: the sentence for each stands where it is shown. Nothing of this stops the reading,
 * and nothing is corrected silently.
 */
export const oddityCodes = [
  'row-without-case', // left out: it cannot be put anywhere
  'row-short', // fewer fields than columns: the rest counts as missing
  'row-long', // more fields than columns: the rest is ignored
  'quote-stray', // a quotation mark inside a quoted field that is neither doubled nor at its end
  'activity-missing',
  'time-missing',
  'time-unreadable', // kept without a time
  'time-implausible', // kept as it is
  'time-gap', // a local time that the clock skipped in spring: read as if it had not been put forward
  'time-fold', // a local time that came twice in autumn: read as the first
  'time-local-and-offset', // some rows with an offset, some without
  'time-days-and-instants', // some rows with the day only
  'order-undecided', // day/month or month/day: nothing in the data decides it
  'order-contradicted', // both occur
  'encoding-mixed', // bytes of UTF-8 and of Windows-1252 in one file
  'encoding-invalid', // not valid in the encoding that was given: replaced by U+FFFD
  'trace-without-name', // got a name of its own: # and its number
  'trace-name-repeated', // two traces of one name are read as one case
  'event-outside-trace', // left out, as it belongs to no case
  'default-filled', // missing in the event, taken from the log's global declaration
] as const

export type OddityCode = (typeof oddityCodes)[number]

export interface Oddity {
  readonly code: OddityCode
  readonly count: number
  /** Line of the first occurrence, counted from 1. */
  readonly line: number
  /** The first occurrence as it stands in the file, shortened. */
  readonly sample?: string
}

const longestSample = 60

/** Counts oddities and keeps the first of each. */
export class Tallies {
  readonly #found = new Map<OddityCode, { count: number; line: number; sample?: string }>()

  note(code: OddityCode, line: number, sample?: () => string): void {
    const found = this.#found.get(code)
    if (found) {
      found.count++
      return
    }
    const text = sample?.()
    this.#found.set(code, { count: 1, line, ...(text === undefined ? {} : { sample: shortened(text) }) })
  }

  /** As `note`, for many at once. */
  add(code: OddityCode, count: number, line: number, sample?: string): void {
    if (count <= 0) return
    const found = this.#found.get(code)
    if (found) found.count += count
    else this.#found.set(code, { count, line, ...(sample === undefined ? {} : { sample: shortened(sample) }) })
  }

  count(code: OddityCode): number {
    return this.#found.get(code)?.count ?? 0
  }

  /** All of them, in order of the line where they first occur. */
  list(): Oddity[] {
    return [...this.#found].map(([code, found]) => ({ code, ...found })).sort((a, b) => a.line - b.line)
  }
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= longestSample ? text : `${characters.slice(0, longestSample - 1).join('')}…`
}
