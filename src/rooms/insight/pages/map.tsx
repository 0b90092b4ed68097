import { ChartFigure, DelayLegend, FlowMap, type MapFlow, NoData } from '../../../platform/ui/charts/index.ts'
import { Section, useRender } from '../../../platform/ui/index.ts'
import type { Directory } from '../directory.ts'
import type { MapRow } from './maprows.ts'
import { pathText, sidesOf } from './names.ts'

interface InterfaceMapProps {
  readonly rows: readonly MapRow[]
  readonly directory: Directory
  /** Where a band leads; nowhere for those who have no page of the interface. */
  readonly leadsTo?: (interfaceKey: string) => string
}

/** Who hands to whom: the rows of the table beside it, drawn. */
export function InterfaceMap({ rows: all, directory, leadsTo }: InterfaceMapProps) {
  const context = useRender()
  const { t } = context
  const rows = all.filter((row) => row.handOvers !== 0)
  const flows = rows.map((row) => ({
    ...flowOf(row, directory, context),
    ...(leadsTo && { leadsTo: leadsTo(row.interface) }),
  }))
  const late = rows.filter((row) => row.delay !== null && row.delay > 0)
  const isPartial = rows.some((row) => row.handOvers === null)
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
        note={isPartial ? t('insight.flow.withheld-note') : undefined}
      />
    </Section>
  )
}

function flowOf(row: MapRow, directory: Directory, { t, format }: ReturnType<typeof useRender>): MapFlow {
  const { handOvers, median, target, delay } = row
  const common = { key: row.interface, ...sidesOf(directory, row.interface) }
  const path = pathText(directory, row.interface)
  if (handOvers === null) {
    const { below: limit } = row
    return {
      ...common,
      amount: null,
      delay: null,
      ...(limit === null
        ? { says: t('insight.flow.says-withheld', { path }) }
        : { label: t('chart.below', { limit }), says: t('insight.flow.says-few', { path, limit }) }),
    }
  }
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
