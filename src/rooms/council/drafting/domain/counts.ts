import type { ReportMeasure, ReportState } from './material.ts'
import { reportStates } from './material.ts'

/** Everything counted from the measures of a report. A table and a sentence about the same thing take the same count. */

export interface Counts {
  readonly total: number
  readonly byState: Readonly<Record<ReportState, number>>
  readonly responsible: number
  readonly involved: number
  readonly throughKim: number
  /** By key of the concept. */
  readonly byConcept: ReadonlyMap<string, number>
  /** In more than one concept: why the counts of concepts must not be added. */
  readonly inSeveralConcepts: number
  /** Names of fields in the order in which they first occur; a measure counts in each of its fields. */
  readonly byField: ReadonlyMap<string, Readonly<Record<ReportState, number>>>
  readonly inSeveralFields: number
}

export function count(measures: readonly ReportMeasure[]): Counts {
  const byConcept = new Map<string, number>()
  const byField = new Map<string, Record<ReportState, number>>()
  const byState = none()
  for (const measure of measures) {
    byState[measure.state] += 1
    for (const concept of new Set(measure.concepts)) byConcept.set(concept, (byConcept.get(concept) ?? 0) + 1)
    for (const field of new Set(measure.fields)) {
      const row = byField.get(field) ?? none()
      row[measure.state] += 1
      byField.set(field, row)
    }
  }
  return {
    total: measures.length,
    byState,
    responsible: measures.filter((measure) => measure.centreRole === 'responsible').length,
    involved: measures.filter((measure) => measure.centreRole === 'involved').length,
    throughKim: measures.filter((measure) => measure.throughKim).length,
    byConcept,
    inSeveralConcepts: measures.filter((measure) => new Set(measure.concepts).size > 1).length,
    byField,
    inSeveralFields: measures.filter((measure) => new Set(measure.fields).size > 1).length,
  }
}

const none = () => Object.fromEntries(reportStates.map((state) => [state, 0])) as Record<ReportState, number>

/** What became different since the previous report, in the order of the register. */
export interface Changes {
  readonly moved: readonly (ReportMeasure & { readonly before: ReportState })[]
  readonly added: readonly ReportMeasure[]
  readonly established: number
  readonly newlyStalled: number
  readonly recovered: number
}

export function changesSince(measures: readonly ReportMeasure[]): Changes {
  const moved = measures.filter(
    (measure): measure is ReportMeasure & { before: ReportState } =>
      measure.before !== null && measure.before !== measure.state,
  )
  return {
    moved,
    added: measures.filter((measure) => measure.before === null),
    established: moved.filter((measure) => measure.state === 'established').length,
    newlyStalled: moved.filter((measure) => measure.state === 'stalled').length,
    recovered: moved.filter((measure) => measure.before === 'stalled').length,
  }
}
