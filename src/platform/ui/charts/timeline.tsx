import { scaleLinear } from 'd3-scale'
import { type ReactNode, useId } from 'react'
import { type Day, dayNumber } from '../../../kernel/day.ts'
import { useRender } from '../context.tsx'
import { Hatches, hatchFill } from './delay.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { fitText, textWidth } from './textwidth.ts'

/** How a bar looks. `done` and `ended` are no bars: they mark where it stopped, and how. */
export type TimelineLook = 'planned' | 'running' | 'standing' | 'stalled' | 'resting' | 'done' | 'ended'

export interface TimelineSpan {
  readonly from: Day
  /** The day on which the next one begins; absent: it goes on. */
  readonly until?: Day
  readonly look: TimelineLook
}

export interface TimelineRow {
  readonly key: string
  readonly label: string
  /** In the order of time. */
  readonly spans: readonly TimelineSpan[]
}

export interface TimelineGroup {
  readonly key: string
  readonly label: string
  readonly rows: readonly TimelineRow[]
}

/** A day that concerns all rows, named above them. */
export interface TimelineLine {
  readonly on: Day
  readonly label: string
}

export interface TimelineProps extends ChartWords {
  readonly groups: readonly TimelineGroup[]
  readonly lines?: readonly TimelineLine[]
  readonly from: Day
  /** What is drawn ends here: the day of the figures. */
  readonly until: Day
}

const width = 1216
const plot = { left: 372, right: 1200 }
const rowHeight = 22
const groupHeight = 34

/** What stands when, by group: a bar for each row, its look for each state, a tick where it changed. */
export function Timeline({ groups, lines = [], from, until, ...words }: TimelineProps) {
  const id = useId()
  const last = dayNumber(until)
  const x = scaleLinear([dayNumber(from), Math.max(last, dayNumber(from) + 1)], [plot.left, plot.right])
  const at = (day: Day): number => round(x(Math.max(dayNumber(from), Math.min(last, dayNumber(day)))))
  const named = placeLines(lines, at)
  const top = 30 + named.rows * 20
  const { places, bottom } = layout(groups, top)
  return (
    <ChartSvg {...words} width={width} height={bottom + 30} wide>
      <Hatches id={id} />
      <Years from={from} until={until} at={at}>
        {(x) => <path className="grid" d={`M${x} ${top}V${bottom}`} />}
      </Years>
      {places.map((place) =>
        'row' in place ? (
          <Bar key={place.key} row={place.row} y={place.y} at={at} until={until} id={id} />
        ) : (
          <g key={place.key}>
            <path className="axis" d={`M0 ${place.y - 18}H${plot.right}`} />
            <text className="t-strong" x="0" y={place.y}>
              {fitText(place.label, plot.left - 16, 14, true)}
            </text>
          </g>
        ),
      )}
      {named.lines.map((line) => (
        <g key={line.label}>
          <path className="adoption" d={`M${line.x} ${line.y + 5}V${bottom}`} />
          <text className="t-strong t-halo" x={line.textX} y={line.y} textAnchor={line.anchor}>
            {line.label}
          </text>
        </g>
      ))}
      {/* After the lines, which would strike them through. */}
      <Years from={from} until={until} at={at}>
        {(x, year) =>
          year &&
          [top - 6, bottom + 20].map((y) => (
            <text key={y} className="t-muted t-halo" x={x} y={y} textAnchor="middle">
              {year}
            </text>
          ))
        }
      </Years>
    </ChartSvg>
  )
}

type Place =
  | { readonly key: string; readonly y: number; readonly label: string }
  | { readonly key: string; readonly y: number; readonly row: TimelineRow }

/** The base line of every group and row from the top on. */
function layout(groups: readonly TimelineGroup[], top: number): { places: readonly Place[]; bottom: number } {
  const places: Place[] = []
  let y = top
  for (const group of groups) {
    y += groupHeight
    places.push({ key: `group ${group.key}`, y: y - 6, label: group.label })
    for (const row of group.rows) {
      y += rowHeight
      places.push({ key: `${group.key} ${row.key}`, y: y - 6, row })
    }
  }
  return { places, bottom: y + 10 }
}

