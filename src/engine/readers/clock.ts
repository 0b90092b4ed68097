/** What a time of day fills in; `Moment` holds it beside the date. */
export interface ClockReading {
  /** Milliseconds since midnight by the clock of the text. */
  clock: number
  /** Minutes east of UTC, or `noOffset`. */
  offset: number
  dayOnly: boolean
}

/** The value of an ASCII digit; more than 9 for every other byte, and for none. */
export const digit = (byte: number | undefined) => ((byte as number) ^ 0x30) >>> 0

/** Reads what follows a date: nothing, or a time of day with an offset. False when it is neither. */
export function readClock(bytes: Uint8Array, start: number, e: number, moment: ClockReading): boolean {
  let at = start
  if (at === e) {
    moment.dayOnly = true
    return true
  }
  const mark = bytes[at] as number
  if (mark === 0x54 || mark === 0x74) at++
  else if (mark === 0x20 || mark === 0x2c || mark === 0x09) {
    at++
    while (at < e && bytes[at] === 0x20) at++
    if (bytes[at] === 0x75 && bytes[at + 1] === 0x6d && bytes[at + 2] === 0x20) at += 3 // "um 13:45 Uhr"
  } else {
    moment.dayOnly = true
    return readOffset(bytes, at, e, moment)
  }
  return readTimeOfDay(bytes, at, e, moment)
}

function readTimeOfDay(bytes: Uint8Array, start: number, e: number, moment: ClockReading): boolean {
  let at = start
  let hour = digit(bytes[at])
  if (at >= e || hour > 9) return false
  at++
  if (at < e && digit(bytes[at]) <= 9) hour = hour * 10 + digit(bytes[at++])
  const tens = digit(bytes[at + 1])
  const units = digit(bytes[at + 2])
  if (at + 3 > e || bytes[at] !== 0x3a || tens > 5 || units > 9) return false
  at += 3
  let ms = hour * 3_600_000 + (tens * 10 + units) * 60_000
  if (at < e && bytes[at] === 0x3a) {
    const high = digit(bytes[at + 1])
    const low = digit(bytes[at + 2])
    if (at + 3 > e || high > 6 || low > 9 || (high === 6 && low > 0)) return false // 60 is a leap second
    at += 3
    ms += (high * 10 + low) * 1000
    if (at < e && (bytes[at] === 0x2e || bytes[at] === 0x2c)) {
      at++
      const first = at
      let fraction = 0
      let scale = 1
      while (at < e && digit(bytes[at]) <= 9) {
        if (at - first < 9) {
          fraction = fraction * 10 + digit(bytes[at])
          scale *= 10
        }
        at++
      }
      if (at === first) return false
      ms += scale === 1000 ? fraction : (fraction * 1000) / scale
    }
  }
  moment.clock = ms
  if (at < e && !readOffset(bytes, at, e, moment)) return false
  return moment.clock < 86_400_000 || (hour === 24 && moment.clock === 86_400_000) || hour === 23
}

/** Reads Z, +02:00, +0200, +02, UTC, GMT, MEZ, MESZ, CET, CEST, AM, PM, Uhr after a time; false for anything else. */
export function readOffset(bytes: Uint8Array, start: number, e: number, moment: ClockReading): boolean {
  let at = start
  while (at < e && bytes[at] === 0x20) at++
  if (at === e) return true
  const mark = bytes[at] as number
  if (mark === 0x2b || mark === 0x2d) {
    const h1 = digit(bytes[at + 1])
    const h2 = digit(bytes[at + 2])
    if (at + 3 > e || h1 > 2 || h2 > 9) return false
    let minutes = (h1 * 10 + h2) * 60
    at += 3
    if (at < e && bytes[at] === 0x3a) at++
    if (at < e) {
      const m1 = digit(bytes[at])
      const m2 = digit(bytes[at + 1])
      if (at + 2 !== e || m1 > 5 || m2 > 9) return false
      minutes += m1 * 10 + m2
    }
    moment.offset = mark === 0x2b ? minutes : -minutes
    return true
  }
  if ((mark === 0x5a || mark === 0x7a) && at + 1 === e) {
    moment.offset = 0
    return true
  }
  return readWord(bytes, at, e, moment)
}

const offsetsByName: Readonly<Record<string, number>> = { UTC: 0, GMT: 0, MEZ: 60, CET: 60, MESZ: 120, CEST: 120 }

function readWord(bytes: Uint8Array, at: number, e: number, moment: ClockReading): boolean {
  if (e - at > 5) return false
  const word = String.fromCharCode(...bytes.subarray(at, e)).toUpperCase()
  if (word === 'UHR') return true
  const offset = offsetsByName[word]
  if (offset !== undefined) {
    moment.offset = offset
    return true
  }
  if (word !== 'AM' && word !== 'PM') return false
  const hour = Math.floor(moment.clock / 3_600_000)
  if (hour < 1 || hour > 12) return false
  moment.clock += ((word === 'PM' ? 12 : 0) - (hour === 12 ? 12 : 0)) * 3_600_000
  return true
}
