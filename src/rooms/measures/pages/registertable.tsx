import {
  address,
  addressWith,
  Button,
  type Column,
  Link,
  Name,
  Row,
  Stack,
  State,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import type { LastReport } from '../campaigns/queries.ts'
import type { MeasureRow, MeasureSort } from '../queries/measures.ts'
import { fewWords, MeasureStateMark, officeWords, placeWords } from './words.tsx'

type Reports = ReadonlyMap<string, LastReport>

/** The rows of the register; who edits can tick some of them and change them together. */
export function RegisterTable({ rows, reports }: { rows: readonly MeasureRow[]; reports: Reports }) {
  const context = useRender()
  const { t, may, query } = context
  const edits = may('measures.edit')
  const columns = columnsFor(context, reports, may('measures.read-internal'))
  const table = (
    <Table
      caption={t('measures.title')}
      columns={edits ? [chooser(context), ...columns] : columns}
      rows={rows}
      keyOf={(row) => row.id}
      dense
      stacks
      sticky
    />
  )
  if (!edits) return table
  const all = query.get('select') === 'all'
  return (
    <form action={address(context, '/measures/bulk')}>
      <Stack>
        {table}
        <Row>
          <Button look="secondary">{t('measures.bulk.open')}</Button>
          <Link to={addressWith(query, 'select', all ? undefined : 'all')}>
            {t(all ? 'measures.bulk.none' : 'measures.bulk.all')}
          </Link>
        </Row>
      </Stack>
    </form>
  )
}

type Context = ReturnType<typeof useRender>

const chooser = ({ t, query }: Context): Column<MeasureRow> => ({
  key: 'choose',
  header: t('measures.bulk.choose'),
  headerHidden: true,
  full: true,
  cell: (row) => (
    <input
      className="nl-tick"
      type="checkbox"
      name="id"
      value={row.id}
      defaultChecked={query.get('select') === 'all'}
      aria-label={t('measures.bulk.choose-one', { number: row.number, title: row.title })}
    />
  ),
})

function columnsFor(context: Context, reports: Reports, internal: boolean): readonly Column<MeasureRow>[] {
  const { t, query } = context
  const sort = (name: MeasureSort) => sortBy(query, name)
  return [
    {
      key: 'number',
      header: t('measures.column.number'),
      cell: (row) => row.number,
      sort: sort('number'),
    },
    {
      key: 'title',
      header: t('measures.measure.one'),
      names: true,
      sort: sort('title'),
      cell: (row) => (
        <Link to={`/measures/${row.id}`}>
          <Name>{row.title}</Name>
        </Link>
      ),
    },
    {
      key: 'field',
      header: t('measures.filter.field'),
      sort: sort('field'),
      cell: (row) => <Name>{fewWords(t, row.fields)}</Name>,
    },
    {
      key: 'responsible',
      header: t('measures.filter.responsible'),
      sort: sort('responsible'),
      cell: (row) => <Name>{officeWords(t, row.responsible)}</Name>,
    },
    {
      key: 'place',
      header: t('measures.filter.place'),
      sort: sort('place'),
      cell: (row) => <Name>{placeWords(t, row)}</Name>,
    },
    {
      key: 'state',
      header: t('measures.filter.state'),
      sort: sort('state'),
      cell: (row) => <MeasureStateMark state={row.state} stalled={row.stalledSince !== null} />,
    },
    ...(internal
      ? [
          {
            key: 'report',
            header: t('measures.column.report'),
            cell: (row: MeasureRow) => <Report report={reports.get(row.id)} />,
          },
        ]
      : []),
    {
      key: 'concepts',
      header: t('measures.column.origin'),
      cell: (row) => (
        <Name>
          {fewWords(
            t,
            row.concepts.map((concept) => concept.short),
          )}
        </Name>
      ),
    },
  ]
}

function Report({ report }: { report: LastReport | undefined }) {
  const { t, format } = useRender()
  switch (report?.state) {
    case 'approved':
      return (
        <State kind="done">{t('measures.last-report.approved', { day: report.on ? format.day(report.on) : '' })}</State>
      )
    case 'submitted':
      return <State kind="progress">{t('measures.last-report.submitted')}</State>
    case 'open':
      return <State kind="open">{t('measures.last-report.open')}</State>
    case 'silent':
      return <State kind="attention">{t('measures.last-report.silent')}</State>
    default:
      return <span className="nl-muted">{t('measures.last-report.none')}</span>
  }
}

/** A header that orders by its column: once upward, once more downward. */
function sortBy(query: URLSearchParams, sort: MeasureSort): NonNullable<Column<unknown>['sort']> {
  const current = (query.get('sort') ?? 'number') === sort
  const down = query.get('order') === 'down'
  const next = new URLSearchParams(query)
  next.delete('page')
  next.set('sort', sort)
  const to = addressWith(next, 'order', current && !down ? 'down' : undefined)
  return current ? { to, order: down ? 'descending' : 'ascending' } : { to }
}
