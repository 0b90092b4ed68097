import { scaleLinear } from 'd3-scale'
import { useId } from 'react'
import { addDays, type Day, day, dayNumber } from '../../../kernel/day.ts'
import { addMonths, type Month, monthOf } from '../../../kernel/period.ts'
import { useRender } from '../context.tsx'
import { type DelayClass, delayFill, Hatches, hatchFill } from './delay.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { packTracks, roomFor, type Stretch } from './lanelayout.ts'
import { fitText, textWidth } from './textwidth.ts'

/** A stretch in which something held: light, with its name in it. */
export interface LaneSpan {
  readonly key: string
  readonly label: string
  readonly from: Day
  /** The day on which the next thing begins; absent: it goes on. */
  readonly until?: Day
  /** The days stand for a stretch around them. */
  readonly about?: boolean
}

/** A stretch in which somebody waits: dark, the darker the further beyond its target. */
export interface LaneWait {
  readonly key: string
  readonly from: Day
  /** Absent: still waiting. */
  readonly until?: Day
  /** Null: no target was agreed. */
  readonly delay: DelayClass | null
  /** The day by which it should have been over. */
  readonly target?: Day
  /** Its length in words: "41 Tage". */
  readonly text: string
}

export interface Lane {
  readonly key: string
  readonly label: string
  readonly spans: readonly LaneSpan[]
  readonly waits: readonly LaneWait[]
}

export interface LanesProps extends ChartWords {
  readonly lanes: readonly Lane[]
  readonly from: Day
  readonly today: Day
  /** The word at the line of today. */
  readonly todayLabel: string
}

const width = 900
const plot = { left: 152, right: 892, top: 24 }
const barHeight = 24
const trackHeight = 28
const air = 16
/** Days drawn beyond today: room for how long an open wait has taken. */
const ahead = 48

/** What held when, by part of life, and how long somebody waited in between. Read from left to right in every script. */
export function Lanes({ lanes, from, today, todayLabel, ...words }: LanesProps) {
  const id = useId()
  const until = addDays(today, ahead)
  const first = dayNumber(from)
  const last = dayNumber(until)
  const x = scaleLinear([first, last], [plot.left, plot.right])
  const at = (value: Day): number => round(x(Math.max(first, Math.min(last, dayNumber(value)))))
  const places = layLanes(lanes, at, plot.right)
  const bottom = places.at(-1)?.bottom ?? plot.top
  return (
    <ChartSvg {...words} width={width} height={bottom + 2} column>
      <Hatches id={id} />
      <Months from={from} until={until} at={at} bottom={bottom} keepFree={at(today)} todayLabel={todayLabel} />
      {places.map((place) => (
        <g key={place.lane.key}>
          <path className="grid" d={`M0 ${place.bottom}H${plot.right}`} />
          <text className="t-muted" x="0" y={place.top + air / 2 + 17}>
            {fitText(place.lane.label, plot.left - 12)}
          </text>
          {place.spans.map(({ item, start, end, y, room }) => (
            <g key={item.key}>
              <rect
                className={item.about ? 'bar--soft edge-about' : 'bar--soft edge'}
                x={start}
                y={y}
                width={Math.max(1.5, round(end - start))}
                height={barHeight}
                rx="2"
              />
              <text x={start + 6} y={y + 17}>
                {fitText(item.label, room - 10)}
              </text>
            </g>
          ))}
          {place.waits.map(({ item, start, end, y }) => (
            <Wait key={item.key} wait={item} start={start} end={end} y={y} at={at} today={at(today)} id={id} />
          ))}
        </g>
      ))}
      <path className="mark" d={`M${at(today)} ${plot.top - 4}V${bottom}`} />
      <text className="t-strong t-halo" x={at(today)} y="14" textAnchor="middle">
        {todayLabel}
      </text>
    </ChartSvg>
  )
}

interface Placed<Item> extends Stretch {
  readonly item: Item
  readonly y: number
}

interface PlacedLane {
  readonly lane: Lane
  readonly top: number
  readonly bottom: number
  readonly spans: readonly (Placed<LaneSpan> & { readonly room: number })[]
  readonly waits: readonly Placed<LaneWait>[]
}

