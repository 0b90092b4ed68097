/** What pages of topics show instead of keys and ids. */
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { currentKey, type Entry, hurdles, isSelectable, labelOf, readList } from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { FindingCell } from '../../insight/index.ts'
import { listInterfaces, listRegions, type ServiceInterface } from '../../network/index.ts'
import type { Cell } from './domain/cells.ts'

/** More interfaces than any district has. */
const mostInterfaces = 500

export interface TopicWords {
  /** `other`: in this language instead of the page's, where the list has it. */
  readonly hurdle: (key: string, other?: string) => string
  /** Hurdles that may be chosen today. */
  readonly hurdles: readonly { readonly key: string; readonly label: string }[]
  readonly interfaces: readonly ServiceInterface[]
  readonly interfaceOf: (id: Id<'interface'> | null) => ServiceInterface | undefined
  readonly region: (key: string | null) => string | undefined
  /** The side to which an interface leads: what the interfaces of one family share. */
  readonly familyOf: (id: Id<'interface'> | null) => { readonly key: string; readonly label: string } | null
  /** Insight names interfaces by key, the network and the people's side by id. */
  readonly toFindingCell: (cell: Cell) => FindingCell
  readonly toCell: (cell: FindingCell) => Cell
}

export async function readTopicWords(tx: Tx, actor: Actor, locale: string, today: Day): Promise<TopicWords> {
  const { entries } = await readList(tx, hurdles)
  const { rows } = await listInterfaces(tx, actor, { state: 'all', limit: mostInterfaces }, today)
  const regions = await listRegions(tx)
  const byKey = new Map<string, Entry>(entries.map((entry) => [entry.key, entry]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  const idOf = new Map(rows.map((row) => [row.key, row.id]))
  const interfaceOf = (id: Id<'interface'> | null) => (id === null ? undefined : byId.get(id))
  return {
    hurdle: (key, other = locale) => {
      const entry = byKey.get(currentKey(entries, key))
      return entry ? labelOf(entry, other) : key
    },
    hurdles: entries
      .filter((entry) => isSelectable(entry, today))
      .map((entry) => ({ key: entry.key, label: labelOf(entry, locale) })),
    interfaces: rows,
    interfaceOf,
    region: (key) => regions.find((region) => region.key === key)?.name,
    familyOf: (id) => {
      const one = interfaceOf(id)
      if (!one) return null
      return { key: one.toJurisdictionKey ?? one.toOrganisationKey ?? one.toLabel, label: one.toLabel }
    },
    toFindingCell: ({ interfaceId, hurdle, quarter, regionKey }) => ({
      interfaceKey: interfaceOf(interfaceId)?.key ?? null,
      hurdle,
      quarter,
      region: regionKey,
    }),
    toCell: ({ interfaceKey, hurdle, quarter, region }) => ({
      interfaceId: (interfaceKey !== null && idOf.get(interfaceKey)) || null,
      hurdle,
      quarter,
      regionKey: region,
    }),
  }
}

/** `{ quarter: 4, year: '2026' }`, for the words. */
export const quarterParts = (first: Day) => ({
  quarter: Math.floor((Number(first.slice(5, 7)) - 1) / 3) + 1,
  year: first.slice(0, 4),
})
