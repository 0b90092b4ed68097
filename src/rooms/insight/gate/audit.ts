import { attack, attackChanged, type CountTable, type Leak, LeakedBefore, protect } from '../../../engine/index.ts'
import { innerCells, type LinkedCell, partAxis } from './cells.ts'

/** A figure that is about to leave, as the attacker will see it. */
export interface Candidate {
  readonly linked: LinkedCell
  /** The value itself: known to the gate only. */
  readonly value: number
  /** The only person it counts, if it counts one. */
  readonly alone: number | undefined
}

export interface Audited {
  /** Candidates, by their number, that are withheld so that nothing small follows; of few: of which it is not said. */
  readonly withheld: ReadonlySet<number>
  readonly attacked: number
  readonly equations: number
  readonly closed: readonly Leak['by'][]
}

/** Small cells follow from what was released before, or whatever is withheld: the release may not happen. */
export class CannotProtect extends Error {
  override name = 'CannotProtect'
}

/**
 * Plays the attacker over the figures of one measure, new and released before, and withholds new ones until nothing that must
 * not be known follows: not from exact sums by Gaussian elimination (nor for somebody who is alone in a cell), not as the
 * difference of two figures one of which counts everybody that the other counts, and not from what changed figures leave
 * possible.
 * @param ofHolders The attacker holds more than the readers of the new figures: what follows from that alone is not told by
 *   these figures, and no reason to refuse them.
 * @throws CannotProtect
 */
export function audit(
  candidates: readonly Candidate[],
  earlier: readonly LinkedCell[],
  least: number,
  ofHolders = false,
): Audited {
  const days = new Set(candidates.map(({ linked }) => linked.asOf))
  const sameDay = earlier.filter(({ asOf }) => days.has(asOf))
  const unbound = <C extends LinkedCell>(cell: C): C =>
    cell.guarded && cell.least !== null ? { ...cell, least: null, most: null } : cell
  // What was entered late makes sums of different days contradict each other; then those of one day are sums of each other.
  // Somebody who comes often makes many of few; then nothing is said of how many those are.
  const tries = [
    () => auditAll(candidates, earlier, least, ofHolders),
    () => auditAll(candidates, sameDay, least, ofHolders),
    () => auditAll(candidates, sameDay.map(unbound), least, ofHolders),
    () =>
      auditAll(
        candidates.map((one) => ({ ...one, linked: unbound(one.linked) })),
        sameDay.map(unbound),
        least,
        ofHolders,
      ),
  ]
  for (const attempt of tries)
    try {
      return attempt()
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
    }
  throw new CannotProtect('the figures contradict each other')
}

function auditAll(
  candidates: readonly Candidate[],
  before: readonly LinkedCell[],
  least: number,
  ofHolders: boolean,
): Audited {
  const earlier = withoutWhatIsKnown(before, least)
  const told = [...candidates.map(({ linked }) => linked), ...earlier]
  const all = ofHolders ? withoutWhatIsHeld(told, candidates, least) : told
  const { inner, cells } = innerCells(all)
  const withheld = new Set<number>()
  const closed: Leak['by'][] = []
  const isNew = (cell: number) => cell < candidates.length
  const exact = (cell: number) =>
    !withheld.has(cell) && all[cell]!.least !== null && all[cell]!.least === all[cell]!.most
  const guarded = Uint8Array.from(all, (cell) => (cell.guarded ? 1 : 0))
  const targets = all.flatMap(({ guarded: is }, cell) => (is ? [cell] : []))

  const hasExact = [...all.keys()].some((cell) => exact(cell) && all[cell]!.least !== 0)
  let equations = 0
  if (hasExact) {
    // Changed figures say nothing exact; what was known before is known.
    const seen = new Set<string>()
    const known = [...all.keys()].filter((cell) => {
      // The same small cell once, with who is alone in it: the new one comes first.
      const key = cells[cell]!.join()
      if (!isNew(cell) && all[cell]!.guarded && seen.has(key)) return false
      if (all[cell]!.guarded) seen.add(key)
      return exact(cell) || all[cell]!.guarded
    })
    const alone = aloneIn(candidates, cells)
    const table: CountTable = {
      inner,
      cells: known.map((cell) => cells[cell]!),
      counts: known.map((cell) => (isNew(cell) ? candidates[cell]!.value : (all[cell]!.least ?? 1))),
      guarded: known.map((cell) => guarded[cell]!),
      alone: new Map(
        known.flatMap((cell, at) => {
          const one = alone.get(cell)
          return one === undefined ? [] : [[at, one] as const]
        }),
      ),
      perhapsEmpty: unknownOf(known.map((cell) => (isNew(cell) ? undefined : all[cell]))),
    }
    const old = new Set(known.flatMap((cell, at) => (!isNew(cell) && exact(cell) ? [at] : [])))
    const shown = protectOrRefuse(table, least, old)
    known.forEach((cell, at) => {
      if (isNew(cell) && !guarded[cell] && !shown.shown.has(at)) withheld.add(cell)
    })
    closed.push(...shown.closed.map(({ by }) => by))
    equations = shown.shown.size
    for (const cell of smallDifferences(all, cells, exact, isNew, least)) {
      withheld.add(cell)
      closed.push('equations')
    }
    if (withheld.size > 0) recheck(table, known, withheld, old, least)
  }
  narrowing(all, cells, withheld, isNew, closed)
  return { withheld, attacked: targets.length, equations, closed }
}

