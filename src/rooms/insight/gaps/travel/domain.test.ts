import { describe, expect, test } from 'vitest'
import { mostPairs, readMatrix } from './domain.ts'

const towns = new Map([
  ['aulenstedt', 'Aulenstedt'],
  ['dornsiek', 'Dornsiek'],
])

describe('a matrix of minutes', () => {
  test('is read by key or name, with commas or semicolons', () => {
    const wanted = {
      times: [
        { from: 'aulenstedt', to: 'dornsiek', minutes: 34 },
        { from: 'dornsiek', to: 'aulenstedt', minutes: 36 },
      ],
    }
    expect(readMatrix('from,to,minutes\naulenstedt,dornsiek,34\ndornsiek,aulenstedt,36\n', towns)).toEqual(wanted)
    expect(readMatrix('\uFEFFfrom;to;minutes\r\nAulenstedt;Dornsiek;33,6\r\nDornsiek;Aulenstedt;36', towns)).toEqual(
      wanted,
    )
  })

  test('of the largest district is read whole, and a larger one is refused', () => {
    const of = (count: number) => new Map(Array.from({ length: count }, (_, at) => [`town-${at}`, `Ort ${at}`]))
    expect(readMatrix('from,to,minutes', of(301))).toEqual({
      issue: { code: 'insight-travel-too-many', towns: 301, most: 300 },
    })
    expect(mostPairs).toBeGreaterThanOrEqual(300 * 300)
  })

  test.each([
    ['', { code: 'insight-travel-header' }],
    ['von,nach,minuten\n', { code: 'insight-travel-header' }],
    ['from,to,minutes\naulenstedt,dornsiek\n', { code: 'insight-travel-line', line: 2 }],
    ['from,to,minutes\naulenstedt,atlantis,3\n', { code: 'insight-travel-town', line: 2, town: 'atlantis' }],
    ['from,to,minutes\naulenstedt,dornsiek,far\n', { code: 'insight-travel-minutes', line: 2 }],
    ['from,to,minutes\naulenstedt,dornsiek,-3\n', { code: 'insight-travel-minutes', line: 2 }],
    ['from,to,minutes\naulenstedt,dornsiek,601\n', { code: 'insight-travel-minutes', line: 2 }],
    ['from,to,minutes\naulenstedt,dornsiek,3\naulenstedt,dornsiek,4\n', { code: 'insight-travel-twice', line: 3 }],
    [
      'from,to,minutes\naulenstedt,dornsiek,3\n',
      { code: 'insight-travel-missing', count: 1, from: 'Dornsiek', to: 'Aulenstedt' },
    ],
  ])('%j: %j', (text, issue) => {
    expect(readMatrix(text, towns)).toEqual({ issue })
  })
})
