import { useId } from 'react'
import { address, useRender } from '../context.tsx'
import { type DelayClass, delayFill, Hatches, hatchFill } from './delay.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { type FlowBand, flowLine, layFlows } from './flowlayout.ts'
import { textWidth } from './textwidth.ts'

/** What passes from one office to another. */
export interface MapFlow {
  readonly key: string
  readonly from: string
  readonly to: string
  /** How many hand-overs; null: too few to be shown. */
  readonly amount: number | null
  /** Null: no target, or no median. */
  readonly delay: DelayClass | null
  /** Stands on the band; absent where there is nothing to say: `33 / 14`, `unter 5`. */
  readonly label?: string
  /** The band in a sentence, for who does not see it. */
  readonly says: string
  /** Address below the tenant. */
  readonly leadsTo?: string
}

export interface FlowMapProps extends ChartWords {
  readonly flows: readonly MapFlow[]
  /** Over the two sides: "gibt ab", "nimmt an". */
  readonly gives: string
  readonly takes: string
}

const width = 760
const names = 196
const bar = 5
const head = 26

/**
 * Who hands to whom: givers on one side, takers on the other, a band for each pair. Its width is how many, its colour and
 * hatch how late; dashed where too few pass to say. In scripts that run from right to left givers stand on the right.
 */
export function FlowMap({ flows, gives, takes, ...words }: FlowMapProps) {
  const context = useRender()
  const id = useId()
  const mirrored = context.t.direction === 'rtl'
  const layout = layFlows(flows, { width, names, bands: 20 * Math.max(12, flows.length) + 160, mirrored })
  const flowOf = new Map(flows.map((flow) => [flow.key, flow]))
  const { giverX, takerX } = layout
  /** Names stand outside of the bars: on the left they end there, on the right they begin. */
  const outside = (x: number) => (x === Math.min(giverX, takerX) ? -1 : 1)
  const anchor = (x: number) => (outside(x) < 0 ? 'end' : 'start')
  // The largest first, so that thin bands lie on top of broad ones.
  const bands = layout.bands.map((band) => ({ band, flow: flowOf.get(band.key) as MapFlow }))
  return (
    <ChartSvg
      {...words}
      width={width}
      height={round(layout.height + head + 4)}
      snug
      linked={flows.some(({ leadsTo }) => leadsTo !== undefined)}
    >
      <Hatches id={id} />
      {[
        { x: giverX, word: gives },
        { x: takerX, word: takes },
      ].map(({ x, word }) => (
        <text key={word} className="t-muted" x={x + outside(x) * (bar + 7)} y="12" textAnchor={anchor(x)}>
          {word}
        </text>
      ))}
      <g transform={`translate(0 ${head})`}>
        {bands.map(({ band, flow }) => {
          const shape = <Band key={flow.key} flow={flow} d={bandPath(band, giverX, takerX)} hatchId={id} />
          return flow.leadsTo === undefined ? (
            shape
          ) : (
            <a key={flow.key} href={address(context, flow.leadsTo)} aria-label={flow.says}>
              {shape}
            </a>
          )
        })}
        {layout.nodes.map((node) => {
          const x = node.side === 'from' ? giverX : takerX
          const out = outside(x)
          const top = node.middle - (node.lines.length * flowLine) / 2
          return (
            <g key={`${node.side} ${node.name}`}>
              <rect
                className="bar"
                x={out < 0 ? x - bar : x}
                y={round(node.top)}
                width={bar}
                height={round(Math.max(2, node.height))}
              />
              {node.lines.map((line, index) => (
                <text
                  // biome-ignore lint/suspicious/noArrayIndexKey: two lines of a name may be equal
                  key={index}
                  x={x + out * (bar + 7)}
                  y={round(top + index * flowLine + 13)}
                  textAnchor={anchor(x)}
                >
                  {line}
                </text>
              ))}
            </g>
          )
        })}
        {bands.map(({ band, flow }) => {
          if (band.labelAt === undefined) return null
          const inward = -outside(takerX)
          const wide = textWidth(flow.label ?? '', 14, true) + 8
          const x = takerX + inward * 8
          return (
            <g key={flow.key} className="passive">
              <rect
                className="tag"
                x={round(inward < 0 ? x - wide : x)}
                y={round(band.labelAt - 8)}
                width={round(wide)}
                height="16"
                rx="2"
              />
              <text
                className="t-strong"
                x={x + inward * 4}
                y={round(band.labelAt + 5)}
                textAnchor={inward < 0 ? 'end' : 'start'}
              >
                {flow.label}
              </text>
            </g>
          )
        })}
      </g>
    </ChartSvg>
  )
}

function Band({ flow, d, hatchId }: { flow: MapFlow; d: string; hatchId: string }) {
  const hatch = hatchFill(hatchId, flow.delay)
  const look = flow.amount === null ? 'flow--few' : `${flow.delay === null ? 'flow-plain' : delayFill[flow.delay]} edge`
  return (
    <g>
      <title>{flow.says}</title>
      <path className={`flow ${look}`} d={d} />
      {hatch && flow.amount !== null && <path fill={hatch} d={d} />}
    </g>
  )
}

/** The band between both edges, level at its ends. */
function bandPath({ from, to }: FlowBand, start: number, end: number): string {
  const middle = round((start + end) / 2)
  const [a, b, c, d] = [from.top, to.top, to.bottom, from.bottom].map(round)
  return `M${start} ${a}C${middle} ${a} ${middle} ${b} ${end} ${b}V${c}C${middle} ${c} ${middle} ${d} ${start} ${d}Z`
}
