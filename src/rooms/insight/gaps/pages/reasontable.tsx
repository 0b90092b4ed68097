import { CellBar, NoData } from '../../../../platform/ui/charts/index.ts'
import { Section, Table, useRender } from '../../../../platform/ui/index.ts'
import type { GapSheet, GapsSheet } from '../figures.ts'
import type { GapView } from '../view.ts'
import { gapWords } from './words.ts'

/** Why needs are not met, as case managers and desks told; those without a word about it stand last. */
export function ReasonTable({ view }: { view: GapView<GapsSheet> | GapView<GapSheet> }) {
  const { t, format } = useRender()
  const words = gapWords(view, t)
  const { rows } = view.figures.table.tables.reasons
  const ordered = [...rows.filter(({ reason }) => reason !== null), ...rows.filter(({ reason }) => reason === null)]
  const most = Math.max(...rows.map(({ unmetDays }) => unmetDays), 0)
  return (
    <Section title={t('insight.gaps.reasons.title')}>
      {rows.length === 0 ? (
        <NoData>{t('insight.gaps.reasons.none')}</NoData>
      ) : (
        <Table
          caption={t('insight.gaps.reasons.caption')}
          dense
          rows={ordered}
          keyOf={(row) => row.reason ?? ''}
          columns={[
            {
              key: 'reason',
              header: t('insight.gaps.reasons.reason'),
              names: true,
              cell: (row) => words.reason(row.reason),
            },
            { key: 'needs', header: t('insight.gaps.needs'), kind: 'number', cell: (row) => format.number(row.needs) },
            {
              key: 'days',
              header: t('insight.gaps.days'),
              kind: 'number',
              cell: (row) => format.number(row.unmetDays),
            },
            {
              key: 'bar',
              header: t('insight.gaps.reasons.share'),
              headerHidden: true,
              cell: (row) => <CellBar value={row.unmetDays} of={most} />,
            },
          ]}
        />
      )}
    </Section>
  )
}