function Bar({
  row,
  y,
  at,
  until,
  id,
}: {
  row: TimelineRow
  y: number
  at: (day: Day) => number
  until: Day
  id: string
}) {
  const middle = y - 5
  return (
    <g>
      <text x="12" y={y}>
        {fitText(row.label, plot.left - 28)}
      </text>
      {row.spans.map((span, index) => {
        const start = at(span.from)
        const end = at(span.until ?? until)
        return (
          <g key={`${span.from} ${span.look}`}>
            <Span look={span.look} start={start} end={Math.max(end, start + 1.5)} middle={middle} id={id} />
            {index > 0 && span.look !== 'done' && span.look !== 'ended' && (
              <path className="mark" d={`M${start} ${middle - 8}v16`} />
            )}
          </g>
        )
      })}
    </g>
  )
}

function Span({
  look,
  start,
  end,
  middle,
  id,
}: {
  look: TimelineLook
  start: number
  end: number
  middle: number
  id: string
}) {
  const box = (height: number) => ({ x: start, y: middle - height / 2, width: round(end - start), height })
  switch (look) {
    case 'done':
      return <path className="line line--thin" d={`M${start - 4} ${middle}l4 5 8 -10`} />
    case 'ended':
      return <path className="mark" d={`M${start - 4} ${middle - 5}l10 10m0 -10l-10 10`} />
    case 'resting':
      return <path className="span--resting" d={`M${start} ${middle}H${round(end)}`} />
    case 'stalled':
      return (
        <>
          <rect className="span--stalled" {...box(12)} />
          <rect fill={hatchFill(id, 2)} {...box(12)} />
        </>
      )
    case 'planned':
      return <rect className="span--planned" {...box(7)} />
    case 'running':
      return <rect className="span--running" {...box(10)} />
    case 'standing':
      return <rect className="span--standing" {...box(12)} />
  }
}

/** What stands at the beginning of each year; as many of them are named as there is room for. */
function Years({
  from,
  until,
  at,
  children,
}: {
  from: Day
  until: Day
  at: (day: Day) => number
  children: (x: number, name: string | undefined) => ReactNode
}) {
  const first = Number(from.slice(0, 4)) + (from.endsWith('-01-01') ? 0 : 1)
  const years = Array.from({ length: Math.max(0, Number(until.slice(0, 4)) - first + 1) }, (_, index) => first + index)
  const step = [1, 2, 5, 10, 20].find((every) => (years.length / every) * 44 <= plot.right - plot.left) ?? 20
  return years.map((year) => (
    <g key={year}>{children(at(`${year}-01-01` as Day), year % step === 0 ? String(year) : undefined)}</g>
  ))
}

interface PlacedLine {
  readonly label: string
  readonly x: number
  readonly textX: number
  readonly y: number
  readonly anchor: 'start' | 'end'
}

/** Each name beside its line, in the first row of names where it touches no other. */
function placeLines(
  lines: readonly TimelineLine[],
  at: (day: Day) => number,
): { readonly lines: readonly PlacedLine[]; readonly rows: number } {
  const taken: { left: number; right: number }[][] = []
  const placed = lines.map(({ on, label }) => {
    const x = at(on)
    const wide = textWidth(label, 14, true)
    const turned = x + wide + 8 > plot.right
    const box = turned ? { left: x - wide - 16, right: x } : { left: x, right: x + wide + 16 }
    let row = taken.findIndex((boxes) => boxes.every((other) => other.right < box.left || other.left > box.right))
    if (row < 0) row = taken.push([]) - 1
    taken[row]?.push(box)
    return { label, x, textX: turned ? x - 6 : x + 6, row, anchor: turned ? ('end' as const) : ('start' as const) }
  })
  return { lines: placed.map(({ row, ...line }) => ({ ...line, y: 14 + row * 20 })), rows: taken.length }
}

/** What the bars mean. `texts` are the words of the room for each look, in the order shown. */
export function TimelineLegend({ texts }: { texts: Readonly<Partial<Record<TimelineLook, string>>> }) {
  const { t } = useRender()
  const id = useId()
  const looks = Object.keys(texts) as TimelineLook[]
  return (
    <ul className="nl-legend" aria-label={t('chart.legend')}>
      {looks.map((look) => (
        <li key={look}>
          <svg className="nl-chart" viewBox="0 0 24 14" aria-hidden="true" focusable="false">
            <Hatches id={id + look} />
            <Span
              look={look}
              start={look === 'done' || look === 'ended' ? 9 : 0.5}
              end={23.5}
              middle={7}
              id={id + look}
            />
          </svg>
          {texts[look]}
        </li>
      ))}
    </ul>
  )
}
