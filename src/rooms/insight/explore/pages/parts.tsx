import { NoData, Sparkline } from '../../../../platform/ui/charts/index.ts'
import { type Column, Section, Table, useRender } from '../../../../platform/ui/index.ts'
import type { LogSheet } from '../figures.ts'
import { useDuration } from './durations.ts'
import type { LogView } from './view.ts'

type Month = LogSheet['tables']['months']['rows'][number]
type ReworkRow = LogSheet['tables']['rework']['rows'][number]

const mostMonths = 36
const mostRework = 12

/** Waits by the month in which they began. */
export function Months({ view }: { view: LogView }) {
  const { t, format } = useRender()
  const duration = useDuration()
  const { months, overview } = view.figures.table.tables
  const all = months.rows
  const byOffice = overview.rows[0]?.byOffice
  const rows = all.slice(-mostMonths)
  const columns: readonly Column<Month>[] = [
    { key: 'month', header: t('insight.explore.month'), names: true, cell: ({ month }) => format.month(month) },
    { key: 'n', header: t('insight.explore.column.n'), kind: 'number', cell: ({ n }) => format.number(n) },
    ...(['median', 'p75', 'p90'] as const).map(
      (key): Column<Month> => ({
        key,
        header: t(`insight.explore.column.${key}`),
        kind: 'number',
        cell: (row) => duration(row[key]),
      }),
    ),
  ]
  return (
    <Section title={t('insight.explore.months')}>
      {rows.length === 0 ? (
        <NoData>{t(byOffice ? 'insight.explore.no-hand-overs' : 'insight.explore.no-passages')}</NoData>
      ) : (
        <>
          <p className="nl-meta">
            {t('insight.explore.months-hint')}
            {all.length > rows.length &&
              ` ${t('insight.explore.months-most', { shown: rows.length, all: all.length })}`}
          </p>
          <Sparkline values={rows.map(({ median }) => median)} target={view.targetDays} incomplete={0} />
          <Table
            caption={t('insight.explore.months')}
            columns={columns}
            rows={rows}
            keyOf={({ month }) => month}
            dense
            stacks
          />
        </>
      )}
    </Section>
  )
}

/** What is done again in a case, by whom as far as the same or another, never who. */
export function Rework({ view }: { view: LogView }) {
  const { t, format } = useRender()
  const { rework, overview } = view.figures.table.tables
  const rows = rework.rows.slice(0, mostRework)
  const count = (key: 'cases' | 'again' | 'self' | 'other' | 'unknown'): Column<ReworkRow> => ({
    key,
    header: t(`insight.explore.rework.${key}`),
    kind: 'number',
    cell: (row) => format.number(row[key]),
  })
  const people = overview.rows[0]?.peopleKnown
  return (
    <Section title={t('insight.explore.rework.title')}>
      {rows.length === 0 ? (
        <p className="nl-text">{t('insight.explore.rework.none')}</p>
      ) : (
        <>
          <Table
            caption={t('insight.explore.rework.title')}
            columns={[
              {
                key: 'activity',
                header: t('insight.explore.rework.activity'),
                names: true,
                cell: ({ activity }) => activity,
              },
              count('cases'),
              count('again'),
              ...(people ? [count('self'), count('other'), count('unknown')] : []),
            ]}
            rows={rows}
            keyOf={({ activity }) => activity ?? ''}
            dense
            stacks
          />
          {rework.rows.length > rows.length && (
            <p className="nl-meta">
              {t('insight.explore.rework.most', { shown: rows.length, all: rework.rows.length })}
            </p>
          )}
          {!people && <p className="nl-meta">{t('insight.explore.rework.people-unknown')}</p>}
        </>
      )}
    </Section>
  )
}

/** How cases kept the deadline that stands in the log itself. */
export function Deadlines({ view }: { view: LogView }) {
  const { t } = useRender()
  const duration = useDuration()
  const row = view.figures.table.tables.deadlines.rows[0]
  return (
    <Section title={t('insight.explore.deadlines.title')}>
      <p className="nl-text">
        {row
          ? t('insight.explore.deadlines.says', {
              all: row.withDeadline,
              late: row.late,
              allowed: duration(row.allowed),
              taken: duration(row.taken),
            })
          : t('insight.explore.deadlines.none')}
      </p>
    </Section>
  )
}
