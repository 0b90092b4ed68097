import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packTracks, roomFor } from './lanelayout.ts'

const stretches = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 })).map(([start, length]) => ({
    start,
    end: start + length,
  })),
  { maxLength: 12 },
)

test('stretches of one track never overlap, and there are no more tracks than stretches at one place', () => {
  fc.assert(
    fc.property(stretches, (given) => {
      const tracks = packTracks(given)
      for (const [a, one] of given.entries())
        for (const [b, other] of given.entries())
          if (a < b && tracks[a] === tracks[b]) expect(one.end <= other.start || other.end <= one.start).toBe(true)
      const most = Math.max(
        0,
        ...given.map(({ start }) => given.filter((s) => s.start <= start && s.end > start).length),
      )
      expect(new Set(tracks).size).toBe(most)
    }),
  )
})

test('a label ends where its bar ends or something lies on top', () => {
  const bar = { start: 10, end: 50 }
  expect(roomFor(bar, [])).toBe(40)
  expect(roomFor(bar, [{ start: 30, end: 60 }])).toBe(20)
  expect(roomFor(bar, [{ start: 50, end: 60 }])).toBe(40)
  expect(roomFor(bar, [{ start: 5, end: 20 }])).toBe(0)
})
