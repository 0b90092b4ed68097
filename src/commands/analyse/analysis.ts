import {
  directlyFollows,
  type EdgeFigures,
  type EventLog,
  edgeFigures,
  type Follows,
  handovers,
  type LabelColumn,
  markers,
  vectorOf,
  type Waits,
  waitsOf,
} from '../../engine/index.ts'
import type { ReadLog, ReadReport } from '../../engine/readers/index.ts'
import { type Day, dayNumber } from '../../kernel/day.ts'
import { workingCalendar } from '../../kernel/workingdays.ts'
import { type Zone, zone } from '../../kernel/zone.ts'
import type { AnalyseOptions } from './options.ts'
import { sortEdges } from './sort.ts'
import type { Target, Targets } from './targets.ts'

/** What was asked, with the names as they are in the log. */
export interface Question {
  readonly kind: 'handovers' | 'steps'
  /** The attribute whose values follow each other. */
  readonly attribute: string
  /** The attribute that tells who did it; null when formal hand-overs cannot be told apart. */
  readonly resource: string | null
  readonly options: AnalyseOptions
  readonly targets: Targets
}

export interface Analysis {
  readonly source: { readonly name: string; readonly bytes: number; readonly read: ReadReport }
  readonly question: Question
  readonly cases: number
  readonly events: number
  readonly activities: number
  readonly follows: Follows
  /** All edges, in the order asked for. */
  readonly edges: readonly EdgeFigures[]
  readonly waits: Waits
  readonly pingPong: number | null
  readonly formal: number | null
  /** Milliseconds UTC, `to` excluded; undefined for everything. */
  readonly period: { readonly from: number; readonly to: number } | undefined
  /** Listed targets that no edge of the log has: probably misspelt. */
  readonly unusedTargets: readonly Target[]
}

/** Answers the question about a log. Pure, but for the time it takes. */
export function analyseLog(
  { log, report }: ReadLog,
  source: { readonly name: string; readonly bytes: number },
  options: AnalyseOptions,
  targets: Targets,
): Analysis {
  const question = questionOf(report, options, targets)
  const period = periodOf(log, options)
  const follows = followsOf(log, report, question)
  const selection = {
    formal: options.formal,
    ...(targets.rule === undefined ? {} : { target: targets.rule }),
    ...(period ? { period } : {}),
  }
  const edges = edgeFigures(follows, selection)
  return {
    source: { ...source, read: report },
    question,
    cases: log.cases.labels.length,
    events: log.size,
    activities: distinct(log.activities),
    follows,
    edges: sortEdges(edges, options.sort),
    waits: waitsOf(follows, selection),
    pingPong: question.kind === 'handovers' ? sum(edges, (edge) => edge.pingPong?.n ?? 0) : null,
    formal: follows.formal ? sum(edges, (edge) => edge.formal ?? 0) : null,
    period,
    unusedTargets: targets.listed.filter(
      ({ from, to }) => !edges.some((edge) => fits(from, edge.from) && fits(to, edge.to)),
    ),
  }
}

/** The waits of all passages together; null when there are none. */
export function totalOf(analysis: Analysis) {
  return vectorOf(analysis.waits.ended)
}

const fits = (pattern: string, value: string) => pattern === '*' || pattern === value

function questionOf(report: ReadReport, options: AnalyseOptions, targets: Targets): Question {
  const asked = options.handover ?? options.by
  const activity = report.columns.activity?.names.join('+') ?? ''
  const attribute = asked === undefined ? activity : (report.attributes.get(asked) ?? asked)
  const kind = options.handover === undefined ? 'steps' : 'handovers'
  const resource = report.columns.resource?.names.join('+')
  const isTold = kind === 'handovers' && resource !== undefined && resource !== attribute
  return { kind, attribute, resource: isTold ? resource : null, options, targets }
}

function followsOf(log: EventLog, report: ReadReport, question: Question): Follows {
  const { options } = question
  const by = options.by ?? options.handover
  const open = openRule(log, report, options)
  const common = {
    by: by === undefined ? log.activities : (log.attributes.get(question.attribute) as LabelColumn),
    timeZone: options.timeZone,
    ...(options.missing === undefined ? {} : { missing: options.missing }),
    ...(options.workingDays ? { calendar: workingCalendar(options.workingDays) } : {}),
    ...(open ? { open } : {}),
  }
  if (question.kind === 'steps') return directlyFollows(log, common)
  const resource = question.resource === null ? undefined : log.attributes.get(question.resource)
  return handovers(log, { ...common, ...(resource ? { resource } : {}) })
}

function openRule(log: EventLog, report: ReadReport, { openMarker, declare, asOf, timeZone }: AnalyseOptions) {
  if (!openMarker && !declare) return undefined
  const name = openMarker && (report.attributes.get(openMarker.attribute) ?? openMarker.attribute)
  const column = name === undefined ? undefined : log.attributes.get(name)
  return {
    ...(openMarker && column ? { marker: markers(column, openMarker.values) } : {}),
    ...(declare ? { declared: declare } : {}),
    ...(asOf ? { asOf: endOf(asOf, zone(timeZone)) } : {}),
  }
}

/** The first instant after a day. */
const endOf = (day: Day, local: Zone) => local.startOfDay(dayNumber(day) + 1)

const farAway = 100 * 365.25 * 86_400_000

function periodOf(log: EventLog, { from, to, timeZone }: AnalyseOptions): Analysis['period'] {
  if (!from && !to) return undefined
  const local = zone(timeZone)
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const time of log.time) {
    if (time < first) first = time
    if (time > last) last = time
  }
  return {
    from: from ? local.startOfDay(dayNumber(from)) : first,
    // A target date may lie far behind the last event; a century is enough, and calendars can count it.
    to: to ? endOf(to, local) : last + farAway,
  }
}

function distinct({ codes, labels }: LabelColumn): number {
  const seen = new Uint8Array(labels.length)
  for (let row = 0; row < codes.length; row++) if ((codes[row] as number) >= 0) seen[codes[row] as number] = 1
  return seen.reduce((count, one) => count + one, 0)
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0)
}
