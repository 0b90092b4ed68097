import type { Translate } from '../../platform/i18n/index.ts'
import { createFormat } from '../../platform/i18n/index.ts'
import type { Directory } from './directory.ts'
import { pathText, townName } from './pages/names.ts'
import type { Released } from './release.ts'
import type { Kind, Sheet } from './sheet.ts'

/** What stands at the beginning of a cell that a spreadsheet would run as a formula. */
const formula = /^[=+\-@\t\r]/

/**
 * A released table as a file for spreadsheets: RFC 4180 with the separator and the decimal sign of the language, each row
 * marked when it is simulated, and a line at the end that says where the figures come from.
 */
export function csvOf<T extends Sheet>(
  figures: Released<T>,
  name: keyof T['tables'] & string,
  { directory, t, what }: { readonly directory: Directory; readonly t: Translate; readonly what: string },
): string {
  const { source, tables } = figures.table
  const { columns, rows } = tables[name] as Sheet['tables'][string]
  const separator = t.locale === 'de' ? ';' : ','
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell, separator)).join(separator)
  const names = Object.keys(columns)
  const header = names.map((column) => t(`insight.column.${column}`))
  const body = (rows as readonly Readonly<Record<string, unknown>>[]).map((row) =>
    names.map((column) => cellText(row[column], columns[column] as Kind, directory, t)),
  )
  const format = createFormat(t.locale)
  const trail = t('insight.csv.source', {
    district: directory.district.name,
    what,
    period: format.period(source.period.from, source.period.to),
    day: format.day(source.asOf),
    checksum: figures.proof.checksum,
  })
  const simulated = t(source.simulated ? 'insight.csv.yes' : 'insight.csv.no')
  const lines = [
    line([...header, t('insight.csv.simulated')]),
    ...body.map((cells) => line([...cells, simulated])),
    line([trail]),
    ...(source.simulated ? [line([t('insight.csv.source-demo')])] : []),
  ]
  // The mark at the beginning tells spreadsheets that the text is UTF-8.
  return `\ufeff${lines.join('\r\n')}\r\n`
}

function cellText(value: unknown, kind: Kind, directory: Directory, t: Translate): string {
  switch (kind) {
    case 'interface':
      return safe(pathText(directory, value as string))
    case 'municipality':
      return safe(townName(directory, value as string | null, t('insight.map.unknown-town')))
    case 'mark':
      return t(value ? 'insight.csv.yes' : 'insight.csv.no')
    default:
      if (value === null || value === undefined) return ''
      return typeof value === 'number' ? plainNumber(value, t.locale === 'de' ? ',' : '.') : safe(String(value))
  }
}

/** At most six decimals, no grouping: a spreadsheet reads it as a number. */
function plainNumber(value: number, decimal: string): string {
  return String(Math.round(value * 1e6) / 1e6).replace('.', decimal)
}

/** A text that would run as a formula gets an apostrophe in front, as spreadsheets do themselves. */
function safe(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

function quoted(text: string, separator: string): string {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
