import { putUtf8 } from '../text.ts'

const ampersand = 0x26
const semicolon = 0x3b

const named: Readonly<Record<string, number>> = { amp: 0x26, lt: 0x3c, gt: 0x3e, quot: 0x22, apos: 0x27 }

/** An entity that XML does not define itself. It is not looked up anywhere: that is how files read other files. */
export class UnknownEntity extends Error {
  readonly entity: string
  constructor(entity: string) {
    super(entity)
    this.entity = entity
  }
}

/**
 * Writes an attribute value to `out` with its references resolved and white space made blanks (XML 1.0, 3.3.3);
 * returns the length, which is never more than before. Knows the five entities of XML and numeric references.
 */
export function resolve(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let at = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number
    if (byte === ampersand) {
      let stop = i + 1
      while (stop < end && bytes[stop] !== semicolon && stop - i < 12) stop++
      const name = String.fromCharCode(...bytes.subarray(i + 1, stop))
      const point = bytes[stop] === semicolon && stop < end ? codePoint(name) : undefined
      if (point === undefined) throw new UnknownEntity(name)
      at = putUtf8(out, at, point)
      i = stop
    } else if (byte === 0x0d) {
      // A line end of two bytes is one line end, and thus one blank.
      if (bytes[i + 1] !== 0x0a || i + 1 >= end) out[at++] = 0x20
    } else {
      out[at++] = byte < 0x20 ? 0x20 : byte
    }
  }
  return at
}

/** The character of `amp`, `#228` or `#xE4`; undefined when it is none that XML allows. */
function codePoint(name: string): number | undefined {
  const numeric = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name)
  if (!numeric) return Object.hasOwn(named, name) ? named[name] : undefined
  const point = numeric[1] ? Number.parseInt(numeric[1], 16) : Number(numeric[2])
  const allowed =
    point === 0x09 ||
    point === 0x0a ||
    point === 0x0d ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff)
  return allowed ? point : undefined
}
