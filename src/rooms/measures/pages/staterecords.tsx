import { Section, Table, useRender } from '../../../platform/ui/index.ts'
import type { RecordedState } from '../queries/states.ts'
import { MeasureStateMark } from './words.tsx'

/** Every state that was ever entered, corrections included: what no longer counts says so. */
export function StateRecords({ states }: { states: readonly RecordedState[] }) {
  const { t, format } = useRender()
  const counting = countingIn(states)
  return (
    <Section title={t('measures.history.states')}>
      <Table
        caption={t('measures.history.states')}
        rows={states.toReversed()}
        keyOf={(row) => String(row.number)}
        stacks
        columns={[
          { key: 'since', header: t('measures.history.since'), names: true, cell: (row) => format.day(row.since) },
          {
            key: 'state',
            header: t('measures.filter.state'),
            cell: (row) => <MeasureStateMark state={row.state} stalled={row.stalled} />,
          },
          { key: 'reason', header: t('measures.field.reason'), cell: (row) => row.reason },
          {
            key: 'recorded',
            header: t('measures.history.recorded'),
            cell: (row) => `${format.instant(row.recordedAt)}, ${row.recordedBy ?? t('measures.history.system')}`,
          },
          {
            key: 'counts',
            header: t('measures.history.counts'),
            cell: (row) => t(counting.has(row.number) ? 'measures.yes' : 'measures.history.corrected'),
          },
        ]}
      />
    </Section>
  )
}

/** The rows that no later entry for the same day has replaced. */
function countingIn(states: readonly RecordedState[]): ReadonlySet<number> {
  const last = new Map(states.map((row) => [row.since, row.number]))
  return new Set(last.values())
}
