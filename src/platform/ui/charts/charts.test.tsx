import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { renderFragment } from '../render.tsx'
import { testContext } from '../testing.ts'
import {
  Below,
  BubbleMap,
  ControlChart,
  DelayLegend,
  delayClass,
  FunnelPlot,
  MonthSeries,
  ShareBar,
  Sparkline,
  WaitHistogram,
} from './index.ts'

const draw = (node: ReactNode): string => renderFragment(testContext(), node)
const words = { title: 'Wartezeiten', description: 'Die Hälfte wartet länger als 33 Tage.' }
const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0
const textsIn = (html: string): string[] =>
  [...html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1] ?? '')

describe('the class of a delay', () => {
  test.each([
    [14, 14, 0],
    [14.1, 14, 1],
    [21, 14, 1],
    [22, 14, 2],
    [30.8, 14, 2],
    [31, 14, 3],
    [null, 14, null],
    [33, null, null],
    [33, 0, null],
  ] as const)('median %s, target %s: %s', (median, target, expected) =>
    expect(delayClass(median, target)).toBe(expected),
  )

  test('has a word beside each colour, and hatches of its own', () => {
    const html = draw(<DelayLegend />)
    expect(html).toContain('bis 2,2-faches Ziel')
    const ids = [...html.matchAll(/id="([^"]+)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('every drawing', () => {
  test('has a title and says its result', () => {
    const html = draw(<ShareBar {...words} shares={[{ key: 'a', label: 'A → B', value: 1, text: '1', delay: 3 }]} />)
    expect(html).toMatch(
      /role="img" aria-labelledby="(\S+) (\S+)"><title id="\1">Wartezeiten<\/title><desc id="\2">Die Hälfte/,
    )
  })

  test('keeps out of the way when there is nothing to draw', () => {
    expect(draw(<ShareBar {...words} shares={[]} />)).toBe('')
    expect(draw(<Sparkline values={[null, null]} target={14} />)).toBe('')
    expect(draw(<WaitHistogram {...words} classes={[]} widthDays={7} target={14} median={null} p90={null} />)).toBe('')
  })
})

describe('the bar of shares', () => {
  const shares = [
    { key: 'a', label: 'Sozialamt der Gemeinde → Jobcenter', value: 900, text: '900', delay: 3 as const },
    { key: 'b', label: 'Jugendamt → Kindertagesbetreuung', value: 95, text: '95', delay: 2 as const },
    { key: 'c', label: 'weitere', value: 5, text: '5', delay: null },
  ]

  test('fills its width exactly', () => {
    const html = draw(<ShareBar {...words} shares={shares} />)
    const widths = [...html.matchAll(/<rect class="[^"]*edge" x="[\d.]+" y="0" width="([\d.]+)"/g)].map((match) =>
      Number(match[1]),
    )
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1376, 0)
  })

  test('breaks a label at its arrow and leaves out what does not fit', () => {
    const texts = textsIn(draw(<ShareBar {...words} shares={shares} />))
    expect(texts).toContain('Sozialamt der Gemeinde → Jobcenter')
    expect(texts).toContain('Jugendamt →')
    expect(texts).not.toContain('weitere')
  })
})

describe('the histogram of waits', () => {
  const classes = [
    { fromDay: 0, toDay: 7, arrived: 5, open: 0, inTarget: true },
    { fromDay: 8, toDay: 14, arrived: 20, open: 0, inTarget: true },
    { fromDay: 15, toDay: 21, arrived: 10, open: 4, inTarget: false },
    { fromDay: 22, toDay: null, arrived: 2, open: 0, inTarget: false },
  ]
  const html = draw(<WaitHistogram {...words} classes={classes} widthDays={7} target={14} median={12} p90={90} />)

  test('colours by the target and draws those who still wait hollow', () => {
    expect(count(html, /class="d0"/g)).toBe(2)
    expect(count(html, /class="d2"/g)).toBe(2)
    expect(count(html, /class="hollow"/g)).toBe(1)
  })

  test('puts the target between the classes that it divides', () => {
    const edge = /class="target" d="M([\d.]+)/.exec(html)?.[1]
    const third = /class="d2" x="([\d.]+)"/.exec(html)?.[1]
    expect(Number(third) - Number(edge)).toBeCloseTo(1, 0)
  })

  test('names its lines, but none beyond the last class', () => {
    expect(textsIn(html)).toEqual(expect.arrayContaining(['Ziel 14', 'Median 12', 'ab 22']))
    expect(html).not.toContain('bis 90')
  })
})

describe('the series of months', () => {
  const months = Array.from({ length: 14 }, (_, index) => ({
    month: index < 2 ? `2025-${11 + index}` : `2026-${String(index - 1).padStart(2, '0')}`,
    median: index === 5 ? null : 20 + index,
    lowerQuartile: index === 5 ? null : 10,
    upperQuartile: index === 5 ? null : 40,
    complete: index < 12,
  }))
  const change = { month: '2026-06', before: 25, after: 45, direction: 'longer' as const }
  const html = draw(<MonthSeries {...words} months={months} target={14} changes={[change]} />)

  test('breaks its line where there is no figure, never draws it as zero', () => {
    expect(count(/class="line" d="([^"]*)"/.exec(html)?.[1] ?? '', /M/g)).toBe(2)
  })

  test('draws months that are not complete hollow and dotted', () => {
    expect(count(html, /class="dot--open"/g)).toBe(2)
    expect(html).toContain('line--open')
  })

  test('names months as words, years below, and the change with before and after', () => {
    expect(textsIn(html)).toEqual(
      expect.arrayContaining(['Nov', '2025', '2026', 'Sprung im Juni 2026', 'Median 25 → 45 Tage', 'Ziel 14']),
    )
  })

  test('says the other direction as well', () => {
    expect(
      draw(<MonthSeries {...words} months={months} target={null} changes={[{ ...change, direction: 'shorter' }]} />),
    ).toContain('Rückgang im Juni 2026')
  })

  test('of a single month still stands', () => {
    expect(draw(<MonthSeries {...words} months={months.slice(0, 1)} target={14} />)).toContain('class="dot"')
  })
})

test('the funnel fills places outside the limits and names them', () => {
  const limits = Array.from({ length: 40 }, (_, index) => ({
    n: index + 1,
    lower95: 0.7,
    upper95: 0.95,
    lower998: 0.6,
    upper998: 0.99,
  }))
  const points = [
    { place: 'Karbeck', passages: 20, share: 0.85, outside: 0 as const, side: 'at' as const },
    { place: 'Mersbrock', passages: 31, share: 0.5, outside: 99.8 as const, side: 'below' as const },
    { place: 'Osterfleth', passages: 35, share: 0.98, outside: 95 as const, side: 'above' as const },
  ]
  const html = draw(<FunnelPlot {...words} points={points} limits={limits} centre={0.85} centreLabel="Kreis 85 %" />)
  expect(count(html, /class="dot--open"/g)).toBe(1)
  expect(count(html, /class="d0"/g)).toBe(1)
  expect(count(html, /class="d2"/g)).toBe(1)
  expect(html).toMatch(/t-halo t-strong"[^>]*>Mersbrock/)
  expect(textsIn(html)).toEqual(expect.arrayContaining(['Kreis 85 %', '95\u202f%', '99,8\u202f%']))
})

describe('the map', () => {
  const place = (key: string, value: number | null, centre: [number, number]) => ({
    key,
    name: key,
    centre,
    value,
    rate: 'usual' as const,
  })
  const places = [
    place('Aulenstedt', 4000, [8, 52]),
    place('Karbeck', 1000, [8.2, 52.1]),
    place('Dornsiek', null, [8.1, 51.9]),
  ]
  const html = draw(<BubbleMap {...words} places={places} referenceText={(value) => `${value} Tage`} />)

  test('shows amounts by area: four times the value, twice the radius', () => {
    const radii = [...html.matchAll(/class="bar round"[^>]* r="([\d.]+)"/g)].map((match) => Number(match[1]))
    expect((radii[0] ?? 0) / (radii[1] ?? 1)).toBeCloseTo(2, 1)
  })

  test('draws a value that may not be shown as an empty ring, and names every place', () => {
    expect(count(html, /class="dot--open"/g)).toBe(1)
    expect(textsIn(html)).toEqual(
      expect.arrayContaining(['Aulenstedt', 'Karbeck', 'Dornsiek', '2000 Tage', '500 Tage']),
    )
  })

  test('north is up and east is right', () => {
    const at = (name: string) =>
      new RegExp(`<text class="t-halo" x="([\\d.]+)" y="([\\d.]+)"[^>]*>${name}`).exec(html)?.slice(1).map(Number) ?? []
    expect(at('Karbeck')[0]).toBeGreaterThan(at('Aulenstedt')[0] ?? 0)
    expect(at('Karbeck')[1]).toBeLessThan(at('Dornsiek')[1] ?? 0)
  })

  test('stands without any value and with a single place', () => {
    expect(draw(<BubbleMap {...words} places={[place('Karbeck', 0, [8, 52])]} referenceText={String} />)).toContain(
      'Karbeck',
    )
  })
})

test('a suppressed figure is said in words', () => expect(draw(<Below limit={5} />)).toContain('unter 5'))

describe('the process behaviour chart', () => {
  const month = (number: number, value: number | null, more: { signal?: boolean; complete?: boolean } = {}) => ({
    month: `2026-${String(number).padStart(2, '0')}`,
    value,
    step: value === null ? null : 1.4,
    signal: false,
    complete: true,
    ...more,
  })
  const chart = (months: readonly ReturnType<typeof month>[]) =>
    draw(<ControlChart {...words} months={months} centre={20} lower={10} upper={40} stepLimit={1.8} target={14} />)

  test('has the limits, the centre and the target as lines and as words, and the limit of a step below', () => {
    const html = chart([month(1, 20), month(2, 28)])
    expect(textsIn(html)).toEqual(
      expect.arrayContaining(['Grenze 40', 'Mitte 20', 'Grenze 10', 'Ziel 14', 'Grenze 1,8']),
    )
    expect(count(html, /class="limit"/g)).toBe(3)
    expect(count(html, /class="target"/g)).toBe(1)
  })

  test('says a signal by its shape, and draws what is not complete in grey', () => {
    const html = chart([month(1, 20), month(2, 50, { signal: true }), month(3, 30, { complete: false })])
    expect(count(html, /class="signal"/g)).toBe(1)
    expect(count(html, /class="unknown"/g)).toBe(2)
    expect(count(html, /class="dot--grey"/g)).toBe(2)
    expect(chart([month(1, 20)])).not.toContain('unknown')
  })

  test('leaves a gap where a month has no value', () => {
    const [, path = ''] = /class="line" d="([^"]*)"/.exec(chart([month(1, 20), month(2, null), month(3, 30)])) ?? []
    expect(count(path, /M/g)).toBe(2)
  })
})
