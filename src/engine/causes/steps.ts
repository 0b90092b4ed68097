/** A step with begin, end and resource. */
export interface Step {
  readonly case: string
  readonly activity: string
  readonly resource: string
  readonly start: number
  readonly end: number
}

export interface Enabled {
  readonly step: Step
  /** The step that made it possible; undefined for the first of a case. */
  readonly source: Step | undefined
  /** When it could have begun: the end of the source, else its own begin. */
  readonly enabledAt: number
  /** The batch it was worked off in, if it was in one. */
  readonly batch?: number
  /** When the last of the batch had come. */
  readonly batchReadyAt?: number
}

/** Each step with the one that made it possible: the last to end before it in its case that is not concurrent with it. */
export function enabledBy(steps: readonly Step[]): readonly Enabled[] {
  const cases = [...Map.groupBy(steps, (step) => step.case).values()]
  const concurrent = concurrentIn(cases)
  return cases.flatMap((ofCase) =>
    ofCase.map((step): Enabled => {
      let source: Step | undefined
      for (const other of ofCase) {
        if (other === step || other.end > step.start || concurrent.has(pairOf(other.activity, step.activity))) continue
        // Of two that end together the later begun; a step without duration cannot make itself possible.
        if (other.start === step.start && other.end === step.end) continue
        if (!source || other.end > source.end || (other.end === source.end && isLater(other, source))) source = other
      }
      return { step, source, enabledAt: source?.end ?? step.start }
    }),
  )
}

function isLater(a: Step, b: Step): boolean {
  if (a.start !== b.start) return a.start > b.start
  return a.activity !== b.activity ? a.activity > b.activity : a.resource > b.resource
}

/** Activities that overlap in time within a case are concurrent: neither has to wait for the other. */
function concurrentIn(cases: readonly (readonly Step[])[]): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const ofCase of cases) {
    const sorted = ofCase.toSorted((a, b) => a.start - b.start)
    sorted.forEach((one, at) => {
      for (let next = at + 1; next < sorted.length && sorted[next]!.start < one.end; next++)
        if (sorted[next]!.end > one.start) pairs.add(pairOf(one.activity, sorted[next]!.activity))
    })
  }
  return pairs
}

function pairOf(a: string, b: string): string {
  return a < b ? JSON.stringify([a, b]) : JSON.stringify([b, a])
}

/**
 * Finds what was worked off in batches: steps of one activity that one resource takes without a pause one after the other, or
 * at the same time, all of which had come before the first was begun. A chain of which some came later is no batch: the
 * office was just busy.
 */
export function inBatches(all: readonly Enabled[]): readonly Enabled[] {
  const result = new Map<Enabled, Enabled>()
  let number = 0
  const groups = Map.groupBy(all, ({ step }) => JSON.stringify([step.activity, step.resource]))
  for (const [, ofOne] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sorted = ofOne
      .filter(({ source }) => source)
      .sort((a, b) => a.step.start - b.step.start || a.step.end - b.step.end || (a.step.case < b.step.case ? -1 : 1))
    for (let from = 0; from < sorted.length; ) {
      let to = from + 1
      let end = sorted[from]!.step.end
      let ready = sorted[from]!.enabledAt
      while (to < sorted.length && sorted[to]!.step.start <= end) {
        const next = sorted[to]!
        if (next.enabledAt > sorted[from]!.step.start) break
        end = Math.max(end, next.step.end)
        ready = Math.max(ready, next.enabledAt)
        to++
      }
      if (to - from > 1) {
        for (const one of sorted.slice(from, to)) result.set(one, { ...one, batch: number, batchReadyAt: ready })
        number++
      }
      from = to
    }
  }
  return all.map((one) => result.get(one) ?? one)
}
