import {
  DAY,
  deadlineFigures,
  directlyFollows,
  type EdgeFigures,
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
import { dayOfInstant } from '../../../kernel/day.ts'
import { withhold } from '../release.ts'
import { type Sheet, table } from '../sheet.ts'
import { type Causes, causesOfLog } from './causes.ts'
import { knownOf, mergeSmallGroups } from './domain.ts'

export type LogSheet = ReturnType<typeof logSheet>

export interface LogQuestion {
  /** Target in days for every hand-over; null: none. */
  readonly targetDays: number | null
  /** How offices with few people are called together. */
  readonly rest: string
}

const zone = 'Europe/Berlin'

/** The figures of an uploaded log, behind the gate like those of the district. All durations in days. */
export function logFiguresOf(log: EventLog, question: LogQuestion) {
  return withhold(logSheet(log, question))
}

function logSheet(log: EventLog, { targetDays, rest }: LogQuestion) {
  const known = knownOf(log)
  const merging = known.group && known.resource ? mergeSmallGroups(known.group, known.resource, rest) : undefined
  // Without people nothing says how many work in an office, or that it is one.
  const group = merging?.column
  const started = known.started && instantsOf(known.started)
  const options = { by: group ?? log.activities, timeZone: zone, ...(started && { started }) }
  const follows = group
    ? handovers(log, { ...options, ...(known.resource && { resource: known.resource }) })
    : directlyFollows(log, options)
  // Places in a ranking are not shown here, so their intervals are not drawn.
  const edges = edgeFigures(follows, { draws: 1, ...(targetDays !== null && { target: targetDays * DAY }) })
  const whole = logFigures(log)
  const all = vectorOf(waitsOf(follows).ended)
  const days = known.deadline && deadlineFigures(log, { deadline: known.deadline })
  const dayAt = (time: number | null) => dayOfInstant(time ?? 0, zone)
  return {
    name: 'uploaded-log' as const,
    source: {
      question: targetDays === null ? '' : `?target=${targetDays}`,
      period: { from: dayAt(whole.first), to: dayAt(whole.last) },
      asOf: dayAt(whole.last),
      population: all?.n ?? 0,
      simulated: false,
    },
    tables: {
      overview: table(
        {
          cases: 'count',
          events: 'count',
          activities: 'count',
          passages: 'count',
          byOffice: 'mark',
          merged: 'count',
          peopleKnown: 'mark',
          beginsKnown: 'mark',
          withoutTime: 'count',
          negative: 'count',
          uncertain: 'count',
          median: 'quantile',
          p90: 'quantile',
          duration: 'quantile',
        },
        [
          {
            cases: whole.cases,
            events: whole.events,
            activities: whole.activities,
            passages: all?.n ?? 0,
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
        ],
      ),
      edges: edgeTable(edges, casesByEdge(follows)),
      months: table(
        { month: 'month', n: 'count', median: 'quantile', p75: 'quantile', p90: 'quantile' },
        monthsOf(follows).map(({ month, wait }) => ({
          month,
          n: wait?.n ?? 0,
          median: inDays(wait?.median),
          p75: inDays(wait?.p75),
          p90: inDays(wait?.p90),
        })),
      ),
      rework: table(
        { activity: 'kind', cases: 'count', again: 'count', self: 'count', other: 'count', unknown: 'count' },
        reworkFigures(log, known.resource ? { resource: known.resource } : {}).map(({ value, ...counts }) => ({
          activity: value,
          ...counts,
        })),
      ),
      causes: causeTable(causesOfLog(log, known)),
      deadlines: table(
        { cases: 'count', withDeadline: 'count', late: 'count', allowed: 'quantile', taken: 'quantile' },
        days && days.withDeadline > 0
          ? [
              {
                cases: days.cases,
                withDeadline: days.withDeadline,
                late: days.lastEventAfter,
                allowed: inDays(days.allowed?.median),
                taken: inDays(days.taken?.median),
              },
            ]
          : [],
      ),
    },
  } satisfies Sheet
}

/** One row per cause; or one that says why there is none. */
function causeTable(causes: Causes) {
  const columns = { cause: 'kind', missing: 'kind', waiting: 'days', share: 'share', undetermined: 'count' } as const
  if (causes.missing !== null)
    return table(columns, [{ cause: null, missing: causes.missing, waiting: 0, share: null, undetermined: 0 }])
  const { found } = causes
  const { start, end, resource } = found.undetermined
  const kinds = ['batching', 'contention', 'prioritisation', 'unknown'] as const
  return table(
    columns,
    kinds.map((cause) => ({
      cause,
      missing: null,
      waiting: found.causes[cause] / DAY,
      share: found.causes[cause] / found.total,
      undetermined: start + end + resource,
    })),
  )
}

function edgeTable(edges: readonly EdgeFigures[], casesOf: (from: string, to: string) => number) {
  return table(
    {
      from: 'kind',
      to: 'kind',
      n: 'count',
      cases: 'count',
      median: 'quantile',
      p75: 'quantile',
      p90: 'quantile',
      p95: 'quantile',
      max: 'quantile',
      waiting: 'days',
      target: 'given',
      ratio: 'ratio',
      pingPong: 'count',
      formal: 'count',
    },
    edges.map(({ from, to, n, wait, waiting, target, pingPong, formal }) => ({
      from,
      to,
      n,
      cases: casesOf(from, to),
      ...quantilesOf(wait),
      waiting: waiting.total / DAY,
      target: target === null ? null : target / DAY,
      ratio: wait && target ? wait.median / target : null,
      pingPong: pingPong?.n ?? 0,
      formal: formal ?? 0,
    })),
  )
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
function casesByEdge({ slotOf, caseCodes, labels, slots }: ReturnType<typeof handovers>) {
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
