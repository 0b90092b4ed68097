import {
  type CellKeyRule,
  cellKey,
  countsBehind,
  countsBehindFive,
  isDominated,
  mayShowQuantile,
  perturb,
  roundToFive,
  transitionTable,
} from '../../../engine/index.ts'
import type { Kind } from '../sheet.ts'
import type { Basis } from './basis.ts'
import type { RuleKind } from './declaration.ts'
import type { Cell } from './guarded.ts'
import { peopleOf, sumOf, type WorkRow, type WorkTable } from './rows.ts'

/** How near whoever is second may come to the largest part of a sum of days, as a share of it (p% rule). */
const dominanceShare = 0.1

/** The rules of cell keys by the least number of people: figures below it do not occur. */
const cellKeyRules: Readonly<Record<number, CellKeyRule>> = {
  3: { most: 3, variance: 2, least: 3 },
  5: { most: 5, variance: 4, least: 5 },
}
const tables = new Map(
  Object.entries(cellKeyRules).map(([least, rule]) => [Number(least), { rule, table: transitionTable(rule) }]),
)

/** A figure, and what a reader knows of the value behind it; null: nothing. */
export interface Figure {
  readonly cell: Cell
  readonly behind: readonly [least: number, most: number] | null
  /** Must not be known exactly. */
  readonly guarded: boolean
  readonly changed: boolean
}

/** What a reader takes a count that is withheld as few for. */
export function behindFew(rule: RuleKind, least: number): readonly [number, number] {
  return [1, rule === 'cell-key' ? (tables.get(least) ?? missing(least)).rule.most : least - 1]
}

/**
 * A count under the rule of its table, before anything is withheld to protect others. Small ones are withheld under every
 * rule: a changed figure beside a sum of days that is withheld for being of few would say how far it was changed.
 */
export function countFigure(
  row: WorkRow,
  column: string,
  table: WorkTable,
  basis: Basis | undefined,
  least: number,
): Figure {
  const value = sumOf(row, column)
  if (value === 0) return exact(0)
  const { rule, base } = table.declaration
  const small = Math.min(value, peopleOf(row, column, table, basis)) < least
  // Who comes often makes many of few: then a reader who takes it for a small count is wrong, and cannot be followed.
  const few = (most: number): Figure => ({
    cell: { withheld: 'few', below: least },
    behind: value <= most ? [1, most] : null,
    guarded: true,
    changed: false,
  })
  switch (rule) {
    case 'suppress': {
      // All but few tells of the few.
      const others = sumOf(row, base) - value
      return small || (column !== base && others > 0 && others < least) ? few(least - 1) : exact(value)
    }
    case 'round-5': {
      if (small) return few(least - 1)
      const figure = Math.max(5, roundToFive(value))
      const [low, high] = countsBehindFive(figure)
      return {
        cell: { value: figure },
        behind: [Math.max(least, low), high],
        guarded: false,
        changed: figure !== value,
      }
    }
    case 'cell-key': {
      const { rule: keys, table: transitions } = tables.get(least) ?? missing(least)
      const figure = perturb(transitions, value, keyOf(row, column, table, basis))
      // What the key made nothing is not nobody, and cannot be told from what is small.
      if (small || figure === 0) return few(keys.most)
      const [low, high] = countsBehind(keys, figure)
      return {
        cell: { value: figure },
        behind: [Math.max(least, low), high],
        guarded: false,
        changed: figure !== value,
      }
    }
  }
}

function exact(value: number): Figure {
  return { cell: { value }, behind: [value, value], guarded: false, changed: false }
}

