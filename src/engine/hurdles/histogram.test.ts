import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ARRIVED } from '../passages.ts'
import { histogramOf } from './histogram.ts'

const viewOf = (waits: readonly number[]) => ({
  asOf: 0,
  status: new Uint8Array(waits.length).fill(ARRIVED),
  wait: Float64Array.from(waits),
  due: new Float64Array(waits.length),
  lost: new Float64Array(waits.length),
})
const histogram = (waits: readonly number[], target: number | null) =>
  histogramOf(viewOf(waits), Int32Array.from(waits.keys()), target)

test('weeks for a target of two weeks, the last class open', () => {
  const waits = [...Array.from({ length: 100 }, (_, i) => i), 400]
  const { widthDays, classes } = histogram(waits, 14)
  expect(widthDays).toBe(7)
  expect(classes[0]).toEqual({ fromDay: 0, toDay: 7, arrived: 8, open: 0, inTarget: true })
  expect(classes[1]).toEqual({ fromDay: 8, toDay: 14, arrived: 7, open: 0, inTarget: true })
  expect(classes[2]).toMatchObject({ fromDay: 15, toDay: 21, inTarget: false })
  expect(classes.at(-1)).toEqual({ fromDay: 99, toDay: null, arrived: 2, open: 0, inTarget: false })
})

test('every wait is in one class, classes meet, a target that fits parts them', () => {
  const waits = fc.array(fc.nat(3000), { maxLength: 200 })
  fc.assert(
    fc.property(waits, fc.option(fc.constantFrom(5, 7, 10, 14, 21, 30, 42, 60, 90)), (list, target) => {
      const { classes, widthDays } = histogram(list, target)
      expect(classes.reduce((sum, { arrived }) => sum + arrived, 0)).toBe(list.length)
      expect(classes.length).toBeLessThanOrEqual(20)
      classes.forEach(({ fromDay, toDay, arrived }, i) => {
        expect(fromDay).toBe(i === 0 ? 0 : i * widthDays + 1)
        const own = list.filter((wait) => wait >= fromDay && (toDay === null || wait <= toDay))
        expect(arrived).toBe(own.length)
      })
    }),
  )
})
