import type { ReactNode } from 'react'
import { Facts, Section, Stack, Table, Text, useRender } from '../../../../platform/ui/index.ts'
import type { Coverage, CoverageSide } from '../domain/coverage.ts'
import type { NeedMonth } from '../figures.ts'

interface Props {
  readonly coverage: Coverage
  /** As frozen with the verdict, else as of today. */
  readonly told: boolean
  readonly months?: readonly NeedMonth[]
  /** What was changed after the measure had begun. */
  readonly late?: ReactNode
}

/** Whether more of a gap is covered than before, with the months that say so for those who may see them. */
export function CoverageSection({ coverage, told, months = [], late }: Props) {
  const { t, format } = useRender()
  const { verdict, ratio, before, after } = coverage
  const side = ({ met, arisen, months: count }: CoverageSide) => ({
    value: t('steering.effect.gap.met-of', { met: format.number(met), arisen: format.number(arisen) }),
    beside: t('steering.effect.gap.in-months', { count }),
  })
  return (
    <Section title={t(told ? 'steering.effect.told-title' : 'steering.effect.now-title')}>
      <Stack>
        <Text>
          <strong>{t(`steering.effect.gap.sentence.${verdict}`)}</strong>{' '}
          {ratio &&
            t('steering.effect.gap.change', {
              change: format.change(ratio.value - 1),
              low: format.change(ratio.lower - 1),
              high: format.change(ratio.upper - 1),
            })}
        </Text>
        <Facts
          facts={[
            { label: t('steering.effect.gap.before'), ...side(before) },
            { label: t('steering.effect.gap.after'), ...side(after) },
          ]}
        />
        {late}
        {months.length > 0 && (
          <Table<NeedMonth>
            caption={t('steering.effect.months')}
            rows={months}
            keyOf={({ month }) => month}
            dense
            columns={[
              {
                key: 'month',
                header: t('steering.effect.month'),
                names: true,
                cell: ({ month }) => format.month(month),
              },
              {
                key: 'arisen',
                header: t('steering.effect.gap.arisen'),
                kind: 'number',
                cell: ({ arisen }) => format.number(arisen),
              },
              {
                key: 'met',
                header: t('steering.effect.gap.met'),
                kind: 'number',
                cell: ({ met }) => format.number(met),
              },
              {
                key: 'complete',
                header: t('steering.effect.gap.counted'),
                cell: ({ complete }) => t(complete ? 'steering.effect.gap.yes' : 'steering.effect.gap.incomplete'),
              },
            ]}
          />
        )}
      </Stack>
    </Section>
  )
}
