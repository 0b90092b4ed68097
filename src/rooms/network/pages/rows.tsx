import type { ReactNode } from 'react'
import type { FormState } from '../../../platform/http/index.ts'
import { Table, useRender } from '../../../platform/ui/index.ts'
import { RemoveButton } from './removing.tsx'

export interface RowsProps<Row> {
  readonly caption: string
  readonly rows: readonly Row[]
  readonly idOf: (row: Row) => string
  /** What the row is, as text. */
  readonly nameOf: (row: Row) => string
  readonly name: (row: Row) => ReactNode
  readonly header: string
  readonly detailHeader: string
  readonly detail: (row: Row) => ReactNode
  /** Where a row is taken back, and whether it may be. */
  readonly removeAt: string
  readonly removable: (row: Row) => boolean
  readonly form: FormState | undefined
}

/** Rows that hang on a record, such as its names over time, each with the way to take it back. */
export function Rows<Row>(props: RowsProps<Row>) {
  const { t } = useRender()
  const { caption, rows, idOf, nameOf, name, header, detailHeader, detail, removeAt, removable, form } = props
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={idOf}
      stacks
      columns={[
        { key: 'name', header, names: true, cell: name },
        { key: 'detail', header: detailHeader, cell: detail },
        {
          key: 'remove',
          header: t('network.remove'),
          headerHidden: true,
          kind: 'action',
          cell: (row) =>
            removable(row) && <RemoveButton to={removeAt} row={idOf(row)} what={nameOf(row)} state={form} />,
        },
      ]}
    />
  )
}
