import { writeCsv } from '../../../platform/documents/index.ts'
import { createFormat, type Translate } from '../../../platform/i18n/index.ts'
import type { Released } from '../release.ts'
import type { LogSheet } from './figures.ts'

/** The pairs of a log with all their figures; durations in days. */
export function logCsv({ table, proof }: Released<LogSheet>, t: Translate): string {
  const { columns, rows } = table.tables.edges
  const names = Object.keys(columns) as (keyof (typeof rows)[number])[]
  const format = createFormat(t.locale)
  const { period, asOf } = table.source
  const trail = t('insight.explore.csv-source', {
    period: format.period(period.from, period.to),
    day: format.day(asOf),
    checksum: proof.checksum,
  })
  return writeCsv(
    names.map((name) => t(`insight.explore.column.${name}`)),
    [
      ...rows.map((row) =>
        names.map((name) => {
          const value = row[name]
          return typeof value === 'number' ? Math.round(value * 1e4) / 1e4 : value
        }),
      ),
      [trail],
    ],
  )
}
