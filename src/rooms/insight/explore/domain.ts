import { type EventLog, type LabelColumn, MISSING, plainCodes } from '../../../engine/index.ts'

/** Days that an uploaded log is kept. */
export const keepDays = 30

/** An office with fewer people than this is merged with others: what it does is what somebody does. */
export const fewestPeople = 5

/** Events of one log: some 60 MB while it is read. */
export const mostEvents = 2_000_000

/** Events of an object-centric log, which is held whole while it is read. */
export const mostObjectEvents = 200_000

/** Columns of a file that a page names. */
export const mostColumnsTold = 60

/** Pairs that are kept of a log, those with the longest waits in sum. */
export const mostPairs = 2000

/** Signs that the name of an office or a step may have: a longer one is a sentence. */
export const longestLabel = 120

/** More different values than this are no offices and no activities but names, numbers or sentences. */
export const mostGroups = 300
export const mostActivities = 500

export interface Merged {
  readonly column: LabelColumn
  /** How many offices stand together under `rest`. */
  readonly merged: number
}

/**
 * Offices with fewer than five people under one name; where those together still have fewer, the next smallest joins them. The
 * limit holds for known people: events without a person tell nothing of who works there, so an office without any is merged.
 */
export function mergeSmallGroups(group: LabelColumn, resource: LabelColumn, rest: string): Merged {
  const codes = plainCodes(group.codes)
  const persons = plainCodes(resource.codes)
  const peopleOf = group.labels.map(() => new Set<number>())
  const used = new Set<number>()
  codes.forEach((code, row) => {
    if (code < 0) return
    used.add(code)
    if (persons[row]! >= 0) peopleOf[code]!.add(persons[row]!)
  })
  const bySize = [...used].sort((a, b) => peopleOf[a]!.size - peopleOf[b]!.size || a - b)
  const small = new Set<number>()
  const together = new Set<number>()
  for (const code of bySize) {
    if (peopleOf[code]!.size >= fewestPeople && (small.size === 0 || together.size >= fewestPeople)) break
    small.add(code)
    for (const person of peopleOf[code]!) together.add(person)
  }
  if (small.size === 0) return { column: group, merged: 0 }
  const labels = [...group.labels, rest]
  const restCode = labels.length - 1
  return {
    column: { codes: codes.map((code) => (small.has(code) ? restCode : code)), labels },
    merged: small.size,
  }
}

/** What of a log is known: decides which pages can say something. */
export interface Known {
  readonly group: LabelColumn | undefined
  readonly resource: LabelColumn | undefined
  readonly started: LabelColumn | undefined
  readonly deadline: LabelColumn | undefined
}

export function knownOf({ attributes }: EventLog): Known {
  const get = (name: string) => {
    const column = attributes.get(name)
    return column && plainCodes(column.codes).some((code) => code !== MISSING) ? column : undefined
  }
  return { group: get('group'), resource: get('resource'), started: get('started'), deadline: get('deadline') }
}

/** A duration in days in the unit in which people say it. */
export function unitOf(days: number): { readonly unit: 'days' | 'hours' | 'minutes'; readonly amount: number } {
  const size = Math.abs(days)
  if (size >= 2) return { unit: 'days', amount: days }
  if (size * 24 >= 2) return { unit: 'hours', amount: days * 24 }
  return { unit: 'minutes', amount: days * 24 * 60 }
}

/** A target in days as it stands in an address: `14` or `0,5`; null for anything else. */
export function targetOf(typed: string | null): number | null {
  if (typed === null || !/^\d{1,4}([.,]\d{1,2})?$/.test(typed)) return null
  const days = Number(typed.replace(',', '.'))
  return days > 0 ? days : null
}
