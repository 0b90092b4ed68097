import type { MeetingState } from './kinds.ts'

/** Items on one part of an agenda; more is a mistake. */
export const longestAgenda = 200

/**
 * Numbers of agenda items, as the council systems of the region write them: `Ö 3` in the public part, `N 1` in the
 * non-public one. Each part counts from one, so that no gap in the public numbers tells of non-public items.
 */
export const agendaNumber = (isPublic: boolean, position: number): string => `${isPublic ? 'Ö' : 'N'} ${position}`

/** The number as it is read aloud: `Ö 3` is "öffentlich 3". Null for what is no such number. */
export function readAgendaNumber(number: string): { readonly isPublic: boolean; readonly ordinal: string } | null {
  const [, part, ordinal] = /^(Ö|N) ([1-9]\d*(?:\.[1-9]\d*)*)$/.exec(number) ?? []
  return ordinal === undefined ? null : { isPublic: part === 'Ö', ordinal }
}

/** The order with one item moved by a number of places, up when negative; at the ends it stays where it is. */
export function moved<Item>(order: readonly Item[], item: Item, by: number): readonly Item[] {
  const from = order.indexOf(item)
  const to = Math.max(0, Math.min(order.length - 1, from + by))
  if (from < 0 || to === from) return order
  const rest = order.toSpliced(from, 1)
  return rest.toSpliced(to, 0, item)
}

/**
 * What may be done with agenda items in each state of their meeting. Before the invitation all; then numbers have been
 * sent to people, so items are withdrawn instead of removed, and new ones come at the end; what was held is minutes, in
 * which only what was wrongly written is put right. Cancelled meetings keep their agenda as it is.
 */
export const agendaRules: Readonly<
  Record<
    MeetingState,
    { readonly add: boolean; readonly reorder: boolean; readonly remove: boolean; readonly withdraw: boolean }
  >
> = {
  scheduled: { add: true, reorder: true, remove: true, withdraw: false },
  invited: { add: true, reorder: false, remove: false, withdraw: true },
  held: { add: true, reorder: false, remove: false, withdraw: false },
}
