import type { Day } from '../../../../kernel/day.ts'
import type { SheetCell } from '../../../../platform/documents/index.ts'
import {
  type Lookup,
  type Mapping,
  namesIn,
  type RowIssue,
  RowReader,
  wordForm,
  yesOrNo,
} from '../../../../platform/importing/index.ts'
import type { CentreRole, MeasureState, Priority } from '../../domain/kinds.ts'
import type { ColumnKey } from './columns.ts'
import { isWholeDistrict, priorityOfWord, roleOfWord, stateOfWord } from './words.ts'

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
  const reader = new RowReader<ColumnKey>(cells, mapping, longest)
  const beside = reader.besides('number')
  if (beside) return { kind: 'beside', code: beside }
  const values: RowValues = {}
  reader.own('number', (text, cell) => {
    values.number = text
    // Spreadsheets make a day of 1.02.
    if (isDay(cell)) reader.say('number', 'number-is-day', 'error', text)
  })
  reader.own('title', (text) => {
    values.title = text.replace(/\s+/g, ' ')
    if (text === '') reader.say('title', 'title-missing', 'error')
  })
  reader.own('state', (text) => readState(text, values, reader))
  for (const column of ['since', 'stalledSince'] as const) set(values, column, reader.day(column, 'begin'))
  if (values.stalledSince && values.state && !values.stalled) values.stalled = true
  set(values, 'reason', reader.words('reason'))
  set(values, 'fields', reader.list('fields', lookups.fields, 'error'))
  readOffices(reader, lookups, values)
  set(values, 'centreRole', orEmpty(reader.code('centreRole', roleOfWord), 'none'))
  set(values, 'priority', reader.code('priority', priorityOfWord))
  for (const column of ['kimLinked', 'isPublic'] as const)
    set(values, column, orEmpty(reader.code(column, yesOrNo), false))
  readConcepts(reader, lookups.concepts, values)
  reader.own('places', (text) => {
    const names = namesIn(text)
    values.municipalities =
      text === '' || names.every(isWholeDistrict) ? [] : reader.keys('places', names, lookups.municipalities, 'error')
  })
  set(values, 'targetGroups', reader.list('targetGroups', lookups.targetGroups, 'error'))
  set(values, 'plannedFrom', reader.day('plannedFrom', 'begin'))
  set(values, 'plannedUntil', reader.day('plannedUntil', 'end'))
  for (const column of ['description', 'publicText'] as const) set(values, column, reader.words(column))
  if (values.plannedFrom && values.plannedUntil && values.plannedUntil < values.plannedFrom)
    reader.say('plannedUntil', 'ends-before', 'error')
  return { kind: 'row', values, issues: reader.issues }
}

/** A column that the file does not have leaves no value. */
function set<Key extends keyof RowValues>(values: RowValues, key: Key, value: RowValues[Key] | undefined): void {
  if (value !== undefined) values[key] = value
}

/** What an empty cell means. */
const orEmpty = <Value>(read: Value | null | undefined, empty: Value): Value | undefined =>
  read === null ? empty : read

const isDay = (cell: SheetCell): boolean => {
  const plain = typeof cell === 'object' && cell?.kind === 'formula' ? cell.value : cell
  return typeof plain === 'object' && plain?.kind === 'day'
}

function readState(text: string, values: RowValues, reader: RowReader<ColumnKey>): void {
  if (text === '') return
  const found = stateOfWord(text)
  if (!found) {
    reader.say('state', 'state-unknown', 'error', text)
    return
  }
  values.state = found.state
  values.stalled = found.stalled ?? false
}

/** An office that the network does not know is no reason to lose what the row says: its name stays with the partners. */
function readOffices(reader: RowReader<ColumnKey>, lookups: Lookups, values: RowValues): void {
  set(values, 'partners', reader.words('partners'))
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
    .map((name) => organisations.get(wordForm(name)))
    .find((key) => key !== undefined)
}

/** `KIM 2021 (4); Integrationskonzept 2010`: names with the number of the measure there. */
function readConcepts(reader: RowReader<ColumnKey>, concepts: Lookup, values: RowValues): void {
  reader.own('concepts', (text) => {
    values.concepts = namesIn(text).flatMap((name) => {
      const whole = concepts.get(wordForm(name))
      if (whole) return [{ key: whole, number: null }]
      const [, title = '', number = ''] = /^(.*?)\s*\((?:nr\.?\s*)?([^)]{1,20})\)$/i.exec(name) ?? []
      const key = concepts.get(wordForm(title))
      if (key) return [{ key, number: number || null }]
      reader.say('concepts', 'concept-unknown', 'error', name)
      return []
    })
  })
}
