import { zone } from '../../kernel/zone.ts'
import { type EventLog, type LabelColumn, plainCodes } from '../log.ts'
import { orderKeys, rowsByCase } from './order.ts'

/** What was done again in the same case, and whether by the same person. */
export interface Rework {
  readonly value: string
  /** Cases in which it happened more than once. */
  readonly cases: number
  /** Times it was done again: all but the first of each case. */
  readonly again: number
  /** Of those: by who did it the time before, by somebody else, and where one of both is not known. */
  readonly self: number
  readonly other: number
  readonly unknown: number
}

/**
 * Repetitions by value, most first; who did it the time before decides between self and other (the typology of bupaR's
 * `number_of_repetitions`). Without a resource all are unknown. Persons are compared, never named.
 */
export function reworkFigures(
  log: EventLog,
  { by = log.activities, resource }: { readonly by?: LabelColumn; readonly resource?: LabelColumn } = {},
): readonly Rework[] {
  const cases = plainCodes(log.cases.codes)
  const values = plainCodes(by.codes)
  const persons = resource && plainCodes(resource.codes)
  const rows = rowsByCase(cases, log.cases.labels.length, orderKeys(log, zone('Europe/Berlin')))
  const found = by.labels.map((value) => ({ value, cases: 0, again: 0, self: 0, other: 0, unknown: 0 }))
  /** The row of the last time in the present case, by value. */
  let last = new Map<number, number>()
  let repeated = new Set<number>()
  rows.forEach((row, at) => {
    if (at > 0 && cases[rows[at - 1]!] !== cases[row]) {
      last = new Map()
      repeated = new Set()
    }
    const value = values[row]!
    if (value < 0) return
    const before = last.get(value)
    last.set(value, row)
    if (before === undefined) return
    const entry = found[value]!
    entry.again++
    if (!repeated.has(value)) entry.cases++
    repeated.add(value)
    const [one, two] = [persons?.[before] ?? -1, persons?.[row] ?? -1]
    entry[one < 0 || two < 0 ? 'unknown' : one === two ? 'self' : 'other']++
  })
  return found.filter(({ again }) => again > 0).sort((a, b) => b.again - a.again || (a.value < b.value ? -1 : 1))
}
