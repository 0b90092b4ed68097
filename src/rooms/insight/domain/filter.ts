import { parseDay } from '../../../kernel/day.ts'
import type { Month } from '../../../kernel/period.ts'

/**
 * What the reader looks at. It stands in the address, so that a look can be sent to a colleague and found again:
 * `?period=24-months&town=hasselbeck&town=karbeck&group=families&jurisdiction=sgb-ii`.
 */
export interface Filter {
  readonly period: PeriodChoice
  /** Keys of municipalities; none means all. */
  readonly towns: readonly string[]
  readonly group: string | null
  readonly jurisdiction: string | null
}

export const presets = ['12-months', '24-months', 'this-year', 'last-year', 'until-today'] as const
type Preset = (typeof presets)[number]
/** A preset that moves on with time, or two months that stay. */
export type PeriodChoice = Preset | { readonly from: Month; readonly to: Month }

/** The parts of a filter, in the order in which they stand on the page. */
const filterParts = ['period', 'town', 'group', 'jurisdiction'] as const
export type FilterPart = (typeof filterParts)[number]

/** The keys that exist; anything else in an address is passed over with a notice. */
interface Known {
  readonly towns: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
  readonly jurisdictions: ReadonlySet<string>
}

/** Something in the address that could not be used, and was passed over. */
export interface Unused {
  readonly part: FilterPart
  /** What stood there, cut to 40 characters. */
  readonly value: string
  readonly reason: 'unknown' | 'reversed' | 'too-many'
}

export const noFilter: Filter = { period: '12-months', towns: [], group: null, jurisdiction: null }

/**
 * Reads the filter from an address. Never fails: a link that outlived a town or was typed wrongly still opens the page,
 * and `unused` says what was left aside. Empty fields of the form count as not given.
 */
export function readFilter(query: URLSearchParams, known: Known): { filter: Filter; unused: readonly Unused[] } {
  const unused: Unused[] = []
  const pass = (part: FilterPart, value: string, reason: Unused['reason'] = 'unknown') =>
    void unused.push({ part, value: value.slice(0, 40), reason })
  const one = (name: 'group' | 'jurisdiction', keys: ReadonlySet<string>): string | null => {
    const [value, ...more] = query.getAll(name).filter(Boolean)
    for (const other of more) pass(name, other, 'too-many')
    if (value === undefined) return null
    if (keys.has(value)) return value
    pass(name, value)
    return null
  }
  const towns = new Set<string>()
  // The select of the page sends several towns that are already chosen as one value.
  for (const town of query
    .getAll('town')
    .flatMap((value) => value.split(','))
    .filter(Boolean))
    known.towns.has(town) ? towns.add(town) : pass('town', town)
  const filter = {
    period: readPeriod(query, pass),
    towns: [...towns].sort(),
    group: one('group', known.groups),
    jurisdiction: one('jurisdiction', known.jurisdictions),
  }
  return { filter, unused }
}

function readPeriod(
  query: URLSearchParams,
  pass: (part: 'period', value: string, reason?: Unused['reason']) => void,
): PeriodChoice {
  const choice = query.get('period') || ''
  const [from, to] = [query.get('from') || '', query.get('to') || '']
  if (choice !== '' && choice !== 'months') {
    if (isPreset(choice)) return choice
    pass('period', choice)
    return noFilter.period
  }
  if (from === '' && to === '') return noFilter.period
  const first = isMonth(from) ? from : isMonth(to) && from === '' ? to : undefined
  const last = isMonth(to) ? to : isMonth(from) && to === '' ? from : undefined
  if (!first || !last) {
    pass('period', `${from} ${to}`.trim())
    return noFilter.period
  }
  if (first <= last) return { from: first, to: last }
  pass('period', `${first} ${last}`, 'reversed')
  return { from: last, to: first }
}

/** The filter as the part of an address after the path: empty for the start, else with `?`. */
export function printFilter(filter: Filter, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams()
  if (typeof filter.period === 'object') {
    query.set('from', filter.period.from)
    query.set('to', filter.period.to)
  } else if (filter.period !== noFilter.period) query.set('period', filter.period)
  for (const town of filter.towns) query.append('town', town)
  if (filter.group !== null) query.set('group', filter.group)
  if (filter.jurisdiction !== null) query.set('jurisdiction', filter.jurisdiction)
  for (const [name, value] of Object.entries(more)) query.set(name, value)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** The parts that narrow the view, in the order of the page: what its chips show. */
export function activeParts(filter: Filter): readonly FilterPart[] {
  return filterParts.filter((part) => printFilter(without(filter, part)) !== printFilter(filter))
}

/** The filter without one of its parts, or without one of its towns. */
export function without(filter: Filter, part: FilterPart, town?: string): Filter {
  switch (part) {
    case 'period':
      return { ...filter, period: noFilter.period }
    case 'town':
      return { ...filter, towns: town === undefined ? [] : filter.towns.filter((key) => key !== town) }
    case 'group':
      return { ...filter, group: null }
    case 'jurisdiction':
      return { ...filter, jurisdiction: null }
  }
}

function isMonth(text: string): text is Month {
  return /^(19|20|21)\d\d-\d\d$/.test(text) && parseDay(`${text}-01`) !== undefined
}

function isPreset(text: string): text is Preset {
  return (presets as readonly string[]).includes(text)
}
