import type { MeasureState } from '../../domain/kinds.ts'

/** How a measure stood on a day. */
export interface Standing {
  readonly state: MeasureState
  readonly stalled: boolean
}

/** What can have happened to a measure between two days, what needs action first. */
export const changeKinds = ['stalled', 'established', 'added', 'movedOn', 'ended'] as const
export type ChangeKind = (typeof changeKinds)[number]

const ended: ReadonlySet<MeasureState> = new Set(['completed', 'adapted', 'discontinued'])

/**
 * What happened to a measure between two days; `before` is undefined where it was not there yet. The most telling change
 * counts, so that every measure stands in one list only: a new measure that stalls is new.
 */
export function changeOf(before: Standing | undefined, after: Standing): ChangeKind | undefined {
  if (!before) return 'added'
  if (ended.has(after.state) && !ended.has(before.state)) return 'ended'
  if (after.state === 'established' && before.state !== 'established') return 'established'
  if (after.stalled && !before.stalled) return 'stalled'
  if (before.stalled && !after.stalled) return 'movedOn'
  return undefined
}

export interface ChangedMeasure<Measure> {
  readonly measure: Measure
  readonly before: Standing | undefined
  readonly after: Standing
}

/** The changes between two days, by kind. A measure that is not there any more on the later day is not counted. */
export function changesBetween<Measure extends { readonly id: string }>(
  measures: readonly Measure[],
  before: ReadonlyMap<string, Standing>,
  after: ReadonlyMap<string, Standing>,
): Readonly<Record<ChangeKind, readonly ChangedMeasure<Measure>[]>> {
  const changes: Record<ChangeKind, ChangedMeasure<Measure>[]> = {
    added: [],
    established: [],
    stalled: [],
    movedOn: [],
    ended: [],
  }
  for (const measure of measures) {
    const now = after.get(measure.id)
    if (!now) continue
    const then = before.get(measure.id)
    const kind = changeOf(then, now)
    if (kind) changes[kind].push({ measure, before: then, after: now })
  }
  return changes
}
