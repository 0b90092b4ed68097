import type { EdgeFigures } from '../../engine/index.ts'
import { type Day, dayOfInstant } from '../../kernel/day.ts'
import { type Analysis, totalOf } from './analysis.ts'
import { shortDuration } from './durations.ts'
import type { Words } from './language.ts'

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
