import { type CsvValue, writeCsv } from '../../../platform/documents/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import type { Cell, GuardedTable } from './guarded.ts'
import type { FrozenRelease } from './ledger.ts'
import { cellText, columnTitle, isFigure, type Names, type Place } from './pages/words.ts'

/** A number, or none: a program that reads the file finds an empty field, not a word. */
const isOpen = (value: unknown, place: Place): boolean =>
  place.kind !== 'waitClass' && (typeof value === 'number' || (value === null && isFigure(place)))

/** A released table as a file: withheld figures in words, the rule and the checksum at its end. */
export function csvOfRelease(release: FrozenRelease, name: string, table: GuardedTable, names: Names): string {
  const { t, directory } = names
  const columns = Object.entries(table.columns)
  const format = createFormat(t.locale)
  const { source } = release
  const value = (cell: Cell | undefined, place: Place): CsvValue =>
    cell && 'value' in cell && isOpen(cell.value, place) ? (cell.value as number | null) : cellText(cell, place, names)
  return writeCsv(
    [...columns.map(([column]) => columnTitle(column, t)), t('insight.csv.simulated')],
    [
      ...table.rows.map((row) => [
        ...columns.map(([column, kind]) => value(row[column] as Cell | undefined, { table: name, column, kind })),
        t(source.simulated ? 'insight.csv.yes' : 'insight.csv.no'),
      ]),
      [t(`insight.rule.${release.rule}`)],
      [t(`insight.releases.rule.${table.rule}`)],
      [
        t('insight.csv.source', {
          district: directory.district.name,
          what: t('insight.releases.title'),
          period: format.period(source.period.from, source.period.to),
          day: format.day(source.asOf),
          checksum: release.checksum,
        }),
      ],
      ...(source.simulated ? [[t('insight.csv.source-demo')]] : []),
    ],
  )
}
