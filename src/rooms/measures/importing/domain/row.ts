// Longer than others: one reader for each column of the table, in the order of the columns.
import type { Day } from '../../../../kernel/day.ts'
import type { SheetCell } from '../../../../platform/documents/index.ts'
import { fold } from '../../../../platform/search/index.ts'
import type { CentreRole, MeasureState, Priority } from '../../domain/kinds.ts'
import { type ColumnKey, columnKeys, type Mapping } from './columns.ts'
import { looseDay } from './days.ts'
import { isTotal, isWholeDistrict, priorityOfWord, roleOfWord, stateOfWord, yesOrNo } from './words.ts'

/** Something to say about one cell of a row. Errors keep the row from being taken, warnings do not. */
export interface RowIssue {
  readonly column: ColumnKey | null
  /** Key of a message below `measures.import.issue.`. */
  readonly code: string
  readonly kind: 'error' | 'warning'
  readonly value?: string
  /** What the register has, where that is something else. */
  readonly other?: string
}

/** What a row says, in the terms of the register; a column that the file does not have is absent. Names are keys. */
export interface RowValues {
  number?: string
  title?: string
  state?: MeasureState
  stalled?: boolean
  since?: Day | null
  stalledSince?: Day | null
  reason?: string | null
  fields?: readonly string[]
  responsible?: string | null
  involved?: readonly string[]
  partners?: string | null
  centreRole?: CentreRole
  kimLinked?: boolean
  concepts?: readonly { readonly key: string; readonly number: string | null }[]
  /** Empty: the whole district. */
  municipalities?: readonly string[]
  targetGroups?: readonly string[]
  priority?: Priority | null
  plannedFrom?: Day | null
  plannedUntil?: Day | null
  description?: string | null
  publicText?: string | null
  isPublic?: boolean
}

/** Names of what a row may refer to, folded, with their keys. */
export type Lookup = ReadonlyMap<string, string>
export interface Lookups {
  readonly fields: Lookup
  readonly organisations: Lookup
  readonly municipalities: Lookup
  readonly targetGroups: Lookup
  readonly concepts: Lookup
}

export type ReadRow =
  | { readonly kind: 'row'; readonly values: RowValues; readonly issues: readonly RowIssue[] }
  /** Not a measure: a sum, a headline within the table, nothing in the columns that are read. */
  | { readonly kind: 'beside'; readonly code: 'total-row' | 'heading-row' | 'empty-row' }

/** How a name is looked up. */
export const lookupForm = (name: string): string =>
  fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Largest texts, as the register keeps them. */
const longest: Partial<Record<ColumnKey, number>> = {
  number: 20,
  title: 300,
  reason: 1000,
  partners: 1000,
  description: 8000,
  publicText: 4000,
}

