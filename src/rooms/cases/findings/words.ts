/** What pages of findings show instead of keys and ids. */
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { currentKey, type Entry, hurdles, labelOf, readList } from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { listRegions, municipalityNames, type ServiceInterface } from '../../network/index.ts'
import { allInterfaces, isActive } from '../interfaces.ts'

export interface FindingWords {
  readonly hurdle: (key: string) => string
  /** Hurdles that may be chosen today, in the order of the district. */
  readonly hurdles: readonly { readonly key: string; readonly label: string }[]
  readonly interfaces: readonly ServiceInterface[]
  readonly interfaceOf: (id: Id<'interface'> | null) => ServiceInterface | undefined
  readonly region: (key: string | null) => string | undefined
  /** Key of the region that a municipality lies in. */
  readonly regionOfMunicipality: (id: Id<'municipality'> | null) => string | null
}

export async function readWords(tx: Tx, actor: Actor, locale: string, today: Day): Promise<FindingWords> {
  const { entries } = await readList(tx, hurdles)
  const rows = await allInterfaces(tx, actor, today)
  const regions = await listRegions(tx)
  const municipalities = await municipalityNames(tx)
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return {
    hurdle: (key) => {
      const entry = byKey.get(currentKey(entries, key))
      return entry ? labelOf(entry, locale) : key
    },
    hurdles: entries
      .filter((entry) => isOpen(entry, today))
      .map((entry) => ({ key: entry.key, label: labelOf(entry, locale) })),
    interfaces: rows.filter((row) => isActive(row, today)),
    interfaceOf: (id) => (id === null ? undefined : byId.get(id)),
    region: (key) => regions.find((region) => region.key === key)?.name,
    regionOfMunicipality: (id) => municipalities.find((one) => one.id === id)?.regionKey ?? null,
  }
}

const isOpen = ({ into, removed, from, until }: Entry, today: Day): boolean =>
  into === null && !removed && (from === null || from <= today) && (until === null || today < until)
