import type { ReactNode } from 'react'
import { useRender } from '../context.tsx'
import { ScrollRegion } from './layout.tsx'
import { Link } from './link.tsx'

export interface Column<Row> {
  readonly key: string
  /** Plain words: also the label before the value where the table stacks. A line feed breaks the header. */
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** `number`: end-aligned, digits of one width. `action`: links at the end of the row. */
  readonly kind?: 'text' | 'number' | 'action'
  /** The cell that names the row. One column of every table. */
  readonly names?: boolean
  /** Takes the whole width where the table stacks. */
  readonly full?: boolean
  /** No wider than its words, which stay on one line: a day, a state. */
  readonly narrow?: boolean
  /** The header is read, not shown. */
  readonly headerHidden?: boolean
  /** The header sorts: where it leads, and the order that holds now. */
  readonly sort?: { readonly to: string; readonly order?: 'ascending' | 'descending' }
  /** Cell of the closing row. In the column that names the row it is "Zusammen" unless given. */
  readonly total?: ReactNode
}

export interface TableProps<Row> {
  /** What the table is about; read by screen readers, shown when `captionShown`. */
  readonly caption: string
  readonly captionShown?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Rows of 32 px, one line of 14 px: registers. */
  readonly dense?: boolean
  /** Below 48 rem rows become blocks with a label before each value; otherwise the table scrolls in its own region. */
  readonly stacks?: boolean
  /** The header stays in view while the page scrolls. */
  readonly sticky?: boolean
}

export function Table<Row>({ caption, captionShown, columns, rows, keyOf, dense, stacks, sticky }: TableProps<Row>) {
  const { t } = useRender()
  const classes = [
    'kern-table',
    'nl-table',
    dense && 'nl-table--dense',
    stacks && 'nl-table--stack',
    sticky && 'nl-table--sticky',
  ]
  const table = (
    <table className={classes.filter(Boolean).join(' ')}>
      <caption className={captionShown ? undefined : 'kern-sr-only'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Header key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} stacks={stacks}>
                {column.cell(row)}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
      {columns.some((column) => column.total !== undefined) && (
        <tfoot className="kern-table__footer">
          <tr>
            {columns.map((column) => (
              <Cell key={column.key} column={column} stacks={stacks}>
                {column.total ?? (column.names ? t('table.total') : undefined)}
              </Cell>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
  return stacks ? <div className="nl-table-room">{table}</div> : <ScrollRegion label={caption}>{table}</ScrollRegion>
}

function Header<Row>({ column }: { column: Column<Row> }) {
  const { t } = useRender()
  const order = column.sort?.order
  const lines = column.header.split('\n').map((line, index) => (
    <span key={line} className="nl-table__line">
      {index > 0 && <br />}
      {line}
    </span>
  ))
  const content = column.headerHidden ? <span className="kern-sr-only">{column.header}</span> : lines
  return (
    <th
      scope="col"
      className={column.kind === 'number' ? 'kern-table__header kern-table__header--numeric' : 'kern-table__header'}
      aria-sort={order}
    >
      {column.sort ? (
        <Link to={column.sort.to} quiet>
          {content}
          {order && <span aria-hidden="true">{order === 'ascending' ? ' ↑' : ' ↓'}</span>}
          <span className="kern-sr-only"> {t(order === 'ascending' ? 'table.sort-down' : 'table.sort-up')}</span>
        </Link>
      ) : (
        content
      )}
    </th>
  )
}

function Cell<Row>({ column, stacks, children }: { column: Column<Row>; stacks?: boolean; children: ReactNode }) {
  if (column.names) {
    return (
      <th scope="row" className="kern-table__header">
        {children}
      </th>
    )
  }
  const classes = [
    'kern-table__cell',
    column.kind === 'number' && 'kern-table__cell--numeric',
    column.kind === 'action' && 'nl-table__action',
    column.full && 'nl-table__full',
    column.narrow && 'nl-table__narrow',
  ]
  return (
    <td
      className={classes.filter(Boolean).join(' ')}
      data-label={stacks && !column.full && column.kind !== 'action' ? column.header.replaceAll('\n', ' ') : undefined}
    >
      {children}
    </td>
  )
}

/** The name of a row with its meta line underneath. */
export function RowName({ children, meta }: { children: ReactNode; meta?: ReactNode }) {
  return (
    <>
      {children}
      {meta && <span className="nl-meta">{meta}</span>}
    </>
  )
}
