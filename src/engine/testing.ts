/** Small logs and passages written by hand, for tests. */
import { day, dayNumber } from '../kernel/day.ts'
import { type EventLog, labelColumn } from './log.ts'
import {
  ARRIVED,
  BOTH_SIDES,
  DECLINED,
  ESTIMATED,
  NO_DAY,
  OPEN,
  type Passages,
  SENDER_ONLY,
  WITHDRAWN,
} from './passages.ts'

export interface EventRow {
  readonly case?: string
  readonly activity?: string
  /** `2026-11-16T08:00:00Z` is an instant, `2026-11-16` only a day; missing where left out. */
  readonly at?: string
  readonly [attribute: string]: string | undefined
}

/** A log of the rows in their order. */
export function logOf(rows: readonly EventRow[]): EventLog {
  const named = new Set(rows.flatMap((row) => Object.keys(row)))
  const isDay = rows.map(({ at }) => (at !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(at) ? 1 : 0))
  for (const known of ['case', 'activity', 'at']) named.delete(known)
  return {
    size: rows.length,
    cases: labelColumn(rows.map((row) => row.case)),
    activities: labelColumn(rows.map((row) => row.activity)),
    time: Float64Array.from(rows, ({ at }) => (at === undefined ? Number.NaN : Date.parse(at))),
    ...(isDay.includes(1) && { dayOnly: Uint8Array.from(isDay) }),
    attributes: new Map([...named].map((name) => [name, labelColumn(rows.map((row) => row[name]))])),
  }
}

export interface PassageRow {
  readonly interface?: string
  readonly place?: string
  readonly group?: string
  readonly case?: number
  /** Of this passage, when offered; that of the interface where left out, null for none. */
  readonly target?: number | null
  readonly offered?: string
  readonly answered?: string
  readonly first?: string
  /** Open without, arrived with a first appointment, unless told. */
  readonly state?: 'open' | 'arrived' | 'declined' | 'withdrawn'
  /** The latest of the days given unless told. */
  readonly lastEvent?: string
  readonly sides?: 'both' | 'sender' | 'estimated'
  readonly lag?: number
}

const states = { open: OPEN, arrived: ARRIVED, declined: DECLINED, withdrawn: WITHDRAWN }
const sides = { both: BOTH_SIDES, sender: SENDER_ONLY, estimated: ESTIMATED }

/** Passages through interfaces with the given current targets. */
export function passagesOf(targets: Readonly<Record<string, number | null>>, rows: readonly PassageRow[]): Passages {
  const interfaces = Object.entries(targets).map(([key, targetDays]) => ({ key, targetDays }))
  const keys = interfaces.map(({ key }) => key)
  const places = [...new Set(rows.flatMap(({ place }) => place ?? []))]
  const groups = [...new Set(rows.flatMap(({ group }) => group ?? []))]
  const days = (pick: (row: PassageRow) => string | undefined) =>
    Int32Array.from(rows, (row) => {
      const text = pick(row)
      return text === undefined ? NO_DAY : dayNumber(day(text))
    })
  const keyOf = (row: PassageRow) => row.interface ?? keys[0]!
  const latest = (row: PassageRow) =>
    [row.offered, row.answered, row.first]
      .filter((text) => text !== undefined)
      .sort()
      .at(-1)
  return {
    size: rows.length,
    interfaces,
    interfaceOf: Int32Array.from(rows, (row) => keys.indexOf(keyOf(row))),
    targetDays: Float64Array.from(
      rows,
      (row) => (row.target === undefined ? targets[keyOf(row)]! : row.target) ?? Number.NaN,
    ),
    places,
    placeOf: Int32Array.from(rows, ({ place }) => (place === undefined ? -1 : places.indexOf(place))),
    groups,
    groupOf: Int32Array.from(rows, ({ group }) => (group === undefined ? -1 : groups.indexOf(group))),
    caseOf: Int32Array.from(rows, (row, i) => row.case ?? i),
    offeredOn: days(({ offered }) => offered),
    answeredOn: days(({ answered }) => answered),
    firstOn: days(({ first }) => first),
    state: Uint8Array.from(rows, ({ state, first }) => states[state ?? (first === undefined ? 'open' : 'arrived')]),
    lastEventOn: days((row) => row.lastEvent ?? latest(row)),
    sides: Uint8Array.from(rows, (row) => sides[row.sides ?? 'both']),
    recordedLagDays: Int32Array.from(rows, ({ lag }) => lag ?? 0),
  }
}
