import type { InterfaceSheet } from '../figures/interface.ts'
import type { View } from '../view.ts'

/** What the page of one interface is made from. */
export type InterfaceView = View<InterfaceSheet> & { readonly key: string }

/** The one row of figures about the interface itself. */
export function rowOf(view: InterfaceView) {
  const row = view.figures.table.tables.hurdle.rows[0]
  if (!row) throw new Error('the sheet of an interface has one row')
  return row
}
