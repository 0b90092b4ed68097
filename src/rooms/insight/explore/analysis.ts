import {
  DAY,
  deadlineFigures,
  directlyFollows,
  type EventLog,
  edgeFigures,
  handovers,
  instantsOf,
  logFigures,
  monthsOf,
  reworkFigures,
  type Vector,
  vectorOf,
  waitsOf,
} from '../../../engine/index.ts'
import { type Day, dayOfInstant } from '../../../kernel/day.ts'
import type { Month } from '../../../kernel/period.ts'
import { type Causes, causesOfLog } from './causes.ts'
import { knownOf, mergeSmallGroups, mostPairs } from './domain.ts'

/**
 * What is kept of an uploaded log: its figures, worked out once while it is read, so that looking at them costs the same
 * for every log. Durations in days. Depends neither on a target nor on a language: those come with the question.
 */
export interface LogFigures {
  readonly from: Day
  readonly to: Day
  readonly overview: {
    readonly cases: number
    readonly events: number
    readonly activities: number
    readonly passages: number
    /** Pairs that the log has; `pairs` holds those with the longest waits in sum, `mostPairs` at most. */
    readonly pairsOfAll: number
    /** Waiting time of all pairs together. */
    readonly waiting: number
    readonly byOffice: boolean
    readonly merged: number
    readonly peopleKnown: boolean
    readonly beginsKnown: boolean
    readonly withoutTime: number
    readonly negative: number
    readonly uncertain: number
    readonly median: number | null
    readonly p90: number | null
    readonly duration: number | null
  }
  readonly pairs: readonly Pair[]
  readonly months: readonly {
    readonly month: Month
    readonly n: number
    readonly median: number | null
    readonly p75: number | null
    readonly p90: number | null
  }[]
  readonly rework: readonly {
    readonly activity: string | null
    readonly cases: number
    readonly again: number
    readonly self: number
    readonly other: number
    readonly unknown: number
  }[]
  readonly causes: KeptCauses
  readonly deadlines: {
    readonly cases: number
    readonly withDeadline: number
    readonly late: number
    readonly allowed: number | null
    readonly taken: number | null
  } | null
}

interface Pair {
  /** Null: the offices with few people, which stand together. */
  readonly from: string | null
  readonly to: string | null
  readonly n: number
  readonly cases: number
  readonly median: number | null
  readonly p75: number | null
  readonly p90: number | null
  readonly p95: number | null
  readonly max: number | null
  readonly waiting: number
  readonly pingPong: number
  readonly formal: number
}

/** Causes that can be told apart without hours of work, which are in no log. */
export const waitKinds = ['batching', 'contention', 'prioritisation', 'unknown'] as const
type WaitKind = (typeof waitKinds)[number]

type KeptCauses =
  | { readonly missing: Exclude<Causes['missing'], null> }
  | {
      readonly missing: null
      readonly total: number
      readonly waiting: Readonly<Record<WaitKind, number>>
      readonly undetermined: number
    }

const zone = 'Europe/Berlin'

/** No label of a log: signs like this one are taken out of them while they are read. */
const restLabel = '\u0000'

