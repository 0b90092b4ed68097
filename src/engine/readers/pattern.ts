import { fullYear, type Moment, noOffset, pattern, unreadable } from './moment.ts'

type Field = 'year' | 'year2' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'offset' | 'half' | 'text'
interface Token {
  readonly field: Field
  /** Fixed number of digits; 0 for one or two (d, M, H) or any number (S). */
  readonly width: number
  readonly text: Uint8Array
}

const tokenOf: Readonly<Record<string, readonly [Field, number]>> = {
  yyyy: ['year', 4],
  yy: ['year2', 2],
  MM: ['month', 2],
  M: ['month', 0],
  dd: ['day', 2],
  d: ['day', 0],
  HH: ['hour', 2],
  H: ['hour', 0],
  hh: ['hour', 2],
  h: ['hour', 0],
  mm: ['minute', 2],
  ss: ['second', 2],
  XXX: ['offset', 0],
  a: ['half', 2],
}

/** A date format as given by a user: `dd.MM.yyyy HH:mm:ss`, letters as in Unicode TR 35; quotes around plain text. */
export type Pattern = readonly Token[]

/** The tokens of a format, or undefined when it has unknown letters or lacks year, month or day. */
export function parsePattern(format: string): Pattern | undefined {
  const tokens: Token[] = []
  const encoder = new TextEncoder()
  for (const [run, quoted] of format.matchAll(/'([^']*)'|([a-zA-Z])\2*|[^a-zA-Z']+/g)) {
    const plain = quoted ?? (run === 'T' || /^[^a-zA-Z]/.test(run) ? run : undefined)
    if (plain !== undefined) tokens.push({ field: 'text', width: 0, text: encoder.encode(plain) })
    else if (/^S+$/.test(run)) tokens.push({ field: 'fraction', width: run.length, text: encoder.encode('') })
    else {
      const known = tokenOf[run]
      if (!known) return undefined
      tokens.push({ field: known[0], width: known[1], text: encoder.encode('') })
    }
  }
  const has = (field: Field) => tokens.some((token) => token.field === field)
  return (has('year') || has('year2')) && has('month') && has('day') ? tokens : undefined
}

/** Reads the whole of `bytes[start, end)` by a pattern into `moment`; format 0 (unreadable) when it does not fit. */
export function readByPattern(tokens: Pattern, bytes: Uint8Array, start: number, end: number, moment: Moment): void {
  moment.format = unreadable
  moment.offset = noOffset
  moment.clock = 0
  moment.dayOnly = true
  let half = -1
  let at = start
  for (const token of tokens) {
    if (token.field === 'text') {
      for (const byte of token.text) if (at >= end || bytes[at++] !== byte) return
      continue
    }
    if (token.field === 'offset') {
      at = readOffset(bytes, at, end, moment)
      if (at < 0) return
      continue
    }
    if (token.field === 'half') {
      const letter = ((bytes[at] as number) | 0x20) as number
      if (at + 2 > end || (letter !== 0x61 && letter !== 0x70)) return
      half = letter === 0x70 ? 12 : 0
      at += 2
      continue
    }
    const most = token.width === 0 ? 2 : token.width
    let digits = 0
    let value = 0
    while (digits < most && at < end && (bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) {
      value = value * 10 + (bytes[at++] as number) - 0x30
      digits++
    }
    if (digits === 0 || (token.width > 0 && digits < token.width && token.field !== 'fraction')) return
    if (!put(token.field, value, digits, moment)) return
  }
  if (at !== end) return
  if (half >= 0) moment.clock += half * 3_600_000 - (Math.floor(moment.clock / 3_600_000) === 12 ? 43_200_000 : 0)
  moment.format = pattern
}

function put(field: Field, value: number, digits: number, moment: Moment): boolean {
  if (field === 'year') moment.year = value
  else if (field === 'year2') moment.year = fullYear(value)
  else if (field === 'month') moment.month = value
  else if (field === 'day') moment.day = value
  else {
    moment.dayOnly = false
    const [unit, most] =
      field === 'hour' ? [3_600_000, 24] : field === 'minute' ? [60_000, 59] : field === 'second' ? [1000, 60] : [0, 0]
    if (unit > 0 && value > most) return false
    moment.clock += field === 'fraction' ? (value * 1000) / 10 ** digits : value * unit
  }
  return true
}

/** Z, +02:00, +0200 or +02; returns the position after it, -1 when there is none. */
function readOffset(bytes: Uint8Array, at: number, end: number, moment: Moment): number {
  const text = String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 6)))
  const match = /^(?:Z|([+-])(\d\d)(?::?(\d\d))?)/i.exec(text)
  if (!match) return -1
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)
  moment.offset = match[1] === '-' ? -minutes : minutes
  return at + match[0].length
}
