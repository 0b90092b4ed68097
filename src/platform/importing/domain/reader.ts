import type { Day } from '../../../kernel/day.ts'
import type { SheetCell } from '../../documents/index.ts'
import { dayIn, namesIn, numberIn, textOf } from './cells.ts'
import type { Mapping } from './columns.ts'
import { looseDay } from './days.ts'
import { hasErrors, type RowIssue } from './rows.ts'
import { isTotal, wordForm } from './words.ts'

/** Names of what a row may refer to, as wordForm writes them, with their keys. */
export type Lookup = ReadonlyMap<string, string>

/**
 * Reads one row by what its columns mean, and collects what is to be said about its cells. Of every reading undefined says
 * that the file does not have the column, null that the cell is empty.
 */
export class RowReader<Column extends string> {
  readonly issues: RowIssue[] = []
  readonly #cells: readonly SheetCell[]
  readonly #mapping: Mapping
  readonly #longest: Readonly<Partial<Record<Column, number>>>

  constructor(cells: readonly SheetCell[], mapping: Mapping, longest: Readonly<Partial<Record<Column, number>>>) {
    this.#cells = cells
    this.#mapping = mapping
    this.#longest = longest
  }

  say(column: Column | null, code: string, kind: RowIssue['kind'], value?: string, other?: string): void {
    this.issues.push({
      column,
      code,
      kind,
      ...(value !== undefined && { value: value.slice(0, 200) }),
      ...(other !== undefined && { other: other.slice(0, 300) }),
    })
  }

  get failed(): boolean {
    return hasErrors(this.issues)
  }

  has(column: Column): boolean {
    return this.#mapping[column] !== undefined
  }

  text(column: Column): string {
    const place = this.#mapping[column]
    return place === undefined ? '' : textOf(this.#cells[place])
  }

  /** Why the row is none of what is read, if so. `numbered`: the column whose number a sum does not have. */
  besides(numbered: Column): 'total-row' | 'heading-row' | 'empty-row' | undefined {
    const mapped = Object.values(this.#mapping)
    const filled = mapped.filter((place) => textOf(this.#cells[place ?? -1]) !== '')
    if (filled.length === 0) return 'empty-row'
    const first = this.#cells.map(textOf).find((text) => text !== '') ?? ''
    const number = this.text(numbered)
    if (isTotal(first) && (number === '' || isTotal(number))) return 'total-row'
    // One cell alone in a row that otherwise says nothing: a headline between the rows.
    return filled.length === 1 && mapped.length > 2 ? 'heading-row' : undefined
  }

  /** Hands over the text of a column that the file has, and says when it is a formula, a fault or too long. */
  own(column: Column, take: (text: string, cell: SheetCell) => void): void {
    const place = this.#mapping[column]
    if (place === undefined) return
    const cell = this.#cells[place] ?? null
    if (typeof cell === 'object' && cell?.kind === 'formula') this.say(column, 'formula', 'warning', textOf(cell))
    if (typeof cell === 'object' && cell?.kind === 'fault') this.say(column, 'fault', 'error', cell.code)
    const text = textOf(cell)
    const limit = this.#longest[column]
    if (limit !== undefined && text.length > limit) this.say(column, 'too-long', 'error', String(limit))
    take(text, cell)
  }

  words(column: Column): string | null | undefined {
    let read: string | null | undefined
    this.own(column, (text) => {
      read = text || null
    })
    return read
  }

  /** A day; of a month or year its first or last, with a remark. */
  day(column: Column, edge: 'begin' | 'end'): Day | null | undefined {
    let read: Day | null | undefined
    this.own(column, (text, cell) => {
      const day = dayIn(cell)
      if (day || text === '') {
        read = day ?? null
        return
      }
      const loose = looseDay(text, edge)
      if (!loose) this.say(column, 'day-unreadable', 'error', text)
      else {
        read = loose.day
        if (loose.assumed) this.say(column, 'day-assumed', 'warning', loose.day)
      }
    })
    return read
  }

  /** One of the words that `find` knows. */
  code<Code>(column: Column, find: (text: string) => Code | undefined): Code | null | undefined {
    let read: Code | null | undefined
    this.own(column, (text) => {
      if (text === '') read = null
      else {
        read = find(text)
        if (read === undefined) this.say(column, 'word-unknown', 'error', text)
      }
    })
    return read
  }

  /** A whole number from 0 to `most`. */
  count(column: Column, most: number): number | null | undefined {
    let read: number | null | undefined
    this.own(column, (text) => {
      if (text === '') {
        read = null
        return
      }
      const number = numberIn(text)
      if (number === undefined) this.say(column, 'number-unreadable', 'error', text)
      else if (!Number.isInteger(number)) this.say(column, 'number-not-whole', 'error', text)
      else if (number < 0 || number > most) this.say(column, 'number-beyond', 'error', text, String(most))
      else read = number
    })
    return read
  }

  /** Keys of the names in a cell. */
  list(column: Column, lookup: Lookup, kind: RowIssue['kind']): string[] | undefined {
    let read: string[] | undefined
    this.own(column, (text) => {
      read = this.keys(column, lookup.has(wordForm(text)) ? [text] : namesIn(text), lookup, kind)
    })
    return read
  }

  keys(column: Column, names: readonly string[], lookup: Lookup, kind: RowIssue['kind']): string[] {
    const keys = names.flatMap((name) => {
      // A comma may part names or stand within one.
      const parts = lookup.has(wordForm(name)) ? [name] : name.split(',').map((part) => part.trim())
      return parts.filter(Boolean).flatMap((part) => {
        const key = lookup.get(wordForm(part))
        if (key === undefined) this.say(column, 'name-unknown', kind, part)
        return key ?? []
      })
    })
    return [...new Set(keys)]
  }
}
