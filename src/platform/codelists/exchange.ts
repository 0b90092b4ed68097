import { type Day, parseDay } from '../../kernel/day.ts'
import { Invalid } from '../../kernel/errors.ts'
import {
  type Book,
  csvType,
  readSheet,
  type SheetCell,
  type SheetRow,
  writeCsv,
  writeXlsx,
  xlsxType,
} from '../documents/index.ts'
import type { Download } from '../http/index.ts'
import { createFormat, isDayIssue, readTypedDay } from '../i18n/index.ts'
import { entryOf, isFull, isKeyOf, issuesOf, newKey, present, sameWord } from './domain.ts'
import { type Codelist, type Entry, lengths } from './model.ts'

/** The columns of a list as a table, in and out; headers are German as in all tables of offices. */
const columns = [
  { name: 'key', header: 'Schlüssel', width: 28 },
  { name: 'de', header: 'Bezeichnung', width: 44 },
  { name: 'en', header: 'Bezeichnung (Englisch)', width: 44 },
  { name: 'description', header: 'Beschreibung', width: 60 },
  { name: 'from', header: 'Wählbar ab', width: 16 },
  { name: 'until', header: 'Nicht mehr wählbar ab', width: 22 },
] as const
/** Written, not read: what the program knows itself. */
const beside = ['Zusammengeführt mit', 'Herkunft', 'Verwendet'] as const

type ColumnName = (typeof columns)[number]['name']

export interface Export {
  readonly title: string
  readonly district: string
  readonly demo: boolean
  readonly filename: string
  readonly today: Day
  readonly entries: readonly Entry[]
  readonly uses: (key: string) => string
}

export async function exportList(form: 'csv' | 'xlsx', given: Export): Promise<Download> {
  const format = createFormat('de')
  const days: readonly ColumnName[] = ['from', 'until']
  const rows = present(given.entries).map((entry) => ({
    cells: columns.map(({ name }) => entry[name]),
    beside: [entry.into ?? '', entry.origin === 'program' ? 'Programm' : 'Kreis', given.uses(entry.key)],
  }))
  const headers = [...columns.map(({ header }) => header), ...beside]
  const filename = `${given.filename}.${form}`
  if (form === 'csv') {
    const plain = rows.map((row) => [
      ...row.cells.map((cell, index) =>
        cell !== null && days.includes(columns[index]?.name as ColumnName) ? format.day(cell as Day) : cell,
      ),
      ...row.beside,
    ])
    return { type: csvType, filename, body: writeCsv(headers, plain) }
  }
  const book: Book = {
    title: `${given.title}, ${given.district}`,
    issuer: given.district,
    marks: given.demo ? ['DEMO'] : [],
    createdOn: given.today,
    sheets: [
      {
        name: given.title,
        columns: [
          ...columns.map(({ name, header, width }) => ({
            header,
            width,
            kind: days.includes(name) ? ('day' as const) : ('text' as const),
          })),
          ...beside.map((header) => ({ header, width: 20 })),
        ],
        rows: rows.map((row) => [...row.cells, ...row.beside]),
      },
    ],
  }
  return { type: xlsxType, filename, body: await writeXlsx(book) }
}

/** What is wrong with a row of a table; codes are keys below `codelists.import.issue.`. */
export interface RowIssue {
  readonly row: number
  readonly code:
    | 'no-label'
    | 'too-long'
    | 'bad-key'
    | 'bad-day'
    | 'key-removed'
    | 'merged'
    | 'twice'
    | 'taken'
    | 'closes-before'
    | 'full'
}

export interface Reading {
  /** The list as it would be: rows of the table in their order, then what the table does not name, unchanged. */
  readonly entries: readonly Entry[]
  readonly issues: readonly RowIssue[]
}

/** Reads a table over a list. Throws Invalid at `file` when it cannot be read or has no column of words. */
export async function readTable(
  file: { readonly name: string; readonly bytes: Uint8Array },
  list: Codelist,
  entries: readonly Entry[],
): Promise<Reading> {
  const sheet = await readSheet(file.bytes, file.name, { limits: { rows: 2000 } })
  if (sheet.refused !== undefined)
    throw new Invalid([
      { field: 'file', code: /^too-/.test(sheet.refused) ? 'codelists-sheet-too-large' : 'codelists-sheet-unreadable' },
    ])
  const [head, ...rows] = sheet.content
  const places = placesOf(head)
  if (!places.has('de')) throw new Invalid([{ field: 'file', code: 'codelists-no-headers' }])
  return readEntries(rows, places, list, entries)
}

