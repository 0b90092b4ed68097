import { addDays, type Day } from '../../../../kernel/day.ts'
import { ChartFigure, delayClass, type Lane, Lanes } from '../../../../platform/ui/charts/index.ts'
import { Empty, Link, Name, Section, useRender } from '../../../../platform/ui/index.ts'
import { byStart, type CourseRow, type Entry, firstDrawn, openWaits, type Wait } from '../domain/course.ts'
import { certainties } from '../domain/kinds.ts'
import { coursePath } from '../paths.ts'

/** A line of the list beside the drawing: an entry, a wait or something that happened. */
interface Line {
  readonly key: string
  readonly from: Day
  readonly until: Day | null
  readonly what: string
  readonly where: string
  readonly days: number | null
  readonly targetDays: number | null
  /** Of an entry that the reader may change. */
  readonly path?: string
}

/** Something of the journey log that stands in no row: a milestone. */
export interface Happened {
  readonly key: string
  readonly on: Day
  readonly what: string
}

export interface CourseProps {
  readonly caseId: string
  readonly rows: readonly CourseRow[]
  readonly happened: readonly Happened[]
  readonly writes: boolean
}

/** The Integrationsverlauf: rows by part of life, light where something held, dark where somebody waited. */
export function Course({ caseId, rows, happened, writes }: CourseProps) {
  const { t } = useRender()
  return (
    <Section
      title={t('cases.course.title')}
      id="course"
      aside={writes && <Link to={`${coursePath(caseId)}/new`}>{t('cases.course.add')}</Link>}
    >
      {rows.length === 0 ? (
        <Empty title={t('cases.course.none')}>{t('cases.course.none-next')}</Empty>
      ) : (
        <Drawn caseId={caseId} rows={rows} happened={happened} writes={writes} />
      )}
    </Section>
  )
}

function Drawn({ caseId, rows, happened, writes }: CourseProps) {
  const { t, format, today } = useRender()
  const labelOf = (entry: Entry) => entry.label ?? t(`cases.course.kind.${entry.kind}`)
  const from = firstDrawn(rows, today)
  const lanes = rows.map(
    (row): Lane => ({
      key: row.domain,
      label: t(`cases.course.domain.${row.domain}`),
      spans: row.entries.map((entry) => ({
        key: entry.id,
        label: labelOf(entry),
        from: entry.from,
        ...(entry.until && { until: addDays(entry.until, 1) }),
        about: entry.certainty !== certainties[0],
      })),
      waits: row.waits.map((wait) => ({
        key: wait.id,
        from: wait.from,
        ...(wait.until && { until: wait.until }),
        delay: delayClass(wait.days, wait.targetDays),
        ...(wait.targetOn && { target: wait.targetOn }),
        text: t('cases.course.days', { count: wait.days }),
      })),
    }),
  )
  const lines = linesOf(rows, happened, (entry) => labelOf(entry), t)
  const withPaths = lines.map((line) =>
    writes && line.key.startsWith('entry ') ? { ...line, path: `${coursePath(caseId)}/${line.key.slice(6)}` } : line,
  )
  return (
    <ChartFigure<Line>
      caption={t('cases.course.caption')}
      label={t('cases.course.region')}
      chart={
        <Lanes
          lanes={lanes}
          from={from}
          today={today}
          todayLabel={t('cases.course.today')}
          title={t('cases.course.title')}
          description={resultOf(rows, from, t, format)}
        />
      }
      table={{
        summary: t('cases.course.as-list', { count: withPaths.length }),
        keyOf: (line) => line.key,
        rows: withPaths,
        columns: [
          { key: 'from', header: t('cases.course.from'), cell: (line) => format.day(line.from) },
          { key: 'until', header: t('cases.course.until'), cell: (line) => (line.until ? format.day(line.until) : '') },
          { key: 'where', header: t('cases.course.part'), cell: (line) => line.where },
          {
            key: 'what',
            header: t('cases.course.what'),
            names: true,
            cell: (line) => (line.path ? <Link to={line.path}>{line.what}</Link> : <Name>{line.what}</Name>),
          },
          {
            key: 'days',
            header: t('cases.course.wait'),
            kind: 'number',
            cell: (line) => (line.days === null ? '' : t('cases.course.days', { count: line.days })),
          },
          {
            key: 'target',
            header: t('cases.course.target'),
            kind: 'number',
            cell: (line) => (line.targetDays === null ? '' : t('cases.course.days', { count: line.targetDays })),
          },
        ],
      }}
    />
  )
}

type Words = ReturnType<typeof useRender>

/** What the drawing says: from when to when, and who waits how long. */
function resultOf(rows: readonly CourseRow[], from: Day, t: Words['t'], format: Words['format']): string {
  const waits = openWaits(rows)
  const span = t('cases.course.result-span', { count: rows.length, month: format.month(from) })
  if (waits.length === 0) return `${span} ${t('cases.course.result-none')}`
  const named = waits.map((wait) =>
    t('cases.course.result-wait', { domain: t(`cases.course.domain.${wait.domain}`), days: wait.days }),
  )
  return `${span} ${t('cases.course.result-open', { waits: format.list(named) })}`
}

/** Everything as a list, the newest first. */
function linesOf(
  rows: readonly CourseRow[],
  happened: readonly Happened[],
  labelOf: (entry: Entry) => string,
  t: Words['t'],
): Line[] {
  const ofWait = (wait: Wait): Line => ({
    key: `wait ${wait.id}`,
    from: wait.from,
    until: wait.until,
    what: t(
      wait.until === null
        ? 'cases.course.waits-for'
        : wait.arrived
          ? 'cases.course.waited-for'
          : 'cases.course.ended-without',
      {
        name: wait.name,
      },
    ),
    where: t(`cases.course.domain.${wait.domain}`),
    days: wait.days,
    targetDays: wait.targetDays,
  })
  const ofEntry = (entry: Entry, domain: string): Line => ({
    key: `entry ${entry.id}`,
    from: entry.from,
    until: entry.until,
    what:
      entry.certainty === 'day'
        ? labelOf(entry)
        : t('cases.course.uncertain', { what: labelOf(entry), how: t(`cases.course.certainty.${entry.certainty}`) }),
    where: t(`cases.course.domain.${domain}`),
    days: null,
    targetDays: null,
  })
  return [
    ...rows.flatMap((row) => [...row.entries.map((entry) => ofEntry(entry, row.domain)), ...row.waits.map(ofWait)]),
    ...happened.map(({ key, on, what }) => ({
      key: `step ${key}`,
      from: on,
      until: null,
      what,
      where: t('cases.course.milestone'),
      days: null,
      targetDays: null,
    })),
  ].sort((one, other) => -byStart(one, other))
}
