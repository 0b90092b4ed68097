import type { Cell as InnerCells } from '../../../engine/index.ts'
import { addDays, type Day } from '../../../kernel/day.ts'

/**
 * A figure with whom it counts, so that releases can be compared: it stands in the ledger beside the figures, without
 * anything that the release itself does not show.
 */
export interface LinkedCell {
  /** Whom it counts, such as `hand-overs-due`, and which column it is. */
  readonly population: string
  readonly measure: string
  /** Which values of each axis it sums; an axis that is missing: all of them. */
  readonly where: Readonly<Record<string, readonly string[]>>
  /** Axes of which its table lists every value that counts anybody: what is not named there is nobody. */
  readonly listed: readonly string[]
  /** Days, both included. */
  readonly from: Day
  readonly to: Day
  readonly asOf: Day
  /** What a reader knows of the value; null: nothing. Equal ones: exact. */
  readonly least: number | null
  readonly most: number | null
  /** It must not be known. */
  readonly guarded: boolean
  /** Guarded for those who may see less: who may see more may have learned it already. */
  readonly forOthers?: true
}

/** The axis of columns that are sums of the same parts. */
export const partAxis = 'part'

/** More than so many inner cells are not compared; the release is refused. */
const mostAtoms = 300_000

/**
 * The inner cells that these figures share: the finest groups of people that all of them have in common, numbered, and of
 * each figure those that it sums. Figures of different days count as of the same people, which is what an attacker would
 * assume. @throws RangeError when there are too many.
 */
export function innerCells(cells: readonly LinkedCell[]): { readonly inner: number; readonly cells: InnerCells[] } {
  const axes = [...new Set(cells.flatMap(({ where }) => Object.keys(where)))].sort()
  const starts = [...new Set(cells.flatMap(({ from, to }) => [from, addDays(to, 1)]))].sort()
  const spans = Math.max(1, starts.length - 1)
  const classes = axes.map((axis) => classesOf(cells, axis))
  const size = classes.reduce((product, { count }) => product * count, spans)
  if (size > mostAtoms) throw new RangeError(`${size} inner cells are too many to compare`)
  const raw = cells.map((cell) => {
    let atoms: number[] = []
    for (let at = 0; at < spans; at++)
      if ((starts[at] as Day) >= cell.from && (starts[at] as Day) <= cell.to) atoms.push(at)
    axes.forEach((axis, index) => {
      const { count, of } = classes[index] as Classes
      const wanted = of(cell.where[axis])
      atoms = atoms.flatMap((atom) => wanted.map((one) => atom * count + one))
    })
    return atoms
  })
  return together(raw, size)
}

interface Classes {
  readonly count: number
  /** The classes that a set of values holds; all for none named. */
  readonly of: (values: readonly string[] | undefined) => readonly number[]
}

/** Values that no figure tells apart are one class; those that none names are the last, unless a table lists them all. */
function classesOf(cells: readonly LinkedCell[], axis: string): Classes {
  const sets = [...new Set(cells.flatMap(({ where }) => (where[axis] ? [[...where[axis]].sort().join('\u0000')] : [])))]
  const members = sets.map((set) => new Set(set.split('\u0000')))
  const signatures = new Map<string, number>()
  const classOf = new Map<string, number>()
  for (const value of new Set(members.flatMap((set) => [...set]))) {
    const signature = members.map((set) => (set.has(value) ? '1' : '0')).join('')
    const number = signatures.get(signature) ?? signatures.size
    signatures.set(signature, number)
    classOf.set(value, number)
  }
  const count = signatures.size + (cells.some(({ listed }) => listed.includes(axis)) ? 0 : 1)
  const all = Array.from({ length: count }, (_, at) => at)
  return {
    count,
    of: (values) => (values ? [...new Set(values.map((value) => classOf.get(value) as number))] : all),
  }
}

/** Inner cells that no figure tells apart become one. */
function together(raw: readonly (readonly number[])[], size: number) {
  // Refined figure by figure: two inner cells keep one number as long as every figure holds both or neither.
  const groupOf = new Int32Array(size)
  let groups = 1
  for (const atoms of raw) {
    const moved = new Map<number, number>()
    for (const atom of atoms) {
      const group = groupOf[atom] as number
      const to = moved.get(group) ?? groups++
      moved.set(group, to)
      groupOf[atom] = to
    }
  }
  const numbers = new Map<number, number>()
  const cells = raw.map((atoms) => {
    const own = new Set<number>()
    for (const atom of atoms) {
      const group = groupOf[atom] as number
      const number = numbers.get(group) ?? numbers.size
      numbers.set(group, number)
      own.add(number)
    }
    return Int32Array.from(own).sort()
  })
  return { inner: numbers.size, cells }
}
