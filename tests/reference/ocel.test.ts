import { createReadStream } from 'node:fs'
import { expect, test } from 'vitest'
import { directlyFollows, edgeFigures } from '../../src/engine/index.ts'
import { flatten, flattenings, readObjectLog } from '../../src/engine/readers/index.ts'
import { dataPath, describeWithData } from './data.ts'

describeWithData('the example of the OCEL 2.0 standard', () => {
  const example = () => readObjectLog(createReadStream(dataPath('eventlogs/ocel20_example.jsonocel')))

  test('has 13 events, 9 objects and 7 relations between objects', async () => {
    const { log, oddities } = await example()
    expect([log.events.size, log.objects.size, log.objectToObject.size]).toEqual([13, 9, 7])
    expect(oddities).toEqual([])
  })

  test('flattened by the order has one case per order, in order of time', async () => {
    const { log } = await example()
    const orders = flattenings(log).find(({ type }) => type === 'Purchase Order')
    const flat = flatten(log, 'Purchase Order')
    expect(flat.cases.labels).toHaveLength(orders?.objects ?? 0)
    const steps = edgeFigures(directlyFollows(flat, { by: flat.activities }))
    expect(steps.reduce((sum, { n }) => sum + n, 0)).toBe(flat.size - flat.cases.labels.length)
  })
})