/** A sum of days: enough people, nobody who makes up nearly all of it, and under cell keys and rounding never exact. */
export function daysFigure(
  row: WorkRow,
  column: string,
  table: WorkTable,
  basis: Basis | undefined,
  least: number,
): Figure {
  const value = sumOf(row, column)
  const days = table.basis?.days?.[column]
  const below = { below: least }
  const none = (withheld: 'few' | 'dominated'): Figure => ({
    cell: { withheld, ...below },
    behind: null,
    guarded: true,
    changed: false,
  })
  if (!days || !row.records || !basis) return none('dominated')
  const people = peopleOf(row, table.declaration.base, table, basis)
  if (people > 0 && people < least) return none('few')
  const contributions = new Map<number, number>()
  for (const record of row.records) {
    const person = basis.people[record] as number
    contributions.set(person, (contributions.get(person) ?? 0) + days(record))
  }
  const all = [...contributions.values()]
  if (value === 0 || people === 0) return exact(0)
  if (isDominated(all, { share: dominanceShare, least })) return none('dominated')
  const largest = Math.max(...all)
  if (table.declaration.rule === 'suppress') return exact(value)
  const shown =
    table.declaration.rule === 'round-5'
      ? roundDays(value, largest)
      : changedDays(value, largest, keyOf(row, column, table, basis))
  return { cell: { value: shown }, behind: null, guarded: false, changed: shown !== value }
}

/** In steps of at least a tenth of the largest part. */
function roundDays(value: number, largest: number): number {
  const step = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((one) => one >= largest / 10) ?? 10_000
  return Math.round(value / step) * step
}

/**
 * Up or down by a tenth to three tenths of what the largest contributes, as the key of the cell says: as often up as down,
 * and the same people give the same figure.
 */
function changedDays(value: number, largest: number, key: number): number {
  const share = (Math.imul(key, 0x9e37_79b1) >>> 0) / 0x1_0000_0000
  const size = share < 0.5 ? share * 2 : (share - 0.5) * 2
  return Math.max(0, Math.round(value + (share < 0.5 ? -1 : 1) * (0.1 + 0.2 * size) * largest))
}

/** A measure that stands on counts: shown where they are, rounded. */
export function derivedFigure(
  row: WorkRow,
  column: string,
  kind: Kind,
  table: WorkTable,
  basis: Basis | undefined,
  least: number,
  released: Readonly<Record<string, Cell>>,
): Cell {
  const { declaration } = table
  const on = declaration.on?.[column] ?? [declaration.base]
  const withheld = (why: 'base' | 'merged' | 'quantile' | 'few'): Cell => ({ withheld: why, below: least })
  const [part] = row.parts
  const value = part?.[column] as number | string | boolean | null
  if (kind === 'given') return row.merged ? withheld('merged') : { value }
  const people = Math.min(...on.map((name) => peopleOf(row, name, table, basis)))
  if (kind === 'share' && on.length === 2) {
    const [hits, of] = on.map((name) => released[name])
    if (!hits || !of || !('value' in hits) || !('value' in of)) return withheld('base')
    return { value: of.value === 0 ? null : Math.min(1, round((hits.value as number) / (of.value as number), 2)) }
  }
  // Of nobody there is nothing to say.
  if (people === 0) return { value: null }
  if (people < least) return withheld('few')
  if (row.merged) return withheld('merged')
  if (kind === 'quantile') {
    if (value === null) return { value }
    return mayShowQuantile(people, declaration.quantiles?.[column] ?? 0.5, least)
      ? { value: Math.round(value as number) }
      : withheld('quantile')
  }
  return typeof value === 'number' ? { value: round(value, kind === 'share' ? 2 : 1) } : { value }
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

/** The sum of the keys of the records that a column counts. */
function keyOf(row: WorkRow, column: string, { basis: own }: WorkTable, basis: Basis | undefined): number {
  const keys = basis?.keys
  if (!keys || !row.records) throw new TypeError('cell keys without keys of records')
  const counts = own?.counts?.[column]
  return cellKey((counts ? row.records.filter(counts) : row.records).map((record) => (keys[record] as number) >>> 0))
}

function missing(least: number): never {
  throw new RangeError(`no rule of cell keys for ${least}`)
}
