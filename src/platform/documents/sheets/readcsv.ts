import { setImmediate as breathe } from 'node:timers/promises'
import { isFormula } from '../csv.ts'
import { Refused } from './limits.ts'
import type { SheetContent, SheetLimits, SheetRow } from './model.ts'

type Csv = NonNullable<SheetContent['csv']>
type Separator = Csv['separator']

/**
 * A text with separators: UTF-8, UTF-16 with its mark, else Windows-1252, as German offices keep it; quotes as in RFC
 * 4180. The separator is the one that the first lines have most alike. The apostrophe that `writeCsv` sets before what
 * looks like a formula is taken away again.
 */
export async function readCsv(
  bytes: Uint8Array,
  limits: SheetLimits,
  onRow: (row: SheetRow) => void | Promise<void>,
): Promise<{ readonly csv: Csv; readonly rows: number }> {
  const { text, encoding } = decode(bytes)
  const separator = separatorOf(text)
  let rows = 0
  let number = 0
  for (const cells of rowsOf(text, separator, limits)) {
    number++
    if (cells.every((cell) => cell === null)) continue
    if (++rows > limits.rows) throw new Refused('too-many-rows', { limit: limits.rows })
    if (cells.length > limits.columns) throw new Refused('too-many-columns', { limit: limits.columns })
    await onRow({ number, cells })
    // Others wait for the same thread.
    if (rows % 2000 === 0) await breathe()
  }
  return { csv: { encoding, separator }, rows }
}

function decode(bytes: Uint8Array): { text: string; encoding: Csv['encoding'] } {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    const order = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'
    return { text: new TextDecoder(order).decode(bytes), encoding: 'utf-16' }
  }
  if (bytes.includes(0)) throw new Refused('unknown-kind')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
  }
}

const separators: readonly Separator[] = [';', '\t', ',']

/** The sign that stands in most of the first lines, and of several the one that stands there most often. */
function separatorOf(text: string): Separator {
  const start = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '')
  const lines = start
    .split(/\r\n?|\n/)
    .filter((line) => line.trim())
    .slice(0, 50)
  const scores = separators.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1)
    return counts.filter((count) => count > 0).length * 1000 + Math.min(999, Math.max(0, ...counts))
  })
  return separators[scores.indexOf(Math.max(...scores))] ?? ';'
}

function* rowsOf(text: string, separator: Separator, limits: SheetLimits): Generator<(string | null)[]> {
  let cells: (string | null)[] = []
  let at = 0
  const push = (raw: string) => {
    if (raw.length > limits.cell) throw new Refused('cell-too-long', { limit: limits.cell })
    const cell = raw.startsWith("'") && isFormula(raw.slice(1)) ? raw.slice(1) : raw
    cells.push(cell.trim() === '' ? null : cell)
  }
  const stop = new RegExp(`[${separator === '\t' ? '\\t' : separator}\\r\\n]`, 'g')
  while (at < text.length) {
    if (text[at] === '"') {
      const [value, after] = quotedAt(text, at, limits)
      push(value)
      at = after
    } else {
      stop.lastIndex = at
      const end = stop.exec(text)?.index ?? text.length
      push(text.slice(at, end))
      at = end
    }
    const sign = text[at]
    if (sign === separator) {
      at++
      if (at >= text.length || text[at] === '\r' || text[at] === '\n') cells.push(null)
      else continue
    }
    if (at >= text.length || text[at] === '\r' || text[at] === '\n') {
      yield cells
      cells = []
      at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    }
  }
  if (cells.length > 0) yield cells
}

/** The value of a quoted cell and the place after it; what stands between its end and the separator belongs to it. */
function quotedAt(text: string, start: number, limits: SheetLimits): [string, number] {
  let value = ''
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0 || quote - start > limits.cell * 2 + 2) {
      if (quote < 0 && text.length - start <= limits.cell) return [value + text.slice(at), text.length]
      throw new Refused('cell-too-long', { limit: limits.cell })
    }
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') return [value, quote + 1]
    value += '"'
    at = quote + 2
  }
}
