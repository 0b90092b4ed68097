import { expect, test } from 'vitest'
import { classesOf, unitFor } from './classes.ts'

const day = 86_400_000
const days = unitFor(20 * day)

test('the unit is the largest of which there are four', () => {
  expect([20 * day, 3 * day, 3_600_000, 1000, 0].map((wait) => unitFor(wait).name)).toEqual([
    'days',
    'hours',
    'minutes',
    'seconds',
    'seconds',
  ])
})

test('a wait of exactly the upper end belongs to the class; what is far shares the last one', () => {
  const waits = { ended: Float64Array.of(0, day, 1.5 * day, 2 * day, 40 * day), open: Float64Array.of(3 * day) }
  const { width, classes } = classesOf(waits, 5 * day, 2 * day, days)
  expect(width).toBe(1)
  expect(classes.map(({ toDay, arrived, open, inTarget }) => [toDay, arrived, open, inTarget])).toEqual([
    [1, 2, 0, true],
    [2, 2, 0, true],
    [3, 0, 1, false],
    [4, 0, 0, false],
    [5, 0, 0, false],
    [null, 1, 0, false],
  ])
})

test('classes stay few, and count everything', () => {
  const ended = Float64Array.from({ length: 1000 }, (_, i) => i * day)
  const { width, classes } = classesOf({ ended, open: new Float64Array(0) }, 900 * day, null, days)
  expect(width).toBe(50)
  expect(classes.length).toBe(19)
  expect(classes.reduce((sum, one) => sum + one.arrived, 0)).toBe(1000)
})
