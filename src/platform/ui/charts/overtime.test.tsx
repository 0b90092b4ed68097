import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { renderFragment } from '../render.tsx'
import { testContext } from '../testing.ts'
import { Matrix, Timeline, TimelineLegend, type TimelineRow } from './index.ts'

const draw = (node: ReactNode): string => renderFragment(testContext(), node)
const words = { title: 'Maßnahmen', description: 'Von 84 Maßnahmen sind 46 fest etabliert.' }
const numbersOf = (html: string, pattern: RegExp): number[] =>
  [...html.matchAll(pattern)].map((match) => Number(match[1]))

const row = (key: string, spans: TimelineRow['spans']): TimelineRow => ({
  key,
  label: `${key} FIT: Griffbereit`,
  spans,
})

describe('the timeline', () => {
  const period = { from: day('2010-01-01'), until: day('2020-01-01') }
  const timeline = (rows: readonly TimelineRow[], lines = [{ on: day('2010-07-02'), label: 'Konzept 2010' }]) =>
    draw(<Timeline {...words} {...period} lines={lines} groups={[{ key: 'bildung', label: 'Bildung', rows }]} />)

  test('draws each state as long as it lasted', () => {
    const html = timeline([
      row('1.01', [
        { from: day('2010-01-01'), until: day('2015-01-01'), look: 'running' },
        { from: day('2015-01-01'), look: 'standing' },
      ]),
    ])
    const [running] = numbersOf(html, /class="span--running"[^>]* width="([\d.]+)"/g)
    const [standing] = numbersOf(html, /class="span--standing"[^>]* width="([\d.]+)"/g)
    expect(running).toBeCloseTo(standing ?? 0, 0)
    expect((running ?? 0) + (standing ?? 0)).toBeCloseTo(828, 0)
  })

  test('ends a bar where the measure ended, and says how by its shape', () => {
    const html = timeline([
      row('1.01', [
        { from: day('2010-01-01'), until: day('2015-01-01'), look: 'running' },
        { from: day('2015-01-01'), look: 'done' },
      ]),
    ])
    expect(html.match(/<rect class="span--/g)).toHaveLength(1)
    expect(html).toMatch(/class="line line--thin" d="M7\d\d/)
  })

  test('keeps what began earlier, or has a line outside, within the drawing', () => {
    const html = timeline(
      [row('1.01', [{ from: day('1999-01-01'), look: 'standing' }])],
      [
        { on: day('2020-01-01'), label: 'Ein Konzept mit einem langen Namen' },
        { on: day('2019-06-01'), label: 'Noch eines' },
      ],
    )
    expect(numbersOf(html, /class="span--standing" x="([\d.]+)"/g)).toEqual([372])
    expect(html).toContain('text-anchor="end">Ein Konzept mit einem langen Namen')
    // The second name would touch the first: it stands in a row of its own.
    expect(new Set(numbersOf(html, /class="t-strong t-halo" x="[\d.]+" y="([\d.]+)"/g)).size).toBe(2)
  })

  test('stays readable with 80 rows: 22 px each', () => {
    const rows = Array.from({ length: 80 }, (_, index) =>
      row(String(index), [{ from: day('2012-01-01'), look: 'running' }]),
    )
    const places = numbersOf(timeline(rows), /<text x="12" y="([\d.]+)"/g)
    expect(places).toHaveLength(80)
    expect(new Set(places.slice(1).map((place, index) => place - (places[index] ?? 0)))).toEqual(new Set([22]))
  })

  test('has ids of its own in the legend, and words for each look', () => {
    const html = draw(<TimelineLegend texts={{ stalled: 'stockt', standing: 'etabliert' }} />)
    const ids = [...html.matchAll(/id="([^"]+)"/g)].map((match) => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    expect(html).toContain('stockt')
  })
})

describe('the matrix', () => {
  const rows = [
    { key: 'bildung', label: 'Bildung' },
    { key: 'sprache', label: 'Sprache' },
  ]
  const columns = [{ key: 'established', label: 'etabliert' }]
  const cell = (of: string, count: number) => ({
    row: of,
    column: 'established',
    count,
    to: `/measures?field=${of}`,
    words: `${of}, etabliert: ${count}`,
  })
  test('makes areas proportional, and each figure leads to its rows', () => {
    const html = draw(
      <Matrix {...words} rows={rows} columns={columns} cells={[cell('bildung', 16), cell('sprache', 4)]} />,
    )
    expect(numbersOf(html, /class="bar"[^>]* width="([\d.]+)"/g)).toEqual([26, 13])
    expect(html).toContain('href="/auental/measures?field=bildung" aria-label="bildung, etabliert: 16"')
    expect(html).toContain('role="group"')
  })
  test('draws nothing for nought, and no cell without its row', () => {
    const html = draw(
      <Matrix {...words} rows={rows} columns={columns} cells={[cell('bildung', 0), cell('wohnen', 3)]} />,
    )
    expect(html).not.toContain('class="bar"')
  })
  test('slants names that are wider than their column', () => {
    const many = Array.from({ length: 14 }, (_, index) => ({ key: String(index), label: 'Osterfleth-Nienwalde' }))
    expect(draw(<Matrix {...words} rows={rows} columns={many} cells={[]} />)).toContain('rotate(-45')
    expect(draw(<Matrix {...words} rows={rows} columns={columns} cells={[]} />)).not.toContain('rotate')
  })
})
