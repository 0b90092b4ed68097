import { CellBar } from '../../../platform/ui/charts/index.ts'
import { type Column, Section, Table, useRender } from '../../../platform/ui/index.ts'
import { type InterfaceView, rowOf } from './interfaceview.ts'
import { townName } from './names.ts'

type Row = InterfaceView['figures']['table']['tables']['towns']['rows'][number]

/** Where the days of this interface are lost: amounts, no comparison. The comparison is the funnel. */
export function Towns({ view }: { view: InterfaceView }) {
  const { t, format } = useRender()
  const { agreed } = rowOf(view)
  const rows = view.figures.table.tables.towns.rows
  const daysOf = (row: Row) => (agreed ? row.lostDays : row.waitingDays)
  const most = Math.max(...rows.map(daysOf), 0)
  const columns: readonly Column<Row>[] = [
    {
      key: 'town',
      header: t('insight.towns.town'),
      names: true,
      cell: (row) => townName(view.directory, row.town, t('insight.map.unknown-town')),
    },
    { key: 'n', header: t('insight.towns.hand-overs'), kind: 'number', cell: (row) => format.number(row.handOvers) },
    {
      key: 'days',
      header: t(agreed ? 'insight.towns.lost' : 'insight.towns.waiting'),
      kind: 'number',
      cell: (row) => format.number(daysOf(row)),
    },
    {
      key: 'bar',
      header: t('insight.towns.share'),
      headerHidden: true,
      cell: (row) => <CellBar value={daysOf(row)} of={most} />,
    },
    { key: 'open', header: t('insight.towns.of-open'), kind: 'number', cell: (row) => format.number(row.lostOpen) },
  ]
  return (
    <Section title={t(agreed ? 'insight.towns.title' : 'insight.towns.title-waiting')}>
      <Table
        caption={t('insight.towns.caption')}
        dense
        rows={rows}
        keyOf={(row) => row.town ?? ''}
        columns={columns.filter((column) => agreed || column.key !== 'open')}
      />
    </Section>
  )
}