/** The figures of a log. Lets other requests in between its parts: a large log takes some seconds altogether. */
export async function analyseLog(log: EventLog): Promise<LogFigures> {
  const known = knownOf(log)
  const merging = known.group && known.resource ? mergeSmallGroups(known.group, known.resource, restLabel) : undefined
  // Without people nothing says how many work in an office, or that it is one.
  const group = merging?.column
  const started = known.started && instantsOf(known.started)
  const options = { by: group ?? log.activities, timeZone: zone, ...(started && { started }) }
  const follows = group
    ? handovers(log, { ...options, ...(known.resource && { resource: known.resource }) })
    : directlyFollows(log, options)
  await others()
  // Places in a ranking are not shown here, so their intervals are not drawn.
  const casesOf = casesByPair(follows)
  const pairs = edgeFigures(follows, { draws: 1 })
    .map(
      ({ from, to, n, wait, waiting, pingPong, formal }): Pair => ({
        from: from === restLabel ? null : from,
        to: to === restLabel ? null : to,
        n,
        cases: casesOf(from, to),
        ...quantilesOf(wait),
        waiting: waiting.total / DAY,
        pingPong: pingPong?.n ?? 0,
        formal: formal ?? 0,
      }),
    )
    .sort((a, b) => b.waiting - a.waiting)
  await others()
  const whole = logFigures(log)
  const all = vectorOf(waitsOf(follows).ended)
  const months = monthsOf(follows).map(({ month, wait }) => ({
    month,
    n: wait?.n ?? 0,
    median: inDays(wait?.median),
    p75: inDays(wait?.p75),
    p90: inDays(wait?.p90),
  }))
  await others()
  const rework = reworkFigures(log, known.resource ? { resource: known.resource } : {})
  const days = known.deadline && deadlineFigures(log, { deadline: known.deadline })
  await others()
  const causes = causesOfLog(log, known)
  const dayAt = (time: number | null) => dayOfInstant(time ?? 0, zone)
  return {
    from: dayAt(whole.first),
    to: dayAt(whole.last),
    overview: {
      cases: whole.cases,
      events: whole.events,
      activities: whole.activities,
      passages: all?.n ?? 0,
      pairsOfAll: pairs.length,
      waiting: pairs.reduce((sum, { waiting }) => sum + waiting, 0),
      byOffice: group !== undefined,
      merged: merging?.merged ?? 0,
      peopleKnown: known.resource !== undefined,
      beginsKnown: known.started !== undefined,
      withoutTime: follows.issues.withoutTime,
      negative: follows.issues.negative,
      uncertain: follows.issues.uncertain,
      median: inDays(all?.median),
      p90: inDays(all?.p90),
      duration: inDays(whole.duration?.median),
    },
    pairs: pairs.slice(0, mostPairs),
    months,
    rework: rework.map(({ value, ...counts }) => ({ activity: value, ...counts })),
    causes: keptCauses(causes),
    deadlines:
      days && days.withDeadline > 0
        ? {
            cases: days.cases,
            withDeadline: days.withDeadline,
            late: days.lastEventAfter,
            allowed: inDays(days.allowed?.median),
            taken: inDays(days.taken?.median),
          }
        : null,
  }
}

const others = () => new Promise(setImmediate)

function keptCauses(causes: Causes): KeptCauses {
  if (causes.missing !== null) return { missing: causes.missing }
  const { total, causes: found, undetermined } = causes.found
  return {
    missing: null,
    total: total / DAY,
    waiting: Object.fromEntries(waitKinds.map((kind) => [kind, found[kind] / DAY])) as Record<WaitKind, number>,
    undetermined: undetermined.start + undetermined.end + undetermined.resource,
  }
}

function quantilesOf(wait: Vector | null) {
  return {
    median: inDays(wait?.median),
    p75: inDays(wait?.p75),
    p90: inDays(wait?.p90),
    p95: inDays(wait?.p95),
    max: inDays(wait?.max),
  }
}

const inDays = (milliseconds: number | undefined): number | null =>
  milliseconds === undefined ? null : milliseconds / DAY

/** Different cases by pair: ten hand-overs of one case are one case. */
function casesByPair({ slotOf, caseCodes, labels, slots }: ReturnType<typeof handovers>) {
  const found = new Map<number, Set<number>>()
  for (let row = 0; row < slotOf.length; row++) {
    const slot = slotOf[row]!
    if (slot < 0) continue
    const cases = found.get(slot)
    if (cases) cases.add(caseCodes[row]!)
    else found.set(slot, new Set([caseCodes[row]!]))
  }
  const named = new Map(
    [...found].map(([slot, { size }]) => [JSON.stringify([labels[slots.from(slot)], labels[slots.to(slot)]]), size]),
  )
  return (from: string, to: string) => named.get(JSON.stringify([from, to])) ?? 0
}