export function readRow(cells: readonly SheetCell[], mapping: Mapping, lookups: Lookups): ReadRow {
  const issues: RowIssue[] = []
  const filled = columnKeys.filter((key) => mapping[key] !== undefined && textOf(cells[mapping[key] ?? -1]) !== '')
  if (filled.length === 0) return { kind: 'beside', code: 'empty-row' }
  const reader = new Reader(cells, mapping, issues)
  const first = cells.map(textOf).find((text) => text !== '') ?? ''
  if (isTotal(first) && (reader.text('number') === '' || isTotal(reader.text('number'))))
    return { kind: 'beside', code: 'total-row' }
  // One cell alone that is not a title, or a title without number and all else: a headline between the rows.
  if (filled.length === 1 && columnKeys.filter((key) => mapping[key] !== undefined).length > 2)
    return { kind: 'beside', code: 'heading-row' }

  const values: RowValues = {}
  reader.own('number', (text, cell) => {
    values.number = text
    // Spreadsheets make a day of 1.02.
    if (dayIn(cell)) reader.say('number', 'number-is-day', 'error', text)
  })
  reader.own('title', (text) => {
    values.title = text.replace(/\s+/g, ' ')
    if (text === '') issues.push({ column: 'title', code: 'title-missing', kind: 'error' })
  })
  reader.own('state', (text) => readState(text, values, issues))
  reader.day('since', 'begin', values)
  reader.day('stalledSince', 'begin', values)
  if (values.stalledSince && values.state && !values.stalled) values.stalled = true
  reader.words('reason', values)
  reader.list('fields', lookups.fields, values, 'error')
  readOffices(reader, lookups, values)
  reader.code('centreRole', roleOfWord, 'none', values)
  reader.code('priority', priorityOfWord, null, values)
  reader.code('kimLinked', yesOrNo, false, values)
  reader.code('isPublic', yesOrNo, false, values)
  readConcepts(reader, lookups.concepts, values)
  reader.own('places', (text) => {
    const names = namesIn(text)
    values.municipalities =
      text === '' || names.every(isWholeDistrict) ? [] : reader.keys('places', names, lookups.municipalities, 'error')
  })
  reader.list('targetGroups', lookups.targetGroups, values, 'error')
  reader.day('plannedFrom', 'begin', values)
  reader.day('plannedUntil', 'end', values)
  reader.words('description', values)
  reader.words('publicText', values)
  if (values.plannedFrom && values.plannedUntil && values.plannedUntil < values.plannedFrom)
    issues.push({ column: 'plannedUntil', code: 'ends-before', kind: 'error' })
  return { kind: 'row', values, issues }
}

function readState(text: string, values: RowValues, issues: RowIssue[]): void {
  if (text === '') return
  const found = stateOfWord(text)
  if (!found) {
    issues.push({ column: 'state', code: 'state-unknown', kind: 'error', value: text })
    return
  }
  values.state = found.state
  values.stalled = found.stalled ?? false
}

/** An office that the network does not know is no reason to lose what the row says: its name stays with the partners. */
function readOffices(reader: Reader, lookups: Lookups, values: RowValues): void {
  reader.words('partners', values)
  const strangers: string[] = []
  reader.own('responsible', (text) => {
    values.responsible = null
    if (text === '') return
    const key = officeIn(text, lookups.organisations)
    if (key) values.responsible = key
    else {
      strangers.push(text)
      reader.say('responsible', 'responsible-unknown', 'warning', text)
    }
  })
  reader.own('involved', (text) => {
    const keys: string[] = []
    for (const name of namesIn(text)) {
      const key = officeIn(name, lookups.organisations)
      if (key) keys.push(key)
      else {
        strangers.push(name)
        reader.say('involved', 'involved-unknown', 'warning', name)
      }
    }
    values.involved = [...new Set(keys)]
  })
  if (strangers.length === 0) return
  const partners = [values.partners, ...strangers].filter(Boolean).join('; ')
  values.partners = partners.slice(0, longest.partners)
}

/** `Kommunales Integrationszentrum (KI)`: the whole, or what stands before or in the brackets. */
function officeIn(text: string, organisations: Lookup): string | undefined {
  const [, before = '', within = ''] = /^(.*?)\s*\(([^)]*)\)\s*$/.exec(text) ?? []
  return [text, before, within]
    .filter(Boolean)
    .map((name) => organisations.get(lookupForm(name)))
    .find((key) => key !== undefined)
}

/** `KIM 2021 (4); Integrationskonzept 2010`: names with the number of the measure there. */
function readConcepts(reader: Reader, concepts: Lookup, values: RowValues): void {
  reader.own('concepts', (text) => {
    values.concepts = namesIn(text).flatMap((name) => {
      const whole = concepts.get(lookupForm(name))
      if (whole) return [{ key: whole, number: null }]
      const [, title = '', number = ''] = /^(.*?)\s*\((?:nr\.?\s*)?([^)]{1,20})\)$/i.exec(name) ?? []
      const key = concepts.get(lookupForm(title))
      if (key) return [{ key, number: number || null }]
      reader.say('concepts', 'concept-unknown', 'error', name)
      return []
    })
  })
}

