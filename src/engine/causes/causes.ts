import type { Calendar } from './calendar.ts'
import { type Interval, lengthOf, merged, outside, shared } from './intervals.ts'
import type { CausesOfWaits, TransitionCauses, WaitCauses } from './results.ts'
import { type Enabled, enabledBy, inBatches, type Step } from './steps.ts'

/** A step as a log records it; null where a value is missing. Instants are milliseconds, UTC. */
export interface RecordedStep {
  readonly case: string
  readonly activity: string
  readonly resource: string | null
  readonly start: number | null
  readonly end: number | null
}

export interface CausesOptions {
  /** When resources are at work, by resource. What is missing is not known, and its idle time cannot be told apart. */
  readonly calendars: ReadonlyMap<string, Calendar>
}

/**
 * Takes the waits of a log apart by cause. A step can begin when the one before it has ended (of the same case, the last to
 * end among those that are not concurrent with it); from then on until its begin somebody waits:
 *
 * 1. until the last of the batch that it is worked off in has come: batching;
 * 2. then, while the resource works on other steps: contention, if that step had come before, else prioritisation. Other steps
 *    of the batch are compared with this one, all further ones with the moment the batch was whole;
 * 3. the rest outside the hours of the resource: unavailability; within: extraneous.
 *
 * Steps without begin, end or resource are counted and left out. The order of the steps does not matter.
 */
export function causesOfWaits(recorded: readonly RecordedStep[], { calendars }: CausesOptions): CausesOfWaits {
  const undetermined = { start: 0, end: 0, resource: 0 }
  const steps: Step[] = []
  for (const { start, end, resource, ...rest } of recorded) {
    if (start === null || Number.isNaN(start)) undetermined.start++
    else if (end === null || Number.isNaN(end)) undetermined.end++
    else if (resource === null) undetermined.resource++
    else steps.push({ ...rest, resource, start, end })
  }
  const enabled = inBatches(enabledBy(steps))
  const byResource = Map.groupBy(enabled, ({ step }) => step.resource)
  const groups = new Map<string, { first: Enabled; transitions: number; causes: WaitCauses }>()
  for (const one of enabled) {
    if (!one.source) continue
    const causes = causesOf(one, byResource.get(one.step.resource)!, calendars.get(one.step.resource))
    const key = JSON.stringify([one.source.activity, one.source.resource, one.step.activity, one.step.resource])
    const group = groups.get(key)
    groups.set(key, {
      first: group?.first ?? one,
      transitions: (group?.transitions ?? 0) + 1,
      causes: group ? sum(group.causes, causes) : causes,
    })
  }
  const transitions = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => transitionOf(group))
  const causes = transitions.map((one) => one.causes).reduce(sum, nothing)
  return { transitions, total: totalOf(causes), causes, undetermined }
}

const nothing: WaitCauses = {
  batching: 0,
  contention: 0,
  prioritisation: 0,
  unavailability: 0,
  extraneous: 0,
  unknown: 0,
}

function transitionOf(group: { first: Enabled; transitions: number; causes: WaitCauses }): TransitionCauses {
  const { first, transitions, causes } = group
  return {
    sourceActivity: first.source!.activity,
    sourceResource: first.source!.resource,
    targetActivity: first.step.activity,
    targetResource: first.step.resource,
    transitions,
    total: totalOf(causes),
    causes,
  }
}

function causesOf(one: Enabled, ofResource: readonly Enabled[], calendar: Calendar | undefined): WaitCauses {
  const { start } = one.step
  const ready = Math.min(one.batchReadyAt ?? one.enabledAt, start)
  const wait: Interval[] = merged([{ from: ready, to: start }]) as Interval[]
  const before: Interval[] = []
  const after: Interval[] = []
  for (const other of ofResource) {
    if (other === one || other.step.end <= ready || other.step.start >= start) continue
    const isTogether = one.batch !== undefined && other.batch === one.batch
    const came = other.enabledAt <= (isTogether ? one.enabledAt : ready)
    ;(came ? before : after).push({ from: other.step.start, to: other.step.end })
  }
  const contention = shared(wait, merged(before))
  const rest = outside(wait, contention)
  const prioritisation = shared(rest, merged(after))
  const idle = outside(rest, prioritisation)
  const atWork = calendar && lengthOf(shared(idle, merged(calendar(ready, start))))
  return {
    batching: ready - Math.min(one.enabledAt, start),
    contention: lengthOf(contention),
    prioritisation: lengthOf(prioritisation),
    unavailability: atWork === undefined ? null : lengthOf(idle) - atWork,
    extraneous: atWork ?? null,
    unknown: atWork === undefined ? lengthOf(idle) : 0,
  }
}

/** What is not known of a part is not known of the whole only where it is known of no part. */
function sum(a: WaitCauses, b: WaitCauses): WaitCauses {
  const both = (x: number | null, y: number | null) => (x === null ? y : y === null ? x : x + y)
  return {
    batching: a.batching + b.batching,
    contention: a.contention + b.contention,
    prioritisation: a.prioritisation + b.prioritisation,
    unavailability: both(a.unavailability, b.unavailability),
    extraneous: both(a.extraneous, b.extraneous),
    unknown: a.unknown + b.unknown,
  }
}

function totalOf({ batching, contention, prioritisation, unavailability, extraneous, unknown }: WaitCauses): number {
  return batching + contention + prioritisation + (unavailability ?? 0) + (extraneous ?? 0) + unknown
}
