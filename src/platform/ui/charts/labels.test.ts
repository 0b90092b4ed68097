import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Box, type LabelRequest, overlap, placeLabels, spread } from './labels.ts'
import { fitText, textWidth } from './textwidth.ts'

const bounds: Box = { left: 0, top: 0, right: 640, bottom: 300 }

const requests = fc.uniqueArray(
  fc.record({
    key: fc.uuid(),
    text: fc.constantFrom('Aulenstedt', 'Bruchwede', 'Karbeck', 'Osterfleth', 'Immenrode an der Aue'),
    x: fc.double({ min: 10, max: 630, noNaN: true }),
    y: fc.double({ min: 10, max: 290, noNaN: true }),
    radius: fc.double({ min: 3, max: 30, noNaN: true }),
  }),
  { selector: (request) => request.key, maxLength: 25 },
)

describe('labels beside marks', () => {
  test('never touch each other or leave the drawing, however crowded it is', () => {
    fc.assert(
      fc.property(requests, (wanted) => {
        const placed = placeLabels(wanted, bounds)
        placed.forEach((label, index) => {
          expect(label.box.left).toBeGreaterThanOrEqual(bounds.left)
          expect(label.box.right).toBeLessThanOrEqual(bounds.right)
          for (const other of placed.slice(index + 1)) expect(overlap(label.box, other.box)).toBe(0)
        })
      }),
    )
  })

  test('that are needed are all there', () => {
    fc.assert(
      fc.property(requests, (wanted) => {
        const needed = wanted.map((request): LabelRequest => ({ ...request, needed: true }))
        expect(placeLabels(needed, bounds).map((label) => label.key)).toEqual(wanted.map((request) => request.key))
      }),
    )
  })

  test('stand under their mark where nothing is in the way', () => {
    const [label] = placeLabels([{ key: 'a', text: 'Karbeck', x: 100, y: 100, radius: 10 }], bounds)
    expect(label).toMatchObject({ anchor: 'middle', x: 100, y: 126 })
  })

  test('are left out when every place is taken and nobody needs them', () => {
    const crowd = Array.from({ length: 60 }, (_, index) => ({
      key: String(index),
      text: 'Immenrode an der Aue',
      x: 100,
      y: 100,
      radius: 4,
    }))
    expect(placeLabels(crowd, bounds).length).toBeLessThan(13)
  })
})

describe('lines of labels at an edge', () => {
  test('keep their distance and their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 250, noNaN: true }), { minLength: 1, maxLength: 4 }),
        (positions) => {
          const moved = spread(positions, 18)
          const order = positions.map((_, index) => index).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0))
          for (let index = 1; index < order.length; index++) {
            expect((moved[order[index] ?? 0] ?? 0) - (moved[order[index - 1] ?? 0] ?? 0)).toBeGreaterThan(17)
          }
        },
      ),
    )
  })

  test('stay where they are when there is room', () => expect(spread([10, 100, 40], 18)).toEqual([10, 100, 40]))
})

describe('the width of a text', () => {
  test.each([
    // Measured in Chromium with Fira Sans Regular at 14 px.
    ['Sozialamt → Jobcenter', 139],
    ['Staatsangehörigkeitsbehörde', 180],
    ['11.463', 41],
  ])('%s', (text, measured) => expect(Math.abs(textWidth(text) - measured) / measured).toBeLessThan(0.06))

  test('decides what fits', () => {
    expect(fitText('Kindertagesbetreuung', 1000)).toBe('Kindertagesbetreuung')
    expect(fitText('Kindertagesbetreuung', 70)).toMatch(/^Kinder\w*…$/)
    expect(fitText('Kindertagesbetreuung', 12)).toBeUndefined()
  })
})