const namesIn = (text: string): string[] =>
  text
    .split(/[;\n]+/)
    .map((name) => name.trim())
    .filter(Boolean)

class Reader {
  readonly #cells: readonly SheetCell[]
  readonly #mapping: Mapping
  readonly #issues: RowIssue[]

  constructor(cells: readonly SheetCell[], mapping: Mapping, issues: RowIssue[]) {
    this.#cells = cells
    this.#mapping = mapping
    this.#issues = issues
  }

  say(column: ColumnKey, code: string, kind: RowIssue['kind'], value?: string): void {
    this.#issues.push({ column, code, kind, ...(value !== undefined && { value: value.slice(0, 200) }) })
  }

  text(column: ColumnKey): string {
    const place = this.#mapping[column]
    return place === undefined ? '' : textOf(this.#cells[place])
  }

  /** Hands over the text of a column that the file has, and says when it is a formula, a fault or too long. */
  own(column: ColumnKey, take: (text: string, cell: SheetCell) => void): void {
    const place = this.#mapping[column]
    if (place === undefined) return
    const cell = this.#cells[place] ?? null
    if (typeof cell === 'object' && cell?.kind === 'formula') this.say(column, 'formula', 'warning', textOf(cell))
    if (typeof cell === 'object' && cell?.kind === 'fault') this.say(column, 'fault', 'error', cell.code)
    const text = textOf(cell)
    const limit = longest[column]
    if (limit !== undefined && text.length > limit) this.say(column, 'too-long', 'error', String(limit))
    take(text, cell)
  }

  words(column: 'reason' | 'partners' | 'description' | 'publicText', values: RowValues): void {
    this.own(column, (text) => {
      values[column] = text || null
    })
  }

  day(
    column: 'since' | 'stalledSince' | 'plannedFrom' | 'plannedUntil',
    edge: 'begin' | 'end',
    values: RowValues,
  ): void {
    this.own(column, (text, cell) => {
      const day = dayIn(cell)
      if (day || text === '') {
        values[column] = day ?? null
        return
      }
      const read = looseDay(text, edge)
      if (!read) this.say(column, 'day-unreadable', 'error', text)
      else {
        values[column] = read.day
        if (read.assumed) this.say(column, 'day-assumed', 'warning', read.day)
      }
    })
  }

  code<Column extends 'centreRole' | 'priority' | 'kimLinked' | 'isPublic'>(
    column: Column,
    read: (text: string) => RowValues[Column] | undefined,
    empty: RowValues[Column],
    values: RowValues,
  ): void {
    this.own(column, (text) => {
      const value = text === '' ? empty : read(text)
      if (value === undefined) this.say(column, 'word-unknown', 'error', text)
      else values[column] = value
    })
  }

  list(column: 'fields' | 'targetGroups', lookup: Lookup, values: RowValues, kind: RowIssue['kind']): void {
    this.own(column, (text) => {
      values[column] = this.keys(column, lookup.has(lookupForm(text)) ? [text] : namesIn(text), lookup, kind)
    })
  }

  keys(column: ColumnKey, names: readonly string[], lookup: Lookup, kind: RowIssue['kind']): string[] {
    const keys = names.flatMap((name) => {
      // A comma may part names or stand within one.
      const parts = lookup.has(lookupForm(name)) ? [name] : name.split(',').map((part) => part.trim())
      return parts.filter(Boolean).flatMap((part) => {
        const key = lookup.get(lookupForm(part))
        if (key === undefined) this.say(column, 'name-unknown', kind, part)
        return key ?? []
      })
    })
    return [...new Set(keys)]
  }
}

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

function dayIn(cell: SheetCell): Day | undefined {
  const plain = typeof cell === 'object' && cell?.kind === 'formula' ? cell.value : cell
  return typeof plain === 'object' && plain?.kind === 'day' ? plain.day : undefined
}
