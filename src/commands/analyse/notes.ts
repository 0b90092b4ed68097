import type { EdgeFigures } from '../../engine/index.ts'
import type { ColumnReport, ReadReport, Role } from '../../engine/readers/index.ts'
import { type Day, dayOfInstant } from '../../kernel/day.ts'
import { type Analysis, totalOf } from './analysis.ts'
import { shortDuration } from './durations.ts'
import type { Words } from './language.ts'
import { inLine } from './width.ts'

/** What stands below the table: what was counted, how it is ranked, what was read. One sentence or line each. */
export function notesOf(analysis: Analysis, shown: readonly EdgeFigures[], words: Words): readonly string[] {
  const { question, edges, source } = analysis
  const { t } = words
  const { options } = question
  const someOpen = edges.some((edge) => edge.open > 0)
  return [
    t(`note.${question.kind}`, {
      shown: shown.length,
      edges: edges.length,
      passages: analysis.waits.ended.length,
      open: analysis.waits.open.length,
      cases: analysis.waits.cases,
      all: analysis.cases,
      attribute: question.attribute,
    }),
    totalNote(analysis, words),
    analysis.formal !== null
      ? t(`note.formal-${options.formal}`, { formal: analysis.formal, resource: question.resource })
      : '',
    rankingNote(analysis, words),
    options.workingDays ? t('note.working-days', { land: options.workingDays }) : '',
    someOpen ? t('note.open', { asOf: dayIn(analysis.follows.open.asOf, options.timeZone, words) }) : '',
    options.from || options.to ? periodNote(analysis, words) : '',
    t('note.read', {
      name: source.name,
      events: analysis.events,
      cases: analysis.cases,
      activities: analysis.activities,
      from: dayIn(source.read.times.first, options.timeZone, words),
      to: dayIn(source.read.times.last, options.timeZone, words),
      zone: options.timeZone,
    }),
  ].filter((note) => note !== '')
}

function totalNote(analysis: Analysis, { t, format }: Words): string {
  const wait = totalOf(analysis)
  if (!wait) return ''
  const duration = (value: number) => shortDuration(format, value, analysis.question.options.workingDays !== undefined)
  return t('note.total', {
    mean: duration(wait.mean),
    median: duration(wait.median),
    p90: duration(wait.p90),
    max: duration(wait.max),
  })
}

function rankingNote({ edges, question }: Analysis, { t }: Words): string {
  if (edges.length === 0) return ''
  const withTarget = edges.filter((edge) => edge.target !== null).length
  const ranking = withTarget === edges.length ? 'lost' : withTarget > 0 ? 'mixed' : 'waiting'
  const sorted = question.options.sort === 'rank' ? '' : ` ${t('note.sorted', { key: question.options.sort })}`
  return t(`note.ranked-${ranking}`) + sorted
}

function periodNote({ question, edges }: Analysis, { t, format }: Words): string {
  const { from, to } = question.options
  const values = {
    from: from ? format.day(from) : '',
    to: to ? format.day(to) : '',
    bounds: from && to ? 'both' : from ? 'from' : 'to',
  }
  return t('note.period', { ...values, basis: edges.some((edge) => edge.target !== null) ? 'target' : 'begin' })
}

function dayIn(instant: number, timeZone: string, { format }: Words): string {
  if (Number.isNaN(instant)) return '–'
  const day = dayOfInstant(instant, timeZone)
  return /^\d{4}-/.test(day) ? format.day(day as Day) : day
}

/** What was guessed and what was odd, for standard error: lines. */
export function guessesOf({ source, follows, unusedTargets, question }: Analysis, words: Words): readonly string[] {
  const { t } = words
  const { read } = source
  const lines = [formatLine(read, words), columnsLine(read, words), ...timeLines(read, words)]
  const odd = read.oddities.map(({ code, count, line, sample }) => {
    const values = { count, line, sample: inLine(sample ?? ''), hasSample: sample === undefined ? 'no' : 'yes' }
    return t(`odd.${code}`, values)
  })
  const { issues } = follows
  const found = (key: string, count: number) =>
    count > 0 ? [t(`odd.${key}`, { count, attribute: question.attribute })] : []
  odd.push(
    ...(issues.sorted ? [t('odd.sorted')] : []),
    ...found('without-time', issues.withoutTime),
    ...found('without-case', issues.withoutCase),
    ...found('without-value', issues.withoutValue),
    ...found('negative', issues.negative),
    ...found('uncertain', issues.uncertain),
    ...found('open-without-sender', issues.openWithoutSender),
  )
  if (unusedTargets.length > 0) {
    const pairs = unusedTargets.slice(0, 3).map(({ from, to }) => `${inLine(from)} → ${inLine(to)}`)
    odd.push(t('odd.unused-targets', { count: unusedTargets.length, pairs: pairs.join('; ') }))
  }
  return [...lines, ...odd.map((line) => `${t('odd.mark')} ${line}`)]
}

function formatLine(read: ReadReport, { t }: Words): string {
  const delimiter = read.delimiter
    ? t('guess.delimiter', { name: delimiterNames[read.delimiter.value], by: read.delimiter.by })
    : ''
  return t('guess.format', {
    format: read.format.toUpperCase(),
    gzip: read.gzip ? 'yes' : 'no',
    encoding: encodingNames[read.encoding] ?? read.encoding,
    delimiter,
  })
}

const encodingNames: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
}

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const

function columnsLine({ columns }: ReadReport, { t }: Words): string {
  const parts = (['case', 'activity', 'time', 'group', 'resource'] as const).flatMap((role: Role) => {
    const column: ColumnReport | undefined = columns[role]
    if (!column) return []
    return [t('guess.column', { role, name: inLine(column.names.join(' + ')), by: column.by })]
  })
  return parts.join('; ')
}

function timeLines({ times }: ReadReport, { t, format }: Words): readonly string[] {
  const formats = times.formats.map((one) =>
    t('guess.date-format', { format: t(`guess.date.${one.format}`), count: one.count }),
  )
  const lines = [
    t('guess.times', {
      formats: format.list(formats),
      offset: times.withOffset,
      local: times.local,
      days: times.days,
      zone: times.zone,
    }),
  ]
  if (times.order) lines.push(t('guess.order', { order: times.order.dayFirst ? 'day' : 'month', by: times.order.by }))
  return lines
}
