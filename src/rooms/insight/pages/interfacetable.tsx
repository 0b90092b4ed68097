import { DelaySwatch } from '../../../platform/ui/charts/index.ts'
import { addressWith, type Column, Link, Path, RowName, Table, useRender } from '../../../platform/ui/index.ts'
import { printFilter } from '../domain/filter.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import type { HurdleRow } from './hurdletable.tsx'
import { lawText, pathText, sidesOf } from './names.ts'

/** Orders of the table, by the name that stands in the address. */
const orders = {
  lost: (row: Row) => row.lostDays,
  waiting: (row: Row) => row.waitingDays,
  'hand-overs': (row: Row) => row.handOvers,
  ratio: (row: Row) => row.ratio ?? -1,
  open: (row: Row) => row.open,
} as const
type Order = keyof typeof orders

type Row = Pick<
  HurdleRow,
  | 'interface'
  | 'handOvers'
  | 'lostDays'
  | 'waitingDays'
  | 'ratio'
  | 'open'
  | 'median'
  | 'target'
  | 'delay'
  | 'keptShare'
  | 'kept'
  | 'judged'
>

/** Every interface as a row, in the order that the address asks for; with these columns only, or with all. */
export function InterfaceTable({ view, only }: { view: View<SituationSheet>; only?: readonly string[] }) {
  const { t, format, query } = useRender()
  const asked = query.get('sort') ?? ''
  const order: Order = Object.hasOwn(orders, asked) ? (asked as Order) : 'lost'
  const rows = rowsOf(view).sort(
    (a, b) =>
      orders[order](b) - orders[order](a) ||
      b.waitingDays - a.waitingDays ||
      pathText(view.directory, a.interface).localeCompare(pathText(view.directory, b.interface), 'de'),
  )
  const sort = (name: Order) => ({
    to: addressWith(query, 'sort', name === 'lost' ? undefined : name),
    ...(name === order && { order: 'descending' as const }),
  })
  const sum = (of: (row: Row) => number) => format.number(rows.reduce((total, row) => total + of(row), 0))
  const columns: readonly Column<Row>[] = [
    {
      key: 'interface',
      header: t('insight.hurdles.interface'),
      names: true,
      cell: (row) => (
        <RowName meta={only ? '' : lawText(view.directory, row.interface)}>
          <Link to={`/interfaces/${row.interface}${printFilter(view.filter)}`} quiet>
            <Path {...sidesOf(view.directory, row.interface)} />
          </Link>
        </RowName>
      ),
      total: t('insight.list.total'),
    },
    {
      key: 'hand-overs',
      header: t('insight.list.hand-overs'),
      kind: 'number',
      cell: (row) => (row.handOvers === 0 ? t('insight.list.no-hand-over') : format.number(row.handOvers)),
      sort: sort('hand-overs'),
      total: sum((row) => row.handOvers),
    },
    {
      key: 'median',
      header: t('insight.list.median'),
      kind: 'number',
      cell: (row) => (
        <>
          <DelaySwatch delay={row.delay as 0 | 1 | 2 | 3 | null} />{' '}
          {row.median === null ? '–' : format.number(row.median)} /{' '}
          {row.target === null ? '–' : format.number(row.target)}
        </>
      ),
      sort: sort('ratio'),
    },
    {
      key: 'kept',
      header: t('insight.list.kept'),
      kind: 'number',
      cell: (row) => (row.keptShare === null ? '–' : format.percent(row.keptShare)),
    },
    {
      key: 'open',
      header: t('insight.list.open'),
      kind: 'number',
      cell: (row) => format.number(row.open),
      sort: sort('open'),
      total: sum((row) => row.open),
    },
    {
      key: 'waiting',
      header: t('insight.list.waiting'),
      kind: 'number',
      cell: (row) => format.number(row.waitingDays),
      sort: sort('waiting'),
      total: sum((row) => row.waitingDays),
    },
    {
      key: 'lost',
      header: t('insight.list.lost'),
      kind: 'number',
      cell: (row) => (row.target === null ? t('insight.hurdles.no-target') : format.number(row.lostDays)),
      sort: sort('lost'),
      total: sum((row) => row.lostDays),
    },
  ]
  return (
    <Table
      caption={t('insight.list.values')}
      columns={only ? columns.filter(({ key }) => only.includes(key)) : columns}
      rows={rows}
      keyOf={(row) => row.interface}
      dense
      stacks
    />
  )
}

/** The rows of the figures, and the interfaces of the catalogue that nobody passed. Ended ones without figures are left out. */
function rowsOf(view: View<SituationSheet>): Row[] {
  const known = view.figures.table.tables.hurdles.rows
  const seen = new Set(known.map((row) => row.interface))
  const narrowed = view.filter.jurisdiction !== null
  const others = [...view.directory.interfaces.values()].filter(
    (entry) => !seen.has(entry.key) && entry.endedOn === null && !narrowed,
  )
  return [
    ...known.filter((row) => row.handOvers > 0 || view.directory.interfaces.get(row.interface)?.endedOn === null),
    ...others.map((entry) => ({
      interface: entry.key,
      handOvers: 0,
      lostDays: 0,
      waitingDays: 0,
      ratio: null,
      open: 0,
      median: null,
      target: entry.targets.at(-1)?.days ?? null,
      delay: null,
      keptShare: null,
      kept: 0,
      judged: 0,
    })),
  ]
}
