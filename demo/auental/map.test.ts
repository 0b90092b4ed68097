import { expect, test } from 'vitest'
import { scenarioNamed } from '../simulator/testing.ts'
import { outlines, type Point, toDegrees } from './map.ts'

const centres = scenarioNamed('auental').towns.map((town): Point => town.position ?? [0, 0])
const rings = outlines(centres)

const edges = (ring: readonly Point[]) =>
  ring.map((point, index): [Point, Point] => [point, ring[(index + 1) % ring.length]!])
const areaOf = (ring: readonly Point[]) => edges(ring).reduce((sum, [a, b]) => sum + a[0] * b[1] - b[0] * a[1], 0) / 2
const textOf = (point: Point) => point.join(' ')

function isInside([x, y]: Point, ring: readonly Point[]): boolean {
  return (
    edges(ring).filter(([a, b]) => a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0])
      .length %
      2 ===
    1
  )
}

function cross([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

test('each town lies in its own outline and in no other', () => {
  for (const [index, centre] of centres.entries()) {
    expect(rings.filter((ring) => isInside(centre, ring)).map((ring) => rings.indexOf(ring))).toEqual([index])
  }
})

test('outlines do not cross themselves, and run counter-clockwise', () => {
  for (const ring of rings) {
    const all = edges(ring)
    expect(all.filter((one, i) => all.some((other, j) => j > i + 1 && cross(one, other)))).toEqual([])
    expect(areaOf(ring)).toBeGreaterThan(20)
  }
})

test('neighbours share their border point by point: every inner edge is there twice, in both directions', () => {
  const count = new Map<string, number>()
  for (const ring of rings)
    for (const [a, b] of edges(ring))
      count.set(`${textOf(a)}|${textOf(b)}`, (count.get(`${textOf(a)}|${textOf(b)}`) ?? 0) + 1)
  expect(Math.max(...count.values())).toBe(1)
  const shared = [...count.keys()].filter((key) => count.has(key.split('|').reverse().join('|')))
  expect(shared.length).toBeGreaterThan(count.size / 3)
})

test('the map is the same every time, and far from any land', () => {
  expect(outlines(centres)).toEqual(rings)
  const [longitude, latitude] = toDegrees(rings[0]!)[0]!
  expect(Math.abs(longitude)).toBeLessThan(1)
  expect(Math.abs(latitude)).toBeLessThan(1)
})