function placesOf(head: SheetRow | undefined): ReadonlyMap<ColumnName, number> {
  const texts = (head?.cells ?? []).map((cell) => textOf(cell).toLocaleLowerCase('de'))
  return new Map(
    columns.flatMap(({ name, header }): [ColumnName, number][] => {
      const at = texts.indexOf(header.toLocaleLowerCase('de'))
      return at < 0 ? [] : [[name, at]]
    }),
  )
}

function readEntries(
  rows: readonly SheetRow[],
  places: ReadonlyMap<ColumnName, number>,
  list: Codelist,
  entries: readonly Entry[],
): Reading {
  const issues: RowIssue[] = []
  const read = new Map<string, Entry>()
  for (const row of rows) {
    const outcome = readRow(row, places, list, entries, read)
    if (outcome === undefined) continue
    if (typeof outcome === 'string') issues.push({ row: row.number, code: outcome })
    else read.set(outcome.key, outcome)
  }
  const all = [...read.values(), ...entries.filter(({ key }) => !read.has(key))]
  for (const entry of read.values()) {
    const [issue] = issuesOf(all, entry, entry.key)
    const row = rows.find((one) => textAt(one, places, 'de') === entry.de)?.number ?? 0
    if (issue) issues.push({ row, code: issue.field === 'until' ? 'closes-before' : 'taken' })
  }
  return { entries: all, issues }
}

/** A row as an entry, or what is wrong with it; undefined for an empty one. */
function readRow(
  row: SheetRow,
  places: ReadonlyMap<ColumnName, number>,
  list: Codelist,
  entries: readonly Entry[],
  read: ReadonlyMap<string, Entry>,
): Entry | RowIssue['code'] | undefined {
  const [key, de, en, description] = (['key', 'de', 'en', 'description'] as const).map((name) =>
    textAt(row, places, name),
  )
  if (!key && !de) return undefined
  if (!de) return 'no-label'
  if (Math.max(de.length, en?.length ?? 0) > lengths.label || (description?.length ?? 0) > lengths.description)
    return 'too-long'
  const known = entries.find((entry) =>
    key ? entry.key === key : !entry.removed && entry.into === null && sameWord(entry.de, de),
  )
  if (known?.removed) return 'key-removed'
  if (!known && key && !isKeyOf(list, key)) return 'bad-key'
  const days = (['from', 'until'] as const).map((name) => dayAt(row, places, name))
  if (days.includes('bad')) return 'bad-day'
  const [from, until] = days as (Day | null | undefined)[]
  const taken = [...entries, ...read.values()]
  if (!known && isFull(taken)) return 'full'
  const before: Entry = known ?? {
    ...entryOf({ key: key || newKey(list, taken, de), de, en: '' }),
    en: null,
    origin: 'district',
  }
  if (read.has(before.key)) return 'twice'
  if (before.into !== null) return before.de === de ? before : 'merged'
  return {
    ...before,
    de,
    ...(places.has('en') && { en: en || null }),
    ...(places.has('description') && { description: description || null }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
  }
}

function cellAt(row: SheetRow, places: ReadonlyMap<ColumnName, number>, name: ColumnName): SheetCell | undefined {
  const at = places.get(name)
  return at === undefined ? undefined : (row.cells[at] ?? null)
}

const textAt = (row: SheetRow, places: ReadonlyMap<ColumnName, number>, name: ColumnName): string =>
  textOf(cellAt(row, places, name) ?? null)

/** A formula counts as what it last showed. */
function textOf(cell: SheetCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell).replace(/\s+/g, ' ').trim()
  if (cell.kind === 'day') return cell.day
  return cell.kind === 'formula' ? textOf(cell.value) : ''
}

/** Undefined: the table has no such column and says nothing. */
function dayAt(
  row: SheetRow,
  places: ReadonlyMap<ColumnName, number>,
  name: ColumnName,
): Day | null | 'bad' | undefined {
  const cell = cellAt(row, places, name)
  if (cell === undefined) return undefined
  const text = textOf(cell)
  if (text === '') return null
  const exact = parseDay(text)
  if (exact) return exact
  const typed = readTypedDay(text)
  return isDayIssue(typed) ? 'bad' : typed
}
