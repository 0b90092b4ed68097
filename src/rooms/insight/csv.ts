import { type CsvValue, writeCsv } from '../../platform/documents/index.ts'
import { createFormat, type Translate } from '../../platform/i18n/index.ts'
import type { Directory } from './directory.ts'
import { pathText, townName } from './pages/names.ts'
import type { Released } from './release.ts'
import type { Kind, Sheet } from './sheet.ts'

/**
 * A released table as a file for spreadsheets. Each row says whether it is simulated, because rows get copied without
 * their file; lines at the end say where the figures come from.
 */
export function csvOf<T extends Sheet>(
  figures: Released<T>,
  name: keyof T['tables'] & string,
  {
    directory,
    t,
    what,
    words,
  }: {
    readonly directory: Directory
    readonly t: Translate
    readonly what: string
    /** The word for a code of a column; undefined leaves it as it is. */
    readonly words?: (column: string, code: string | null) => string | undefined
  },
): string {
  const { source, tables } = figures.table
  const { columns, rows } = tables[name] as Sheet['tables'][string]
  const names = Object.keys(columns)
  const simulated = t(source.simulated ? 'insight.csv.yes' : 'insight.csv.no')
  const format = createFormat(t.locale)
  const trail = t('insight.csv.source', {
    district: directory.district.name,
    what,
    period: format.period(source.period.from, source.period.to),
    day: format.day(source.asOf),
    checksum: figures.proof.checksum,
  })
  return writeCsv(
    [...names.map((column) => t(`insight.column.${column}`)), t('insight.csv.simulated')],
    [
      ...(rows as readonly Readonly<Record<string, unknown>>[]).map((row) => [
        ...names.map(
          (column) =>
            (columns[column] === 'kind' ? words?.(column, row[column] as string | null) : undefined) ??
            cell(row[column], columns[column] as Kind, directory, t),
        ),
        simulated,
      ]),
      [trail],
      ...(source.simulated ? [[t('insight.csv.source-demo')]] : []),
    ],
  )
}

function cell(value: unknown, kind: Kind, directory: Directory, t: Translate): CsvValue {
  switch (kind) {
    case 'interface':
      return pathText(directory, value as string)
    case 'municipality':
      return townName(directory, value as string | null, t('insight.map.unknown-town'))
    case 'mark':
      return t(value ? 'insight.csv.yes' : 'insight.csv.no')
    default:
      return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : (value as string | null)
  }
}
