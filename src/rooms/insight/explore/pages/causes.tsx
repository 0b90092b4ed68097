import { type Column, Section, Table, useRender } from '../../../../platform/ui/index.ts'
import type { LogSheet } from '../figures.ts'
import { useDuration } from './durations.ts'
import type { LogView } from './view.ts'

type Cause = LogSheet['tables']['causes']['rows'][number]

/** Why they wait: told only where the log knows when work began and ended and who did it; else what is missing for it. */
export function Causes({ view }: { view: LogView }) {
  const { t, format } = useRender()
  const duration = useDuration()
  const { rows } = view.figures.table.tables.causes
  const [first] = rows
  const columns: readonly Column<Cause>[] = [
    {
      key: 'cause',
      header: t('insight.explore.causes.cause'),
      names: true,
      cell: ({ cause }) => t(`insight.explore.causes.kind.${cause}`),
    },
    {
      key: 'waiting',
      header: t('insight.explore.column.waiting'),
      kind: 'number',
      cell: ({ waiting }) => duration(waiting),
    },
    {
      key: 'share',
      header: t('insight.explore.causes.share'),
      kind: 'number',
      cell: ({ share }) => format.percent(share ?? 0),
    },
  ]
  return (
    <Section title={t('insight.explore.causes.title')}>
      {!first || first.missing !== null ? (
        <p className="nl-text">{t(`insight.explore.causes.${first?.missing ?? 'nothing'}`)}</p>
      ) : (
        <>
          <Table
            caption={t('insight.explore.causes.title')}
            columns={columns}
            rows={rows}
            keyOf={({ cause }) => cause ?? ''}
            dense
            stacks
          />
          <p className="nl-meta">
            {t('insight.explore.causes.note')}
            {first.undetermined > 0 && ` ${t('insight.explore.causes.undetermined', { count: first.undetermined })}`}
          </p>
        </>
      )}
    </Section>
  )
}
