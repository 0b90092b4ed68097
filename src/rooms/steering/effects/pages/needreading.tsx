import type { ReactNode } from 'react'
import { ChartFigure, InterruptedSeries } from '../../../../platform/ui/charts/index.ts'
import { Facts, Section, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import type { Verdict } from '../domain/states.ts'
import type { Known, NeedEffectRow, NeedMonths } from '../figures.ts'
import { isJustBeyond, needChangeText } from './words.tsx'

interface VerdictProps {
  readonly verdict: Verdict
  readonly row: Known<NeedEffectRow>
  /** As frozen with the verdict, else as of today. */
  readonly told: boolean
  /** There is a comparison, whether its figures may be shown or not. */
  readonly compared: boolean
  /** What was changed after the measure had begun. */
  readonly late: ReactNode
}

/** Whether a measure on a gap helped, in words with its figures: needs met with it against those met without. */
export function NeedVerdictSection({ verdict, row, told, compared, late }: VerdictProps) {
  const { t, format } = useRender()
  const change = needChangeText(t, format, row, true)
  const side = (met = 0, arisen = 0, months = 0) => ({
    value: t('steering.effect.gap.met-of', { met: format.number(met), arisen: format.number(arisen) }),
    beside: t('steering.effect.gap.in-months', { count: months }),
  })
  const given = (row.givenUpBefore ?? 0) + (row.givenUpAfter ?? 0)
  return (
    <Section title={t(told ? 'steering.effect.told-title' : 'steering.effect.now-title')}>
      <Stack>
        <Text>
          <strong>{t(`steering.effect.gap.sentence.${verdict}`)}</strong>
          {change && ` ${change}.`}{' '}
          {isJustBeyond(verdict, (row.metLow ?? 0) > 1, row.monthsAfter)
            ? t('steering.effect.why.justBeyond')
            : t(`steering.effect.gap.why.${verdict}`, {
                gain: Math.round((1 / (1 - (row.relevantDrop ?? 0.2)) - 1) * 100),
                months: row.monthsAfter ?? 0,
              })}
        </Text>
        <Facts
          facts={[
            {
              label: t('steering.effect.gap.before'),
              ...side(row.metBefore, row.arisenBefore, row.monthsBefore),
            },
            { label: t('steering.effect.gap.after'), ...side(row.metAfter, row.arisenAfter, row.monthsAfter) },
            ...(row.savedDays === undefined
              ? []
              : [
                  {
                    label: t('steering.effect.gap.saved'),
                    value: t('steering.effect.days', { count: Math.round(row.savedDays) }),
                    beside: t('steering.effect.gap.between', {
                      low: row.savedLow === undefined ? '–' : format.number(Math.round(row.savedLow)),
                      high: row.savedHigh === undefined ? '–' : format.number(Math.round(row.savedHigh)),
                    }),
                  },
                ]),
          ]}
        />
        <Text>
          {[
            row.comparisonMet === undefined
              ? t(compared ? 'steering.effect.comparison-told' : 'steering.effect.comparison-none')
              : t('steering.effect.gap.comparison', {
                  change: format.change(row.comparisonMet - 1),
                  count: format.number((row.comparisonBefore ?? 0) + (row.comparisonAfter ?? 0)),
                }),
            given > 0 && t('steering.effect.gap.given-up', { count: given }),
            row.knownUntil && t('steering.effect.left-out', { day: format.day(row.knownUntil) }),
            row.seasons && t('steering.effect.gap.seasons'),
            row.trend && t('steering.effect.gap.trend'),
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
        {late}
      </Stack>
    </Section>
  )
}

/** Needs met month for month before and after the start, with what would have been met without the measure. */
export function NeedMonthsSection({ row, months }: { row: Known<NeedEffectRow>; months: NeedMonths }) {
  const { t, format } = useRender()
  const { metRatio: ratio, metLow, metHigh, metBefore = 0, metAfter = 0, monthsBefore = 0, monthsAfter = 0 } = row
  const before = monthsBefore > 0 ? metBefore / monthsBefore : null
  const after = monthsAfter > 0 ? metAfter / monthsAfter : null
  const without =
    after === null || ratio === undefined
      ? null
      : {
          value: after / ratio,
          lower: metHigh === undefined ? null : after / metHigh,
          upper: metLow === undefined ? null : after / metLow,
        }
  const label = t('steering.effect.gap.chart')
  const rate = (value: number | null) => (value === null ? '–' : format.number(value, 1))
  const compared = months.some(({ comparisonMet }) => comparisonMet > 0)
  type Month = NeedMonths[number]
  const number = (name: 'arisen' | 'met' | 'unmetDays' | 'comparisonMet') => ({
    key: name,
    header: t(`steering.effect.gap.column.${name}`),
    kind: 'number' as const,
    cell: (month: Month) => format.number(month[name]),
  })
  return (
    <Section title={t('steering.effect.months')}>
      <ChartFigure
        caption={t(compared ? 'steering.effect.gap.chart-caption-compared' : 'steering.effect.gap.chart-caption')}
        label={label}
        chart={
          <InterruptedSeries
            title={label}
            description={t('steering.effect.gap.chart-description', {
              before: rate(before),
              after: rate(after),
              without: rate(without?.value ?? null),
            })}
            months={months.map(({ month, phase, met, comparisonMet }) => ({
              month,
              phase: phase === 'after' ? 'after' : 'before',
              median: met,
              comparison: compared ? comparisonMet : null,
            }))}
            before={before}
            after={after}
            without={without}
          />
        }
        table={{
          rows: months,
          keyOf: ({ month }) => month,
          columns: [
            { key: 'month', header: t('steering.effect.month'), names: true, cell: ({ month }) => format.month(month) },
            {
              key: 'phase',
              header: t('steering.effect.phase'),
              cell: ({ phase }) => t(`steering.effect.phases.${phase}`),
            },
            number('arisen'),
            number('met'),
            number('unmetDays'),
            ...(compared ? [number('comparisonMet')] : []),
          ],
        }}
        note={t('steering.effect.gap.chart-note')}
      />
    </Section>
  )
}