/**
 * What others must not know, but whoever holds all this has learned: a 4 that the public takes for "under 5" and the steering
 * group has read. It is no secret before them, and no reason to refuse.
 */
function withoutWhatIsKnown(earlier: readonly LinkedCell[], least: number): readonly LinkedCell[] {
  if (!earlier.some(({ guarded, forOthers }) => guarded && forOthers)) return earlier
  const { inner, cells } = innerCells(earlier)
  const isExact = ({ guarded, least: low, most }: LinkedCell) => !guarded && low !== null && low === most
  const table: CountTable = {
    inner,
    cells,
    counts: earlier.map(({ least: low }) => low ?? 1),
    guarded: earlier.map(({ guarded, forOthers }) => (guarded && forOthers ? 1 : 0)),
    alone: new Map(),
    perhapsEmpty: unknownOf(earlier),
  }
  const shown = new Set(earlier.flatMap((cell, at) => (isExact(cell) ? [at] : [])))
  const learned = new Set(attack(table, shown, { least }).map(({ cell }) => cell))
  const views = viewsOf(earlier, () => true)
  for (const view of views)
    for (const cell of fixedIn(view, earlier, (at) => earlier[at]!.least !== null)) learned.add(cell)
  return earlier.map((cell, at) => (cell.forOthers && learned.has(at) ? { ...cell, guarded: false } : cell))
}

/** As `withoutWhatIsKnown`, of the new figures, too: what follows while none of them is told is not told by them. */
function withoutWhatIsHeld(
  all: readonly LinkedCell[],
  candidates: readonly Candidate[],
  least: number,
): readonly LinkedCell[] {
  const { inner, cells } = innerCells(all)
  const isNew = (cell: number) => cell < candidates.length
  const table: CountTable = {
    inner,
    cells,
    counts: all.map(({ least: low }, cell) => (isNew(cell) ? candidates[cell]!.value : (low ?? 1))),
    guarded: all.map(({ guarded }) => (guarded ? 1 : 0)),
    alone: new Map(),
    perhapsEmpty: unknownOf(all.map((one, cell) => (isNew(cell) ? undefined : one))),
  }
  const held = new Set(
    all.flatMap(({ guarded, least: low, most }, cell) =>
      !isNew(cell) && !guarded && low !== null && low === most ? [cell] : [],
    ),
  )
  const learned = new Set(attack(table, held, { least }).map(({ cell }) => cell))
  for (const view of viewsOf(all, isNew))
    for (const cell of fixedIn(view, all, (at) => !isNew(at) && all[at]!.least !== null)) learned.add(cell)
  return learned.size === 0 ? all : all.map((cell, at) => (learned.has(at) ? { ...cell, guarded: false } : cell))
}

/** Figures of earlier releases of which the ledger says nothing: a sum of the days of few people may well be nothing. */
function unknownOf(earlier: readonly (LinkedCell | undefined)[]): ReadonlySet<number> {
  return new Set(earlier.flatMap((one, cell) => (one && one.least === null ? [cell] : [])))
}

function protectOrRefuse(table: CountTable, least: number, before: ReadonlySet<number>) {
  try {
    return protect(table, { least }, before)
  } catch (error) {
    if (error instanceof LeakedBefore) throw new CannotProtect(error.message)
    throw error
  }
}

/** Who is alone in a cell; where no record says so, whoever is alone in a cell is it in all that hold this one, too. */
function aloneIn(candidates: readonly Candidate[], cells: readonly Int32Array[]): ReadonlyMap<number, number> {
  const alone = new Map<number, number>()
  const rising = [...candidates.keys()].sort((one, other) => cells[one]!.length - cells[other]!.length || one - other)
  for (const cell of rising) {
    const { alone: known, value } = candidates[cell]!
    if (known !== undefined) alone.set(cell, known)
    else if (value === 1) {
      const own = new Set(cells[cell])
      const inside = [...alone.keys()].find((other) => cells[other]!.every((at) => own.has(at)))
      alone.set(cell, inside === undefined ? -1 - cell : (alone.get(inside) as number))
    }
  }
  // What is empty within a cell of one person is theirs as well.
  for (const cell of rising.filter((one) => candidates[one]!.value === 0 && candidates[one]!.linked.guarded)) {
    const around = [...alone.keys()].find((other) => holds(cells[other]!, cells[cell]!))
    if (around !== undefined) alone.set(cell, alone.get(around) as number)
  }
  return alone
}

