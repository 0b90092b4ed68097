import type { ReactNode } from 'react'
import { ChartFigure, InterruptedSeries } from '../../../../platform/ui/charts/index.ts'
import { Facts, List, Note, Section, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import type { Verdict } from '../domain/states.ts'
import type { EffectMonths, EffectRow, Known } from '../figures.ts'
import type { LateChange } from '../queries/checks.ts'
import { changeText, isJustBeyond } from './words.tsx'

/** The verdict in words with its figures; `told`: as frozen, else as the figures of today say. */
export function VerdictSection({
  verdict,
  row,
  expected,
  told,
  compared,
  late,
}: {
  verdict: Verdict
  row: Known<EffectRow>
  expected: number | null
  told: boolean
  /** There is a comparison, whether its figures may be shown or not. */
  compared: boolean
  /** What was changed after the measure had begun. */
  late: ReactNode
}) {
  const { t, format } = useRender()
  const change = changeText(t, format, row, true)
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value))
  const days = (value: number | undefined) =>
    value === undefined ? t('steering.effect.no-median') : t('steering.effect.days', { count: Math.round(value) })
  return (
    <Section title={t(told ? 'steering.effect.told-title' : 'steering.effect.now-title')}>
      <Stack>
        <Text>
          <strong>{t(`steering.effect.sentence.${verdict}`)}</strong>
          {change && ` ${change}.`}{' '}
          {isJustBeyond(verdict, (row.ratioHigh ?? 1) < 1, row.monthsAfter)
            ? t('steering.effect.why.justBeyond')
            : t(`steering.effect.why.${verdict}`, {
                drop: Math.round((row.relevantDrop ?? 0.2) * 100),
                months: row.monthsAfter ?? 0,
              })}
        </Text>
        <Facts
          facts={[
            {
              label: t('steering.effect.before'),
              value: days(row.medianBefore),
              beside: t('steering.effect.counted', { count: number(row.before), months: row.monthsBefore ?? 0 }),
            },
            {
              label: t('steering.effect.after'),
              value: days(row.medianAfter),
              beside: t('steering.effect.counted', { count: number(row.after), months: row.monthsAfter ?? 0 }),
            },
            ...(expected === null
              ? []
              : [{ label: t('steering.effect.expected'), value: format.change(-expected / 100) }]),
          ]}
        />
        <Text>
          {[
            row.comparisonRatio === undefined
              ? t(compared ? 'steering.effect.comparison-told' : 'steering.effect.comparison-none')
              : t('steering.effect.comparison', {
                  change: format.change(row.comparisonRatio - 1),
                  count: number((row.comparisonBefore ?? 0) + (row.comparisonAfter ?? 0)),
                }),
            row.knownUntil && t('steering.effect.left-out', { day: format.day(row.knownUntil) }),
            row.waitingAfter !== undefined &&
              row.waitingAfter > 0 &&
              t('steering.effect.still-waiting', { count: row.waitingAfter }),
            row.seasons && t('steering.effect.seasons'),
            row.trend && t('steering.effect.trend'),
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
        {late}
      </Stack>
    </Section>
  )
}

/** Who changed start, places or comparison of a running check is read beside its verdict, with the reason. */
export function LateChanges({ changes }: { changes: readonly LateChange[] }) {
  const { t, format } = useRender()
  if (changes.length === 0) return null
  return (
    <Note>
      <List
        items={changes.map(({ at, changes: fields, reason }, index) => ({
          key: String(index),
          content: t('steering.effect.late', {
            day: format.instant(at),
            fields: format.list(fields.map(({ field }) => t(`steering.effect.field.${field}`))),
          }),
          meta: reason,
        }))}
      />
    </Note>
  )
}

/** The months before and after the start, with what would have come without the measure. */
export function MonthsSection({ row, months }: { row: Known<EffectRow>; months: EffectMonths }) {
  const { t, format } = useRender()
  const after = row.medianAfter ?? null
  const { ratio, ratioLow, ratioHigh } = row
  // What the waits are now, freed of the effect: a shorter limit of the ratio is a longer wait without the measure.
  const without =
    after === null || ratio === undefined
      ? null
      : {
          value: after / ratio,
          lower: ratioHigh === undefined ? null : after / ratioHigh,
          upper: ratioLow === undefined ? null : after / ratioLow,
        }
  const label = t('steering.effect.chart')
  const day = (value: number | null) => (value === null ? '–' : format.number(value))
  const compared = months.some(({ comparisonHandOvers }) => comparisonHandOvers > 0)
  return (
    <Section title={t('steering.effect.months')}>
      <ChartFigure
        caption={t(compared ? 'steering.effect.chart-caption-compared' : 'steering.effect.chart-caption')}
        label={label}
        chart={
          <InterruptedSeries
            title={label}
            description={t('steering.effect.chart-description', {
              before: day(row.medianBefore ?? null),
              after: day(after),
              without: day(without && Math.round(without.value)),
            })}
            months={months.map(({ month, phase, median, comparisonMedian }) => ({
              month,
              phase: phase === 'after' ? 'after' : 'before',
              median,
              comparison: comparisonMedian,
            }))}
            before={row.medianBefore ?? null}
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
            {
              key: 'n',
              header: t('steering.effect.hand-overs'),
              kind: 'number',
              cell: ({ handOvers }) => format.number(handOvers),
            },
            { key: 'median', header: t('steering.effect.median'), kind: 'number', cell: ({ median }) => day(median) },
            ...(compared
              ? [
                  {
                    key: 'other',
                    header: t('steering.effect.median-compared'),
                    kind: 'number' as const,
                    cell: ({ comparisonMedian }: EffectMonths[number]) => day(comparisonMedian),
                  },
                ]
              : []),
          ],
        }}
        note={t('steering.effect.chart-note')}
      />
    </Section>
  )
}
