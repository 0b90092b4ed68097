import { Invalid } from '../../../kernel/errors.ts'

/** A value of JSON. Objects are maps: a key such as `__proto__` is a key like any other. */
export type Json = string | number | boolean | null | readonly Json[] | ReadonlyMap<string, Json>

/** JSON that remembers on which line each object and each list begins, so that what is wrong in it can be found. */
export interface JsonWithLines {
  readonly root: Json
  readonly lineOf: (value: Json) => number
}

/** How much of a file is read before it is refused: what is parsed costs many times its bytes. */
export interface JsonLimits {
  /** Entries of a list that stands at the top under this name; more are refused with `log.too-many-events`. */
  readonly list: string
  readonly entries: number
  /** Objects and lists altogether; more are refused with `log.ocel.too-many-parts`. */
  readonly parts: number
}

const deepest = 64
const blank = /[ \t\r\n]*/y
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
/**
 * Parses RFC 8259. Throws Invalid `log.ocel.json-malformed` with line and column of what cannot stand there, and stops at the
 * first entry that is one too many.
 */
export function parseWithLines(source: string, limits?: JsonLimits): JsonWithLines {
  const lines = new Map<Json, number>()
  const tooMany = (code: string, most: number) => new Invalid([{ field: 'log', code, values: { line, most } }])
  const begin = (part: Json) => {
    if (limits && lines.size >= limits.parts) throw tooMany('log.ocel.too-many-parts', limits.parts)
    lines.set(part, line)
  }
  let at = 0
  let line = 1
  let lineStart = 0

  const fail = (): Invalid =>
    new Invalid([
      {
        field: 'log',
        code: at >= source.length ? 'log.ocel.json-cut-off' : 'log.ocel.json-malformed',
        values: { line, column: at - lineStart + 1 },
      },
    ])

  function skip(): void {
    blank.lastIndex = at
    const end = at + (blank.exec(source)?.[0].length ?? 0)
    for (; at < end; at++) {
      if (source.charCodeAt(at) !== 10) continue
      line++
      lineStart = at + 1
    }
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at
    const found = pattern.exec(source)?.[0]
    if (found !== undefined) at += found.length
    return found
  }

  /** A string up to its closing mark; what it escapes is left to JSON.parse. A loop: patterns overflow on long strings. */
  function string(): string {
    const start = at
    if (source[at] !== '"') throw fail()
    let isPlain = true
    for (at++; at < source.length; at++) {
      const code = source.charCodeAt(at)
      if (code === 0x22) {
        at++
        if (isPlain) return source.slice(start + 1, at - 1)
        try {
          return JSON.parse(source.slice(start, at)) as string
        } catch {
          throw fail()
        }
      }
      if (code < 0x20) throw fail()
      if (code === 0x5c) {
        isPlain = false
        at++
      }
    }
    throw fail()
  }

  function take(mark: string): boolean {
    skip()
    if (source[at] !== mark) return false
    at++
    return true
  }

  function expect(mark: string): void {
    if (!take(mark)) throw fail()
  }

  function value(depth: number, name?: string): Json {
    skip()
    if (depth > deepest) throw fail()
    const first = source[at]
    if (first === '{') return object(depth)
    if (first === '[') return list(depth, limits && name === limits.list ? limits.entries : undefined)
    if (first === '"') return string()
    for (const [word, meaning] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (!source.startsWith(word, at)) continue
      at += word.length
      return meaning
    }
    const found = match(number)
    if (found === undefined) throw fail()
    return Number(found)
  }

  function object(depth: number): Json {
    const result = new Map<string, Json>()
    begin(result)
    at++
    if (take('}')) return result
    do {
      skip()
      const key = string()
      expect(':')
      result.set(key, value(depth + 1, depth === 0 ? key : undefined))
    } while (take(','))
    expect('}')
    return result
  }

  function list(depth: number, most = Number.POSITIVE_INFINITY): Json {
    const result: Json[] = []
    begin(result)
    at++
    if (take(']')) return result
    do {
      if (result.length >= most) throw tooMany('log.too-many-events', most)
      result.push(value(depth + 1))
    } while (take(','))
    expect(']')
    return result
  }

  const root = value(0)
  skip()
  if (at < source.length) throw fail()
  return { root, lineOf: (found) => lines.get(found) ?? 1 }
}
