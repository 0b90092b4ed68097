import { withhold } from '../release.ts'
import { type Sheet, table } from '../sheet.ts'
import { type LogFigures, waitKinds } from './analysis.ts'

export type LogSheet = ReturnType<typeof logSheet>

export interface LogQuestion {
  /** Target in days for every hand-over; null: none. */
  readonly targetDays: number | null
  /** How offices with few people are called together. */
  readonly rest: string
  /** The name of an office of which only a number is known; left out where offices have names. */
  readonly office?: ((number: string) => string) | undefined
}

/** The kept figures of an uploaded log as an answer, behind the gate like those of the district. All durations in days. */
export function logFiguresOf(figures: LogFigures, question: LogQuestion) {
  return withhold(logSheet(figures, question))
}

function logSheet(figures: LogFigures, question: LogQuestion) {
  const { targetDays } = question
  const { from, to, overview, months, rework, causes, deadlines } = figures
  return {
    name: 'uploaded-log' as const,
    source: {
      question: targetDays === null ? '' : `?target=${targetDays}`,
      period: { from, to },
      asOf: to,
      population: overview.passages,
      simulated: false,
    },
    tables: {
      overview: table(
        {
          cases: 'count',
          events: 'count',
          activities: 'count',
          passages: 'count',
          pairsOfAll: 'given',
          waiting: 'days',
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
        [overview],
      ),
      edges: edgeTable(figures, question),
      months: table({ month: 'month', n: 'count', median: 'quantile', p75: 'quantile', p90: 'quantile' }, months),
      rework: table(
        { activity: 'kind', cases: 'count', again: 'count', self: 'count', other: 'count', unknown: 'count' },
        rework,
      ),
      causes: causeTable(causes),
      deadlines: table(
        { cases: 'count', withDeadline: 'count', late: 'count', allowed: 'quantile', taken: 'quantile' },
        deadlines === null ? [] : [deadlines],
      ),
    },
  } satisfies Sheet
}

/** One row per cause; or one that says why there is none. */
function causeTable(causes: LogFigures['causes']) {
  const columns = { cause: 'kind', missing: 'kind', waiting: 'days', share: 'share', undetermined: 'count' } as const
  if (causes.missing !== null)
    return table(columns, [{ cause: null, missing: causes.missing, waiting: 0, share: null, undetermined: 0 }])
  const { waiting, total, undetermined } = causes
  return table(
    columns,
    waitKinds.map((cause) => ({
      cause,
      missing: null,
      waiting: waiting[cause],
      share: waiting[cause] / total,
      undetermined,
    })),
  )
}

function edgeTable({ pairs, overview }: LogFigures, { targetDays, rest, office }: LogQuestion) {
  const named = (label: string | null) => (label === null ? rest : overview.byOffice && office ? office(label) : label)
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
    pairs.map((pair) => ({
      ...pair,
      from: named(pair.from),
      to: named(pair.to),
      target: targetDays,
      ratio: pair.median !== null && targetDays ? pair.median / targetDays : null,
    })),
  )
}
