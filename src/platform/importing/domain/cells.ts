import type { Day } from '../../../kernel/day.ts'
import type { SheetCell } from '../../documents/index.ts'

/** A cell as people see it. */
export function textOf(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 'ja' : 'nein'
  if (typeof cell === 'number') return String(Number(cell.toPrecision(15)))
  if (typeof cell === 'string')
    return cell
      .replace(/\u00a0/g, ' ')
      .replace(/\r\n?/g, '\n')
      .trim()
  if (cell.kind === 'day') return `${cell.day.slice(8)}.${cell.day.slice(5, 7)}.${cell.day.slice(0, 4)}`
  return cell.kind === 'formula' ? textOf(cell.value) : ''
}

/** The day of a cell that the spreadsheet itself keeps as one. */
export function dayIn(cell: SheetCell | undefined): Day | undefined {
  const plain = typeof cell === 'object' && cell?.kind === 'formula' ? cell.value : cell
  return typeof plain === 'object' && plain?.kind === 'day' ? plain.day : undefined
}

/** Several names in one cell: a semicolon or a line feed parts them. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[;\n]+/)
    .map((name) => name.trim())
    .filter(Boolean)

/** `1.250`, `12,5`, `1250`: a number as German offices write it; undefined when it is none. */
export function numberIn(text: string): number | undefined {
  const plain = text.trim().replace(/[\s\u202f]/g, '')
  const german = /^-?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(plain) ? plain.replaceAll('.', '') : plain
  const value = german.replace(',', '.')
  return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined
}
