import type { Day } from '../../kernel/day.ts'

/** What the network publishes to name things by: no figures, no persons. */
export interface Directory {
  readonly district: { readonly name: string; readonly simulated: boolean }
  /** In the order of their names. */
  readonly interfaces: ReadonlyMap<string, InterfaceEntry>
  /** Cities, towns and municipalities in the order of their names. */
  readonly towns: ReadonlyMap<string, Town>
  /** Codes of the jurisdictions on either side of an interface, by the key that stands in addresses. */
  readonly jurisdictions: ReadonlyMap<string, string>
}

export interface InterfaceEntry {
  readonly key: string
  readonly from: string
  readonly to: string
  /** Code of the jurisdiction on that side, such as `SGB II`. */
  readonly fromLaw: string | null
  readonly toLaw: string | null
  /** The event that makes responsibility pass, in words. */
  readonly trigger: string | null
  readonly endedOn: Day | null
  /** Oldest first. */
  readonly targets: readonly TargetEntry[]
}

export interface TargetEntry {
  /** Null: from this day on none is agreed. */
  readonly days: number | null
  readonly unit: 'calendarDays' | 'workingDays'
  readonly from: Day
  readonly agreedBetween: string | null
}

export interface Town {
  readonly key: string
  readonly name: string
  readonly residents: number | null
  readonly centre: readonly [longitude: number, latitude: number] | null
  readonly outline: readonly (readonly (readonly [longitude: number, latitude: number])[])[] | null
  /** The part of the district: what small figures of towns are put together to. */
  readonly region: { readonly key: string; readonly name: string } | null
}

/** `SGB II` as it stands in an address: `sgb-ii`. */
export function lawKey(code: string): string {
  return code
    .toLocaleLowerCase('de')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** The interfaces that have a jurisdiction on one of their sides. */
export function interfacesOf(directory: Directory, jurisdiction: string): readonly string[] {
  const sides = (entry: InterfaceEntry) => [entry.fromLaw, entry.toLaw].filter((law) => law !== null).map(lawKey)
  return [...directory.interfaces.values()]
    .filter((entry) => sides(entry).includes(jurisdiction))
    .map((entry) => entry.key)
}
