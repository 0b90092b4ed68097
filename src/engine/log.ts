/**
 * An event log in columns. One row is one event; a label (case, activity, office) is a number that points into a list
 * of texts, because equal texts then cost four bytes and comparing them is one instruction.
 */

export type Codes = Uint8Array | Uint16Array | Int32Array

/** The code of an event that has no value in an `Int32Array` column; see `missingCode` for the narrower ones. */
export const MISSING = -1

/**
 * A column of labels: one code per event, the texts by code. An event without a value has the code `missingCode(codes)`:
 * `MISSING` (-1) in an `Int32Array` (what the readers write), else the highest value of the type (255, 65535).
 */
export interface LabelColumn {
  readonly codes: Codes
  readonly labels: readonly string[]
}

/** Events in order of arrival: row `i` came before row `i + 1`, which decides between equal instants of one case. */
export interface EventLog {
  /** Number of events, the length of every column. */
  readonly size: number
  /** The case of each event, an opaque text ("NA" and "007" are cases like any other). */
  readonly cases: LabelColumn
  readonly activities: LabelColumn
  /** Milliseconds since 1970, UTC; NaN where missing. For a record that knows only the day: midnight UTC of that day. */
  readonly time: Float64Array
  /** 1 where the record knows only the day. Absent when every event has an instant. */
  readonly dayOnly?: Uint8Array
  /** Further attributes by their name in the source, such as `org:group`, `org:resource`, `case:channel`. */
  readonly attributes: ReadonlyMap<string, LabelColumn>
}

/** The code that means "no value" in a column of this type. */
export function missingCode(codes: Codes): number {
  if (codes instanceof Int32Array) return MISSING
  return codes instanceof Uint16Array ? 0xffff : 0xff
}

/** Codes as the scans want them: one type, since a loop that meets three types runs at half speed, and -1 for no value. */
export function plainCodes(codes: Codes): Int32Array {
  if (codes instanceof Int32Array) return codes
  const missing = missingCode(codes)
  const wide = new Int32Array(codes.length)
  for (let row = 0; row < codes.length; row++) wide[row] = codes[row] === missing ? MISSING : codes[row]!
  return wide
}

/** A column from texts, `undefined` for no value. For tests and small logs; readers fill theirs while they read. */
export function labelColumn(values: readonly (string | undefined)[]): LabelColumn {
  const labels: string[] = []
  const codeOf = new Map<string, number>()
  const codes = new Int32Array(values.length).fill(MISSING)
  values.forEach((value, row) => {
    if (value === undefined) return
    let code = codeOf.get(value)
    if (code === undefined) {
      code = labels.push(value) - 1
      codeOf.set(value, code)
    }
    codes[row] = code
  })
  return { codes, labels }
}
