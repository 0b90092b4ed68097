/**
 * The map of the invented district: outlines drawn by code, so that no real border is copied. Each town gets the land that
 * lies nearer to it than to any other (Voronoi cells); points outside push the border in and out; every edge is then bent
 * by a seeded midpoint displacement, the same for both neighbours. Kilometres become degrees around 0° N 0° E, a place in
 * the sea where no district can be.
 */
import { seeded } from '../../src/kernel/random.ts'

/** x to the east and y to the north, in kilometres. */
export type Point = readonly [x: number, y: number]

/** Points beyond the border, between which and the outer towns it runs. Drawn by eye. */
const beyond: readonly Point[] = [
  [-6, 36], [1, 43], [10, 45], [20, 46], [28, 45], [36, 49], [45, 43], [43, 33], [40, 23], [37, 14],
  [33, 5], [28, -3], [18, -5], [8, -7], [-1, -2], [-6, 8], [-3, 17], [-2, 25],
] // biome-ignore format: a ring reads better in rows

/** One degree on the equator. */
export const kilometresPerDegree = 111.32

/** The outline of each town as a closed ring, in kilometres, counter-clockwise. */
export function outlines(centres: readonly Point[], seed = 'Auental'): Point[][] {
  const all = [...centres, ...beyond]
  return centres.map((centre) => roughened(cellOf(centre, all), seed))
}

/** A ring as GeoJSON wants it: degrees, six decimals (0.1 m), first position repeated at the end. */
export function toDegrees(ring: readonly Point[]): [number, number][] {
  const degrees = ring.map(([x, y]): [number, number] => [
    round6(x / kilometresPerDegree),
    round6(y / kilometresPerDegree),
  ])
  return [...degrees, degrees[0]!]
}

/** The points nearer to `centre` than to any other: a large square, cut by every perpendicular bisector. */
function cellOf(centre: Point, all: readonly Point[]): Point[] {
  let cell: Point[] = [
    [-200, -200],
    [200, -200],
    [200, 200],
    [-200, 200],
  ]
  for (const other of all) {
    if (other === centre) continue
    const middle: Point = [(centre[0] + other[0]) / 2, (centre[1] + other[1]) / 2]
    const normal: Point = [other[0] - centre[0], other[1] - centre[1]]
    const side = (p: Point) => (p[0] - middle[0]) * normal[0] + (p[1] - middle[1]) * normal[1]
    cell = cell.flatMap((from, index) => {
      const to = cell[(index + 1) % cell.length]!
      const [a, b] = [side(from), side(to)]
      const kept: Point[] = a <= 0 ? [from] : []
      if (a < 0 !== b < 0 && a !== b)
        kept.push([from[0] + ((to[0] - from[0]) * a) / (a - b), from[1] + ((to[1] - from[1]) * a) / (a - b)])
      return kept
    })
  }
  // Neighbours compute the same corner on different ways; rounded to centimetres it is the same point.
  const rounded = cell.map(([x, y]): Point => [round5(x), round5(y)])
  return rounded.filter((point, index) => !same(point, rounded[(index + 1) % rounded.length]!))
}

function roughened(cell: readonly Point[], seed: string): Point[] {
  return cell.flatMap((from, index) => {
    const to = cell[(index + 1) % cell.length]!
    // Always bent from the smaller corner to the larger, so that both neighbours get the same line.
    const forward = from[0] < to[0] || (from[0] === to[0] && from[1] < to[1])
    const line = forward ? bent(from, to, seed) : bent(to, from, seed).reverse()
    return line.slice(0, -1)
  })
}

function bent(from: Point, to: Point, seed: string): Point[] {
  const random = seeded(`${seed} ${from.join(' ')} ${to.join(' ')}`)
  let line: Point[] = [from, to]
  for (let level = 0; level < 4 && length(from, to) / 2 ** level > 0.8; level++) {
    line = line.flatMap((a, index): Point[] => {
      const b = line[index + 1]
      if (!b) return [a]
      const shift = (random.next() - 0.5) * 0.28
      const middle: Point = [(a[0] + b[0]) / 2 - (b[1] - a[1]) * shift, (a[1] + b[1]) / 2 + (b[0] - a[0]) * shift]
      return [a, [round5(middle[0]), round5(middle[1])]]
    })
  }
  return line
}

const length = (a: Point, b: Point) => Math.hypot(b[0] - a[0], b[1] - a[1])
const same = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1]
const round5 = (value: number) => Math.round(value * 1e5) / 1e5
const round6 = (value: number) => Math.round(value * 1e6) / 1e6
