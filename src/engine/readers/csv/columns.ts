import { Invalid, type Issue } from '../../../kernel/errors.ts'
import { Moment, readMoment, unreadable } from '../moment.ts'
import type { ColumnReport } from '../report.ts'
import { type ReadRequest, type Role, roles } from '../request.ts'
import { guessColumns, sameMeaning } from './header.ts'

/** Which fields a CSV is read from. */
export interface Columns {
  /** Field numbers counted from 0 by role; several are joined. */
  readonly fields: Readonly<Partial<Record<Role, readonly number[]>>>
  readonly found: Readonly<Partial<Record<Role, ColumnReport>>>
  /** What was asked for, and the field it is. */
  readonly attributes: ReadonlyMap<string, number>
}

/**
 * Decides which columns to read, from the request, the names in the header and the first records. Throws Invalid with
 * an issue for every column that is needed and cannot be found.
 */
export function chooseColumns(
  header: readonly string[],
  sample: readonly (readonly string[])[],
  request: ReadRequest,
  line: number,
): Columns {
  const fields: Partial<Record<Role, readonly number[]>> = {}
  const found: Partial<Record<Role, ColumnReport>> = {}
  const issues: Issue[] = []
  const columns = header.join(', ')
  const choose = (role: Role, at: readonly number[], by: ColumnReport['by']) => {
    fields[role] = at
    found[role] = { names: at.map((field) => header[field] as string), by }
  }
  for (const role of roles) {
    const given = request.map?.[role]
    if (given === undefined) continue
    const at = fieldsOf(given, header)
    if (at) choose(role, at, 'given')
    else issues.push({ field: role, code: 'log.column.unknown', values: { column: given, columns, line } })
  }
  const free = (at: readonly number[]) =>
    !at.some((field) => Object.values(fields).some((taken) => taken.includes(field)))
  for (const role of roles) {
    if (fields[role] || issues.some((issue) => issue.field === role)) continue
    const guessed = guessColumns(role, header, (field) => free([field]))
    if (guessed) choose(role, guessed, 'name')
  }
  if (!fields.time && !issues.some((issue) => issue.field === 'time')) {
    const dates = dateColumns(header.length, sample).filter((field) => free([field]))
    if (dates.length === 1) choose('time', dates, 'content')
    else if (dates.length > 1) {
      const candidates = dates.map((field) => header[field]).join(', ')
      issues.push({ field: 'time', code: 'log.column.several-times', values: { columns: candidates, line } })
    }
  }
  const attributes = new Map<string, number>()
  const wanted = request.attributes === 'all' ? [] : (request.attributes ?? [])
  for (const name of wanted) {
    const at = fieldOf(name, header) ?? sameMeaning(name, header)
    if (at !== undefined) attributes.set(name, at)
    else issues.push({ field: 'attribute', code: 'log.column.unknown', values: { column: name, columns, line } })
  }
  for (const name of request.optional ?? []) {
    const at = fieldOf(name, header)
    if (at !== undefined) attributes.set(name, at)
  }
  if (!fields.activity && request.activityElse !== undefined) {
    const at = attributes.get(request.activityElse)
    if (at !== undefined) choose('activity', [at], 'attribute')
  }
  for (const role of ['case', 'activity', 'time'] as const) {
    if (fields[role] || issues.some((issue) => issue.field === role)) continue
    issues.push({ field: role, code: `log.column.no-${role}`, values: { columns, line } })
  }
  if (issues.length > 0) throw new Invalid(issues)
  return { fields, found, attributes }
}

/** The fields of `Datum`, `3` or `Datum+Uhrzeit`; undefined when one is not there. */
function fieldsOf(given: string, header: readonly string[]): readonly number[] | undefined {
  const whole = fieldOf(given, header)
  if (whole !== undefined) return [whole]
  const parts = given.split('+').map((part) => fieldOf(part.trim(), header))
  return parts.every((part) => part !== undefined) ? parts : undefined
}

function fieldOf(given: string, header: readonly string[]): number | undefined {
  const exact = header.indexOf(given)
  if (exact >= 0) return exact
  const loose = header.findIndex((name) => name.toLowerCase() === given.toLowerCase())
  if (loose >= 0) return loose
  const number = /^\d+$/.test(given) ? Number(given) : 0
  return number >= 1 && number <= header.length ? number - 1 : undefined
}

/** Columns in which every value of the first records is a date. Bare numbers do not count: they are mostly ids. */
function dateColumns(width: number, sample: readonly (readonly string[])[]): number[] {
  const dates: number[] = []
  for (let field = 0; field < width; field++) {
    const values = sample.map((row) => row[field] ?? '').filter((value) => value.trim() !== '')
    if (values.length > 0 && values.every(isDate)) dates.push(field)
  }
  return dates
}

const moment = new Moment()

/** True for a text that can only be a date: not for a bare number. */
export function isDate(text: string): boolean {
  if (/^\s*[\d.]+\s*$/.test(text) && !/^\s*\d+\.\d+\.\d+\s*$/.test(text)) return false
  const bytes = new TextEncoder().encode(text)
  readMoment(bytes, 0, bytes.length, moment)
  return moment.format !== unreadable
}