function layLanes(lanes: readonly Lane[], at: (day: Day) => number, right: number): PlacedLane[] {
  let top = plot.top
  return lanes.map((lane) => {
    const stretch = (item: { from: Day; until?: Day }, end: number) => ({
      start: at(item.from),
      end: item.until ? at(item.until) : end,
    })
    const spans = lane.spans.map((item) => stretch(item, right))
    const waits = lane.waits.map((item) => stretch(item, right))
    const spanTracks = packTracks(spans)
    const waitTracks = packTracks(waits)
    const tracks = Math.max(1, ...[...spanTracks, ...waitTracks].map((track) => track + 1))
    const y = (track = 0) => top + air / 2 + track * trackHeight
    const placed = {
      lane,
      top,
      bottom: top + air + (tracks - 1) * trackHeight + barHeight + 4,
      spans: lane.spans.map((item, index) => {
        const own = spans[index] as Stretch
        const above = waits.filter((_, wait) => waitTracks[wait] === spanTracks[index])
        return { item, ...own, y: y(spanTracks[index]), room: roomFor(own, above) }
      }),
      waits: lane.waits.map((item, index) => ({ item, ...(waits[index] as Stretch), y: y(waitTracks[index]) })),
    }
    top = placed.bottom
    return placed
  })
}

interface WaitProps {
  readonly wait: LaneWait
  readonly start: number
  readonly end: number
  readonly y: number
  readonly at: (day: Day) => number
  /** Where today is. */
  readonly today: number
  readonly id: string
}

function Wait({ wait, start, end, y, at, today, id }: WaitProps) {
  const stop = wait.until ? end : today
  const box = { x: start, y, width: Math.max(2, round(stop - start)), height: barHeight, rx: 2 }
  const hatch = hatchFill(id, wait.delay)
  const textWide = textWidth(wait.text, 14, true)
  const fits = wait.until !== undefined && box.width >= textWide + 16
  const target = wait.target && at(wait.target)
  return (
    <>
      <rect className={`${wait.delay === null ? 'wait-plain' : delayFill[wait.delay]} wait`} {...box} />
      {hatch && <rect fill={hatch} {...box} />}
      {target !== undefined && target > start && target < stop && (
        <path className="target-in" d={`M${target} ${y}v${barHeight}`} />
      )}
      {fits && (
        <>
          <rect className="tag" x={start + 4} y={y + 3} width={round(textWide + 8)} height={barHeight - 6} rx="2" />
          <text className="t-strong" x={start + 8} y={y + 17}>
            {wait.text}
          </text>
        </>
      )}
      {wait.until === undefined && (
        <text className="t-strong t-halo" x={today + 8} y={y + 17}>
          {wait.text}
        </text>
      )}
    </>
  )
}

/** A line at the beginning of each quarter of a year, named by its month; over many years by the year alone. */
function Months({
  from,
  until,
  at,
  bottom,
  keepFree,
  todayLabel,
}: {
  from: Day
  until: Day
  at: (day: Day) => number
  bottom: number
  keepFree: number
  todayLabel: string
}) {
  const { format } = useRender()
  const names = ticksOf(from, until)
  const half = textWidth(todayLabel, 14, true) / 2 + 8
  return names.map((month) => {
    const x = at(day(`${month}-01`))
    const january = month.endsWith('-01')
    const name = january ? `${format.monthShort(month)} ${month.slice(0, 4)}` : format.monthShort(month)
    const free = x + 4 + textWidth(name) < keepFree - half || x > keepFree + half
    return (
      <g key={month}>
        <path className="grid" d={`M${x} ${plot.top - 4}V${bottom}`} />
        {free && x + textWidth(name) < plot.right && (
          <text className="t-muted" x={x + 4} y="14">
            {name}
          </text>
        )}
      </g>
    )
  })
}

/** Beginnings of quarters; of years where there would be more than eight. */
function ticksOf(from: Day, until: Day): Month[] {
  const all: Month[] = []
  for (let month = monthOf(from); month <= monthOf(until); month = addMonths(month, 1))
    if (day(`${month}-01`) >= from && (Number(month.slice(5)) - 1) % 3 === 0) all.push(month)
  return all.length <= 8 ? all : all.filter((month) => month.endsWith('-01'))
}
