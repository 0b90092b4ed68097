import { BubbleMap, ChartFigure, NoData } from '../../../../platform/ui/charts/index.ts'
import { Section, useRender } from '../../../../platform/ui/index.ts'
import type { GapSheet, GapsSheet } from '../figures.ts'
import type { GapView } from '../view.ts'
import { gapWords } from './words.ts'

/** A town stands out when its rate per resident is more than this above that of all. */
const clearlyAbove = 1.1

/** Where needs stay open: unmet days as circles, the rate against the district as colour, and the same as a table. */
export function NeedTowns({ view }: { view: GapView<GapsSheet> | GapView<GapSheet> }) {
  const { t, format } = useRender()
  const words = gapWords(view, t)
  const { rows } = view.figures.table.tables.towns
  const towns = [...view.directory.towns.values()]
  const chosen = view.filter.towns
  const shown = towns.filter(({ key, centre }) => centre !== null && (chosen.length === 0 || chosen.includes(key)))
  const days = new Map(rows.map((row) => [row.town, row.unmetDays]))
  const known = rows.filter(({ residents }) => residents !== null)
  const residents = known.reduce((sum, row) => sum + (row.residents ?? 0), 0)
  const rate = residents === 0 ? Infinity : (known.reduce((sum, row) => sum + row.unmetDays, 0) / residents) * 1000
  const above = new Set(
    rows.filter((row) => chosen.length === 0 && (row.perThousand ?? 0) > rate * clearlyAbove).map((row) => row.town),
  )
  const highest = rows.filter((row) => row.town !== null && row.unmetDays > 0).slice(0, 3)
  return (
    <Section title={t('insight.gaps.map.title')}>
      <ChartFigure
        caption={t(above.size > 0 ? 'insight.gaps.map.caption' : 'insight.gaps.map.caption-plain')}
        label={t('insight.gaps.map.chart')}
        chart={
          shown.length > 0 ? (
            <BubbleMap
              title={t('insight.gaps.map.chart')}
              description={t('insight.gaps.map.description', {
                towns: format.list(
                  highest.map((row) => t('insight.map.town-days', { town: words.town(row.town), days: row.unmetDays })),
                ),
              })}
              places={shown.map(({ key, name, centre }) => ({
                key,
                name,
                centre: centre as readonly [number, number],
                value: days.get(key) ?? 0,
                rate: above.has(key) ? 'above' : 'usual',
              }))}
              outlines={towns.flatMap(({ key, outline }) => (outline ? [{ key, rings: outline }] : []))}
              referenceText={(value) => t('insight.map.days-unit', { days: value })}
            />
          ) : (
            <NoData>{t('insight.map.no-map')}</NoData>
          )
        }
        table={{
          summary: t('insight.map.table'),
          rows,
          keyOf: (row) => row.town ?? '',
          columns: [
            { key: 'town', header: t('insight.map.town'), names: true, cell: (row) => words.town(row.town) },
            {
              key: 'days',
              header: t('insight.gaps.days'),
              kind: 'number',
              cell: (row) => format.number(row.unmetDays),
            },
            {
              key: 'rate',
              header: t('insight.map.per-thousand'),
              kind: 'number',
              cell: (row) => (row.perThousand === null ? '–' : format.number(row.perThousand)),
            },
            { key: 'needs', header: t('insight.gaps.needs'), kind: 'number', cell: (row) => format.number(row.needs) },
            { key: 'open', header: t('insight.gaps.open'), kind: 'number', cell: (row) => format.number(row.open) },
          ],
        }}
        note={view.directory.district.simulated ? t('insight.map.invented') : undefined}
      />
    </Section>
  )
}
