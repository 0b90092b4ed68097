/**
 * Local time for many instants: the difference between a time zone and UTC, from a table of its changes. The calendar of
 * the platform (Intl) is asked some hundred times per century and zone, not once per event.
 */
export interface Zone {
  readonly name: string
  /** Milliseconds to add to an instant (milliseconds since 1970, UTC) to read off the local clock as if it were UTC. */
  offset(instant: number): number
  /** The instant at which a day (days since 1970-01-01) begins in this zone. */
  startOfDay(number: number): number
}

const zones = new Map<string, Zone>()

/** The zone of a name such as `Europe/Berlin`; made once and kept. @throws RangeError for an unknown name. */
export function zone(name: string): Zone {
  let found = zones.get(name)
  if (!found) {
    found = makeZone(name)
    zones.set(name, found)
  }
  return found
}

const day = 86_400_000

function makeZone(name: string): Zone {
  const ask = asker(name)
  /** By UTC year: the instants within it at which the offset changes, and the offsets around them. */
  const years = new Map<number, { readonly changes: readonly number[]; readonly offsets: readonly number[] }>()
  let from = 0
  let until = 0
  let current = 0

  /** Finds the stretch of constant offset around an instant and keeps it, since neighbours are asked next. */
  function locate(instant: number): void {
    const year = new Date(instant).getUTCFullYear()
    if (Number.isNaN(year)) throw new RangeError(`not an instant: ${instant}`)
    let table = years.get(year)
    if (!table) {
      table = changesOf(startOfYear(year), startOfYear(year + 1), ask)
      years.set(year, table)
    }
    let i = 0
    while (i < table.changes.length && table.changes[i]! <= instant) i++
    from = i === 0 ? startOfYear(year) : table.changes[i - 1]!
    until = i === table.changes.length ? startOfYear(year + 1) : table.changes[i]!
    current = table.offsets[i]!
  }

  function offset(instant: number): number {
    if (!(instant >= from && instant < until)) locate(instant)
    return current
  }

  function startOfDay(number: number): number {
    const midnight = number * day
    const guess = midnight - offset(midnight)
    const instant = midnight - offset(guess)
    // Where the clock skips midnight, the guess lands before the jump; the day begins at the jump.
    return Math.floor((instant + offset(instant)) / day) < number ? until : instant
  }

  return { name, offset, startOfDay }
}

/** The changes of offset in [from, until), found to the second between days whose offsets differ. */
function changesOf(from: number, until: number, ask: (instant: number) => number) {
  const changes: number[] = []
  const offsets = [ask(from)]
  for (let low = from; low < until; ) {
    const high = Math.min(low + 7 * day, until - 1000)
    if (high <= low) break
    if (ask(high) !== offsets.at(-1)) {
      let before = low
      let after = high
      while (after - before > 1000) {
        const middle = Math.floor((before + after) / 2000) * 1000
        if (ask(middle) === offsets.at(-1)) before = middle
        else after = middle
      }
      changes.push(after)
      offsets.push(ask(after))
      low = after
    } else low = high
  }
  return { changes, offsets }
}

/** Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999. */
function startOfYear(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1)
}

function asker(name: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (instant) => {
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year'])
    const local = new Date(0)
    local.setUTCFullYear(year, Number(part['month']) - 1, Number(part['day']))
    local.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']))
    return local.getTime() - Math.floor(instant / 1000) * 1000
  }
}
