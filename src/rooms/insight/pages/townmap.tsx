import { BubbleMap, ChartFigure, NoData } from '../../../platform/ui/charts/index.ts'
import { type Column, Section, useRender } from '../../../platform/ui/index.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import { townName } from './names.ts'

type TownRow = SituationSheet['tables']['towns']['rows'][number]

/** A town stands out when its rate per resident is more than this above that of the whole district. */
const clearlyAbove = 1.1

/** Where days are lost: amounts as circles, the rate against the district as colour, and the same as a table. */
export function TownMap({ view }: { view: View<SituationSheet> }) {
  const { t, format } = useRender()
  const rows = view.figures.table.tables.towns.rows
  const towns = [...view.directory.towns.values()]
  const shown = towns.filter((town) => town.centre !== null && included(view, town.key))
  const days = new Map(rows.map((row) => [row.town, row.lostDays]))
  const rate = districtRate(rows)
  const highest = rows.filter((row) => row.town !== null && row.lostDays > 0).slice(0, 3)
  // The rate of the district is known only when all of it is looked at.
  const whole = view.filter.towns.length === 0
  const above = new Set(
    rows
      .filter((row) => whole && row.perThousand !== null && row.perThousand > rate * clearlyAbove)
      .map((row) => row.town),
  )
  const columns: readonly Column<TownRow>[] = [
    {
      key: 'town',
      header: t('insight.map.town'),
      names: true,
      cell: (row) => townName(view.directory, row.town, t('insight.map.unknown-town')),
    },
    { key: 'days', header: t('insight.map.lost'), kind: 'number', cell: (row) => format.number(row.lostDays) },
    {
      key: 'rate',
      header: t('insight.map.per-thousand'),
      kind: 'number',
      cell: (row) => (row.perThousand === null ? '–' : format.number(row.perThousand)),
    },
    { key: 'n', header: t('insight.map.hand-overs'), kind: 'number', cell: (row) => format.number(row.handOvers) },
  ]
  return (
    <Section title={t('insight.map.title')}>
      <ChartFigure
        caption={t(above.size > 0 ? 'insight.map.caption' : 'insight.map.caption-plain')}
        label={t('insight.map.chart')}
        chart={
          shown.length > 0 ? (
            <BubbleMap
              title={t('insight.map.chart')}
              description={
                highest.length === 0
                  ? t('insight.map.description-none')
                  : t('insight.map.description', {
                      towns: format.list(
                        highest.map((row) =>
                          t('insight.map.town-days', {
                            town: townName(view.directory, row.town, ''),
                            days: row.lostDays,
                          }),
                        ),
                      ),
                    })
              }
              places={shown.map((town) => ({
                key: town.key,
                name: town.name,
                centre: town.centre as readonly [number, number],
                value: days.get(town.key) ?? 0,
                rate: above.has(town.key) ? 'above' : 'usual',
              }))}
              outlines={towns.flatMap((town) => (town.outline ? [{ key: town.key, rings: town.outline }] : []))}
              referenceText={(value) => t('insight.map.days-unit', { days: value })}
            />
          ) : (
            <NoData>{t('insight.map.no-map')}</NoData>
          )
        }
        table={{
          columns,
          rows: rows.filter((row) => row.handOvers > 0 || included(view, row.town ?? '')),
          keyOf: (row) => row.town ?? '',
          summary: t('insight.map.table'),
        }}
        note={view.directory.district.simulated ? t('insight.map.invented') : undefined}
      />
    </Section>
  )
}

function included(view: View<SituationSheet>, town: string): boolean {
  return view.filter.towns.length === 0 || view.filter.towns.includes(town)
}

/** Lost days per thousand residents of all towns whose residents are known. */
function districtRate(rows: readonly TownRow[]): number {
  const known = rows.filter((row) => row.residents !== null)
  const residents = known.reduce((sum, row) => sum + (row.residents ?? 0), 0)
  return residents === 0
    ? Number.POSITIVE_INFINITY
    : (known.reduce((sum, row) => sum + row.lostDays, 0) / residents) * 1000
}
