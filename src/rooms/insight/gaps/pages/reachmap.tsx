import { BubbleMap, ChartFigure, NoData } from '../../../../platform/ui/charts/index.ts'
import { Section, useRender } from '../../../../platform/ui/index.ts'
import type { GapSheet, GapsSheet } from '../figures.ts'
import type { GapView } from '../view.ts'
import { gapWords } from './words.ts'

/** How many places are within reach of the people of each town, shared with all who reach them too. Says how distance was taken. */
export function ReachMap({ view }: { view: GapView<GapsSheet> | GapView<GapSheet> }) {
  const { t, format } = useRender()
  const words = gapWords(view, t)
  const { reach, reachOf } = view.figures.table.tables
  const of = reachOf.rows[0]
  if (!of) return null
  const topic = words.what({
    topic: of.topic,
    level: null,
    town: null,
    region: null,
    group: null,
    language: view.filter.language,
  })
  const towns = [...view.directory.towns.values()]
  const reachable = new Map(reach.rows.map((row) => [row.town, row.reachable ?? 0]))
  const rows = [...reach.rows].sort((a, b) => (a.reachable ?? -1) - (b.reachable ?? -1))
  const none = rows.filter((row) => row.reachable === 0)
  const unknown = rows.filter((row) => row.reachable === null)
  const least = rows.find((row) => row.reachable !== null)
  const shown = towns.filter(({ key, centre }) => centre !== null && !unknown.some(({ town }) => town === key))
  const named = (keys: readonly (string | null)[]) => format.list(keys.map((key) => words.town(key)))
  const some = rows.some((row) => (row.reachable ?? 0) > 0)
  return (
    <Section title={t('insight.gaps.reach.title', { topic })}>
      <ChartFigure
        caption={t('insight.gaps.reach.caption')}
        label={t('insight.gaps.reach.chart', { topic })}
        chart={
          shown.length > 0 && some ? (
            <BubbleMap
              title={t('insight.gaps.reach.chart', { topic })}
              description={
                none.length > 0
                  ? t('insight.gaps.reach.none-in', { towns: named(none.map(({ town }) => town)) })
                  : t('insight.gaps.reach.least', { town: words.town(least?.town ?? null) })
              }
              places={shown.map(({ key, name, centre }) => ({
                key,
                name,
                centre: centre as readonly [number, number],
                value: reachable.get(key) ?? 0,
                rate: 'usual' as const,
              }))}
              outlines={towns.flatMap(({ key, outline }) => (outline ? [{ key, rings: outline }] : []))}
              referenceText={(value) => t('insight.gaps.reach.unit', { places: format.number(value, 1) })}
            />
          ) : (
            <NoData>{t(some ? 'insight.map.no-map' : 'insight.gaps.reach.no-places')}</NoData>
          )
        }
        table={{
          summary: t('insight.map.table'),
          rows,
          keyOf: (row) => row.town ?? '',
          columns: [
            { key: 'town', header: t('insight.map.town'), names: true, cell: (row) => words.town(row.town) },
            {
              key: 'places',
              header: t('insight.gaps.reach.places'),
              kind: 'number',
              cell: (row) =>
                row.reachable === null ? t('insight.gaps.reach.unknown') : format.number(row.reachable, 1),
            },
            {
              key: 'residents',
              header: t('insight.gaps.reach.residents'),
              kind: 'number',
              cell: (row) => (row.residents === null ? '–' : format.number(row.residents)),
            },
          ],
        }}
        note={
          <>
            {of.unit === 'minutes'
              ? t('insight.gaps.reach.by-minutes', { source: view.travelSource ?? '' })
              : t('insight.gaps.reach.by-distance')}
            {view.untravelled.length > 0 &&
              ` ${t('insight.gaps.reach.untravelled', { towns: named(view.untravelled) })}`}
            {unknown.length > 0 &&
              ` ${t('insight.gaps.reach.unknown-in', { towns: named(unknown.map(({ town }) => town)) })}`}
          </>
        }
      />
    </Section>
  )
}