/** After differences were withheld, too, the attacker tries once more. */
function recheck(
  table: CountTable,
  known: readonly number[],
  withheld: ReadonlySet<number>,
  before: ReadonlySet<number>,
  least: number,
): void {
  const shown = new Set(
    known.flatMap((cell, at) => (before.has(at) || (!table.guarded![at] && !withheld.has(cell)) ? [at] : [])),
  )
  const leaks = attack(table, shown, { least })
  if (leaks.length > 0) throw new CannotProtect(`${leaks.length} small cells follow whatever is withheld`)
}

/** New exact figures that, taken off an earlier one or the other way round, leave few people. */
function smallDifferences(
  all: readonly LinkedCell[],
  cells: readonly Int32Array[],
  exact: (cell: number) => boolean,
  isNew: (cell: number) => boolean,
  least: number,
): readonly number[] {
  const shown = [...all.keys()].filter((cell) => exact(cell))
  const old = shown.filter((cell) => !isNew(cell))
  if (old.length === 0) return []
  return shown.filter(
    (cell) =>
      isNew(cell) &&
      old.some((other) => {
        const difference = Math.abs(all[cell]!.least! - all[other]!.least!)
        if (difference === 0 || difference >= least) return false
        return isIn(cells[cell]!, cells[other]!) || isIn(cells[other]!, cells[cell]!)
      }),
  )
}

/** Withholds figures until what they leave possible fixes no small cell. */
function narrowing(
  all: readonly LinkedCell[],
  cells: readonly Int32Array[],
  withheld: Set<number>,
  isNew: (cell: number) => boolean,
  closed: Leak['by'][],
): void {
  if (!all.some(({ guarded }) => guarded)) return
  let views = viewsOf(all, isNew)
  for (let round = 0; round <= all.length; round++) {
    const known = (cell: number) => !withheld.has(cell) && all[cell]!.least !== null
    const found = views
      .map((view) => ({ view, leaks: fixedIn(view, all, known) }))
      .filter(({ leaks }) => leaks.length > 0)
    // What shows nothing now shows nothing when less is shown.
    views = found.map(({ view }) => view)
    const leaks = new Set(found.flatMap((one) => one.leaks))
    if (leaks.size === 0) return
    const before = withheld.size
    for (const leak of leaks) {
      const inside = new Set(cells[leak])
      const near = [...all.keys()].filter(
        (cell) =>
          isNew(cell) && all[cell]!.least !== null && !all[cell]!.guarded && cells[cell]!.some((at) => inside.has(at)),
      )
      // One at a time: what closes one leak mostly closes those beside it.
      if (near.some((cell) => withheld.has(cell)) && withheld.size > before) continue
      // Where nothing else is left: that a figure is of few is said no more.
      const few = [...all.keys()].filter(
        (cell) =>
          isNew(cell) && all[cell]!.guarded && all[cell]!.least !== null && cells[cell]!.some((at) => inside.has(at)),
      )
      const left = (list: readonly number[]) => list.filter((cell) => !withheld.has(cell))
      const next = (left(near).length > 0 ? left(near) : left(few)).sort(
        (one, other) => cells[one]!.length - cells[other]!.length || one - other,
      )[0]
      if (next === undefined) continue
      withheld.add(next)
      closed.push('bounds')
    }
    if (withheld.size === before) throw new CannotProtect('a small cell follows from the figures released before')
  }
  throw new CannotProtect('a small cell follows whatever is withheld')
}

/** Some of the figures, with the inner cells that these alone share. */
interface LinkedView {
  readonly numbers: readonly number[]
  readonly inner: number
  readonly cells: readonly Int32Array[]
}

/**
 * All figures, then those of one column, of one period, of one period and one axis, of one row: bounds narrow further over coarse inner cells, for
 * a sum of two figures is one of them where each is an inner cell.
 */
