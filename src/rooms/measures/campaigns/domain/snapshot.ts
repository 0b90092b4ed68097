import type { Day } from '../../../../kernel/day.ts'
import type { CentreRole, MeasureState } from '../../domain/kinds.ts'

/** The whole register as it stood on a day, in words that can still be read when everything else has changed. */
export interface SnapshotContent {
  readonly referenceDay: Day
  readonly measures: readonly SnapshotMeasure[]
  readonly counts: SnapshotCounts
}

export interface SnapshotMeasure {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly isPublic: boolean
  /** How it stood on the reference day. */
  readonly state: MeasureState
  readonly since: Day
  readonly stalled: boolean
  readonly reason: string | null
  readonly centreRole: CentreRole
  readonly kimLinked: boolean
  readonly responsible: string | null
  readonly fields: readonly string[]
  readonly concepts: readonly string[]
  /** Empty: the whole district. */
  readonly municipalities: readonly string[]
  /** The last approved report up to the reference day, or of the campaign itself. */
  readonly report: SnapshotReport | null
}

export interface SnapshotReport {
  readonly id: string
  readonly asOf: Day
  readonly state: MeasureState
  readonly stalled: boolean
  readonly unchanged: boolean
  readonly done: string
  readonly obstacle: string | null
  readonly next: string | null
  readonly author: string
}

export interface SnapshotCounts {
  readonly measures: number
  readonly stalled: number
  readonly reported: number
  readonly byState: Readonly<Record<string, number>>
  readonly byField: Readonly<Record<string, number>>
  readonly byCentreRole: Readonly<Record<string, number>>
}

/** Puts a snapshot together. Fields overlap: a measure with two counts in both, so their counts are never added. */
export function snapshotOf(referenceDay: Day, measures: readonly SnapshotMeasure[]): SnapshotContent {
  return {
    referenceDay,
    measures,
    counts: {
      measures: measures.length,
      stalled: measures.filter((measure) => measure.stalled).length,
      reported: measures.filter((measure) => measure.report).length,
      byState: countBy(measures, (measure) => [measure.state]),
      byField: countBy(measures, (measure) => measure.fields),
      byCentreRole: countBy(measures, (measure) => [measure.centreRole]),
    },
  }
}

function countBy(
  measures: readonly SnapshotMeasure[],
  keysOf: (measure: SnapshotMeasure) => readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const measure of measures) for (const key of keysOf(measure)) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

/** JSON with sorted keys: what the checksum is computed over, whatever order the database gives the keys back in. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
  return `{${entries.join(',')}}`
}

/** What became of a measure between two snapshots. */
export interface Change {
  readonly measure: SnapshotMeasure
  readonly before: SnapshotMeasure | undefined
}

/** Measures whose state or standing still differs between two snapshots, new ones included, by number. */
export function changesBetween(before: SnapshotContent, after: SnapshotContent): readonly Change[] {
  const was = new Map(before.measures.map((measure) => [measure.id, measure]))
  return after.measures
    .map((measure) => ({ measure, before: was.get(measure.id) }))
    .filter(({ measure, before: then }) => then?.state !== measure.state || then.stalled !== measure.stalled)
}
