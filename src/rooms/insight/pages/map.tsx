import { ChartFigure, DelayLegend, FlowMap, type MapFlow, NoData } from '../../../platform/ui/charts/index.ts'
import { Section, useRender } from '../../../platform/ui/index.ts'
import { printFilter } from '../domain/filter.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import type { HurdleRow } from './hurdletable.tsx'
import { pathText, sidesOf } from './names.ts'

/** What the map takes from a released row. A number is null where the rule of the audience withheld it. */
type MapRow = { readonly [K in 'handOvers' | 'median' | 'target' | 'delay']: number | null } & Pick<
  HurdleRow,
  'interface'
>

/** Below this an interface is named by "unter 5" where its number was withheld. */
const fewest = 5

/** Who hands to whom: the rows of the table beside it, drawn. */
export function InterfaceMap({ view }: { view: View<SituationSheet> }) {
  const context = useRender()
  const { t } = context
  const rows: readonly MapRow[] = view.figures.table.tables.hurdles.rows.filter((row) => row.handOvers !== 0)
  const flows = rows.map((row) => flowOf(view, row, context))
  const late = rows.filter((row) => row.delay !== null && row.delay > 0)
  return (
    <Section title={t('insight.flow.title')}>
      <ChartFigure
        caption={
          <>
            <p>{t('insight.flow.caption')}</p>
            <DelayLegend />
          </>
        }
        label={t('insight.flow.chart')}
        chart={
          flows.length === 0 ? (
            <NoData>{t('insight.flow.none')}</NoData>
          ) : (
            <FlowMap
              title={t('insight.flow.chart')}
              description={t('insight.flow.description', {
                all: rows.length,
                late: late.length,
                offices: new Set(flows.flatMap(({ from, to }) => [from, to])).size,
              })}
              flows={flows}
              gives={t('insight.flow.gives')}
              takes={t('insight.flow.takes')}
            />
          )
        }
        note={rows.some((row) => row.handOvers === null) ? t('insight.flow.few-note', { limit: fewest }) : undefined}
      />
    </Section>
  )
}

function flowOf(view: View<SituationSheet>, row: MapRow, { t, format }: ReturnType<typeof useRender>): MapFlow {
  const { handOvers, median, target } = row
  const common = {
    key: row.interface,
    ...sidesOf(view.directory, row.interface),
    leadsTo: `/interfaces/${row.interface}${printFilter(view.filter)}`,
  }
  const path = pathText(view.directory, row.interface)
  if (handOvers === null)
    return {
      ...common,
      amount: null,
      delay: null,
      label: t('chart.below', { limit: fewest }),
      says: t('insight.flow.says-few', { path, limit: fewest }),
    }
  const delay = row.delay as MapFlow['delay']
  const missed = delay !== null && delay > 0 && median !== null && target !== null
  return {
    ...common,
    amount: handOvers,
    delay,
    ...(missed && { label: `${format.number(median)} / ${format.number(target)}` }),
    says: t('insight.flow.says', {
      path,
      handOvers,
      wait:
        median === null
          ? t('insight.flow.wait-unknown')
          : target === null
            ? t('insight.flow.wait-plain', { median })
            : t('insight.flow.wait', { median, target }),
    }),
  }
}