function viewsOf(all: readonly LinkedCell[], isNew: (cell: number) => boolean): readonly LinkedView[] {
  const numbers = [...all.keys()]
  const partsOf = (cell: number) => all[cell]!.where[partAxis]?.join() ?? ''
  const columns = [...Map.groupBy(numbers, partsOf).values()]
  const keyOf = (cell: number) => `${all[cell]!.from} ${all[cell]!.to}`
  const periodsOf = (list: readonly number[]) => [...Map.groupBy(list, keyOf).values()]
  const periods = [numbers, ...columns].flatMap(periodsOf)
  const axes = [...new Set(all.flatMap(({ where }) => Object.keys(where)))].filter((axis) => axis !== partAxis)
  const isOf = (axis: string | null) => (cell: number) =>
    Object.keys(all[cell]!.where).every((one) => one === axis || one === partAxis)
  const ofAxis = [null, ...axes].flatMap((axis) => periods.map((period) => period.filter(isOf(axis))))
  // The columns of one row, of one period.
  const whereOf = (cell: number) => {
    const { [partAxis]: _, ...where } = all[cell]!.where
    return `${keyOf(cell)} ${JSON.stringify(Object.entries(where).sort())}`
  }
  const rows = columns.length > 1 ? [...Map.groupBy(numbers, whereOf).values()] : []
  const lists = [numbers, ...columns, ...periods, ...ofAxis, ...rows].filter(
    (list) => list.some((cell) => all[cell]!.guarded) && list.some(isNew),
  )
  return [...new Map(lists.map((list) => [list.join(), list])).values()].map((list) => ({
    numbers: list,
    ...innerCells(list.map((cell) => all[cell]!)),
  }))
}

function fixedIn(
  { numbers, inner, cells }: LinkedView,
  all: readonly LinkedCell[],
  known: (cell: number) => boolean,
): readonly number[] {
  const figures = numbers.flatMap((cell, at) =>
    known(cell) ? [{ cell: at, least: all[cell]!.least as number, most: all[cell]!.most as number }] : [],
  )
  // The same people once, though several releases say how many they are.
  const exact = [
    ...new Map(
      figures
        .filter(({ least, most }) => least === most)
        .map(({ cell, least }) => [cells[cell]!.join(), { cell: cells[cell]!, value: least }] as const),
    ).values(),
  ]
  const once = restsOf(exact, exact)
  const rests = [...once, ...restsOf(once, exact)]
  const nested = figures.map((figure) =>
    all[numbers[figure.cell]!]!.guarded ? within(figure, cells[figure.cell]!, [...exact, ...rests]) : figure,
  )
  const system = { inner, cells: [...cells, ...rests.map(({ cell }) => cell)] }
  const taken = rests.map(({ value }, at) => ({ cell: cells.length + at, least: value, most: value }))
  return attackChanged(system, [...nested, ...taken], (at) => at < cells.length && all[numbers[at]!]!.guarded).map(
    (at) => numbers[at]!,
  )
}

/** No part is more than a whole that is known, and no whole less than a part. */
function within<F extends { readonly least: number; readonly most: number }>(
  figure: F,
  cell: Int32Array,
  exact: readonly Exact[],
): F {
  let { least, most } = figure
  for (const { cell: other, value } of exact) {
    if (holds(other, cell)) most = Math.min(most, value)
    if (holds(cell, other)) least = Math.max(least, value)
  }
  return { ...figure, least, most }
}

interface Exact {
  readonly cell: Int32Array
  readonly value: number
}

/** More exact figures than these are not taken off each other two by two. */
const mostPairs = 80

/** What remains of sums after exact figures that lie within them are taken off: sums of what is withheld. */
function restsOf(wholes: readonly Exact[], exact: readonly Exact[]): readonly Exact[] {
  const falling = exact.toSorted((one, other) => other.cell.length - one.cell.length)
  const rests = new Map<string, Exact>()
  const add = (rest: Exact) => rests.set(rest.cell.join(), rest)
  for (const whole of wholes) {
    const left = new Set(whole.cell)
    let value = whole.value
    for (const part of falling) {
      if (!isIn(part.cell, whole.cell)) continue
      if (exact.length <= mostPairs) add(without(whole, part))
      if (part.cell.length >= left.size || !part.cell.every((at) => left.has(at))) continue
      for (const at of part.cell) left.delete(at)
      value -= part.value
    }
    if (left.size < whole.cell.length) add({ cell: whole.cell.filter((at) => left.has(at)), value })
  }
  return [...rests.values()]
}

/** Whether all of one lie in the other; both rising. */
function holds(whole: Int32Array, part: Int32Array): boolean {
  if (part.length > whole.length || part[0]! < whole[0]! || part.at(-1)! > whole.at(-1)!) return false
  let from = 0
  for (const at of part) {
    while (whole[from]! < at) from++
    if (whole[from] !== at) return false
    from++
  }
  return true
}

function isIn(part: Int32Array, whole: Int32Array): boolean {
  return part.length < whole.length && holds(whole, part)
}

function without(whole: Exact, part: Exact): Exact {
  const own = new Set(part.cell)
  return { cell: whole.cell.filter((at) => !own.has(at)), value: whole.value - part.value }
}
