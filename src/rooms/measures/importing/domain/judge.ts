import type { Day } from '../../../../kernel/day.ts'
import {
  besideRow,
  hasErrors,
  type Judged,
  type RowIssue,
  SimilarTitles,
  trigrams,
  wordForm,
} from '../../../../platform/importing/index.ts'
import { needsReason, stateIssue } from '../../domain/states.ts'
import type { PresentMeasure } from './present.ts'
import type { ReadRow, RowValues } from './row.ts'

/** Judges the rows of one file, one after the other: it remembers the numbers and titles that came before. */
export class Judge {
  readonly #today: Day
  readonly #byNumber = new Map<string, PresentMeasure>()
  readonly #byId = new Map<string, PresentMeasure>()
  readonly #titles: SimilarTitles<string>
  readonly #numbers = new Set<string>()
  readonly #titlesHere = new Set<string>()

  constructor(register: readonly PresentMeasure[], today: Day) {
    this.#today = today
    for (const measure of register) {
      this.#byNumber.set(measure.values.number, measure)
      this.#byId.set(measure.id, measure)
    }
    this.#titles = new SimilarTitles(register.map(({ id, values }) => ({ id, title: values.title })))
  }

  judge(row: ReadRow, rowNumber: number): Judged<RowValues> {
    if (row.kind === 'beside') return besideRow(row.code)
    const values = { ...row.values }
    const issues = [...row.issues]
    if (values.title === undefined) issues.push({ column: 'title', code: 'title-missing', kind: 'error' })
    const numbered = values.number ? this.#byNumber.get(values.number) : undefined
    // Lists have numbers of their own: the same number over another title is another measure.
    const known = numbered && isAlike(numbered.values.title, values.title) ? numbered : undefined
    const like = !known && values.title ? this.#titles.find(values.title) : undefined
    const target = known ?? (like && this.#byId.get(like.id)) ?? numbered
    this.#numberOf(values, rowNumber, issues, known, numbered)
    this.#twice(values, issues)
    if (!known && like && target)
      issues.push({
        column: 'title',
        code: 'similar-title',
        kind: 'warning',
        value: `${target.values.number} ${target.values.title}`,
      })
    // What only a new measure would get is not a change.
    const changed = target ? this.#changes(target, row.values, known ? issues : []) : []
    if (!known) this.#demandNew(values, issues)
    const failed = hasErrors(issues)
    const verdict = failed ? 'error' : known ? (changed.length > 0 ? 'update' : 'same') : target ? 'similar' : 'new'
    const choice = known ? (failed || changed.length > 0 ? 'update' : 'skip') : 'create'
    const title = values.title || ''
    return { verdict, choice, values, issues, target: target?.id ?? null, changed, title }
  }

  /**
   * A row without a number, or with one that another measure has, gets one that says where it came from, free in the
   * register and in the file.
   */
  #numberOf(
    values: RowValues,
    rowNumber: number,
    issues: RowIssue[],
    known: PresentMeasure | undefined,
    numbered: PresentMeasure | undefined,
  ): void {
    if (values.number) {
      if (this.#numbers.has(values.number))
        issues.push({ column: 'number', code: 'number-twice', kind: 'error', value: values.number })
      this.#numbers.add(values.number)
    }
    if (known || (values.number && !numbered)) return
    let number = `Z${rowNumber}`
    while (this.#byNumber.has(number) || this.#numbers.has(number)) number += 'a'
    issues.push(
      numbered
        ? {
            column: 'number',
            code: 'number-of-other',
            kind: 'warning',
            value: number,
            other: `${values.number} ${numbered.values.title}`,
          }
        : { column: 'number', code: 'number-given', kind: 'warning', value: number },
    )
    values.number = number
    this.#numbers.add(number)
  }

  #twice(values: RowValues, issues: RowIssue[]): void {
    if (!values.title) return
    const form = wordForm(values.title)
    if (this.#titlesHere.has(form))
      issues.push({ column: 'title', code: 'title-twice', kind: 'warning', value: values.title })
    this.#titlesHere.add(form)
  }

  /** What a new measure needs and the row does not say. */
  #demandNew(values: RowValues, issues: RowIssue[]): void {
    if (values.state === undefined) {
      if (!issues.some((issue) => issue.column === 'state'))
        issues.push({ column: 'state', code: 'state-assumed', kind: 'warning' })
      values.state = 'proposed'
      values.stalled = false
    }
    if (!values.since) {
      values.since = values.stalledSince && values.stalledSince <= this.#today ? values.stalledSince : this.#today
      issues.push({ column: 'since', code: 'since-today', kind: 'warning', value: values.since })
    }
    if (values.since > this.#today)
      issues.push({ column: 'since', code: 'in-future', kind: 'error', value: values.since })
    if (values.stalledSince && values.stalledSince > this.#today)
      issues.push({ column: 'stalledSince', code: 'in-future', kind: 'error', value: values.stalledSince })
    if ((needsReason(values.state) || values.stalled) && !values.reason)
      issues.push({ column: 'reason', code: 'reason-assumed', kind: 'warning' })
  }

  #changes(present: PresentMeasure, values: RowValues, issues: RowIssue[]): (keyof RowValues)[] {
    const is = present.values
    const changed = plainFields.filter((key) => values[key] !== undefined && !same(values[key], is[key]))
    if (values.concepts && !sameConcepts(values.concepts, is.concepts)) changed.push('concepts')
    if (values.state === undefined) return changed
    const stalled = values.stalled ?? false
    if (values.state !== is.state || stalled !== is.stalled) {
      changed.push('state')
      const since = (stalled ? values.stalledSince : undefined) ?? values.since ?? this.#today
      const reason = values.reason ?? (is.reason || null)
      const issue = stateIssue(
        { state: is.state, stalled: is.stalled, since: is.stalledSince ?? is.since ?? since },
        { state: values.state, stalled, since, reason: reason ?? 'assumed' },
        this.#today,
      )
      if (issue) issues.push({ column: 'state', code: `state-${issue}`, kind: 'error', value: is.state })
      else if ((needsReason(values.state) || stalled) && !values.reason)
        issues.push({ column: 'reason', code: 'reason-assumed', kind: 'warning' })
    } else {
      const since = values.since && values.since !== is.since
      const stalledSince = values.stalledSince && values.stalledSince !== is.stalledSince
      if (since || stalledSince) issues.push({ column: 'since', code: 'since-ignored', kind: 'warning' })
      if (values.reason !== undefined && values.reason !== is.reason)
        issues.push({ column: 'reason', code: 'reason-ignored', kind: 'warning' })
    }
    return changed
  }
}

const plainFields: (keyof RowValues)[] = [
  'number',
  'title',
  'fields',
  'responsible',
  'involved',
  'partners',
  'centreRole',
  'kimLinked',
  'municipalities',
  'targetGroups',
  'priority',
  'plannedFrom',
  'plannedUntil',
  'description',
  'publicText',
  'isPublic',
]

function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : normal(value))
  return plain(one) === plain(other)
}

/** As a cell would give it back: without spaces at the ends, one kind of line break. */
const normal = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .replace(/\u00a0/g, ' ')
        .replace(/\r\n?/g, '\n')
        .trim() || null
    : (value ?? null)

/** A concept without a number leaves the number that the register has. */
function sameConcepts(row: Required<RowValues>['concepts'], is: Required<RowValues>['concepts']): boolean {
  if (row.length !== is.length) return false
  const numbers = new Map(is.map(({ key, number }) => [key, number]))
  return row.every(({ key, number }) => numbers.has(key) && (number === null || number === numbers.get(key)))
}

/** Whether two titles can be the same measure, renamed; a row without a title is what its number says. */
function isAlike(one: string, other: string | undefined): boolean {
  if (!other) return true
  const [a, b] = [trigrams(one), trigrams(other)]
  const shared = [...a].filter((piece) => b.has(piece)).length
  return shared / (a.size + b.size - shared || 1) >= 0.25
}
