import type { ColumnReport, ReadReport, Role } from '../../engine/readers/index.ts'
import type { Analysis } from './analysis.ts'
import type { Words } from './language.ts'
import { inLine } from './width.ts'

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
