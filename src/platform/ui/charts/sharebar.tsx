import { useId } from 'react'
import { type DelayClass, delayFill, Hatches, hatchFill } from './delay.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { fitText, textWidth } from './textwidth.ts'

export interface Share {
  readonly key: string
  /** A → B is broken at the arrow when it does not fit in one line. */
  readonly label: string
  readonly value: number
  /** The value as shown. */
  readonly text: string
  /** Null: no target, or the rest of many. */
  readonly delay: DelayClass | null
}

const width = 1376
const height = 28

/** One bar, its parts in the order given: where the lost days are. Labels stand under their parts; a part too narrow for one is in the table. */
export function ShareBar({ shares, ...words }: ChartWords & { shares: readonly Share[] }) {
  const id = useId()
  const total = shares.reduce((sum, share) => sum + share.value, 0)
  if (total <= 0) return null
  let start = 0
  const parts = shares.map((share) => {
    const x = start
    const size = (share.value / total) * width
    start += size
    return { ...share, x, size, lines: linesFor(share, size - 10) }
  })
  const lines = Math.max(1, ...parts.map((part) => part.lines.length))
  return (
    <>
      <ChartSvg {...words} width={width} height={height + 24 + lines * 18} wide>
        <Hatches id={id} />
        {parts.map((part) => {
          const hatch = hatchFill(id, part.delay)
          const frame = { x: round(part.x), y: 0, width: round(part.size), height }
          return (
            <g key={part.key}>
              <rect className={`${part.delay === null ? 'bar--soft' : delayFill[part.delay]} edge`} {...frame} />
              {hatch && <rect fill={hatch} {...frame} />}
              {textWidth(part.text, 14, true) <= part.size - 4 && (
                <text className="t-strong" x={round(part.x + 1)} y={height + 19}>
                  {part.text}
                </text>
              )}
              {part.lines.map((line, index) => (
                <text key={line} className="t-muted" x={round(part.x + 1)} y={height + 38 + index * 18}>
                  {line}
                </text>
              ))}
            </g>
          )
        })}
      </ChartSvg>
      <ol className="nl-shares">
        {shares.map((share) => (
          <li key={share.key}>
            <strong className="nl-strong">{share.text}</strong> {share.label}
          </li>
        ))}
      </ol>
    </>
  )
}

/** One line where it fits, else two broken at the arrow or at a space, shortened when even that is too long. */
function linesFor(share: Share, size: number): string[] {
  if (textWidth(share.text, 14, true) > size + 6) return []
  if (textWidth(share.label) <= size) return [share.label]
  const arrow = share.label.indexOf(' → ')
  const [first, second] =
    arrow > 0 ? [share.label.slice(0, arrow + 2), share.label.slice(arrow + 3)] : breakInTwo(share.label)
  return [first, second]
    .map((line) => line && fitText(line, size))
    .filter((line) => line !== undefined && line !== '') as string[]
}

function breakInTwo(label: string): [string, string] {
  const middle = label.length / 2
  const spaces = [...label.matchAll(/ /g)].map((match) => match.index)
  const nearest = spaces.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  return nearest === undefined ? [label, ''] : [label.slice(0, nearest), label.slice(nearest + 1)]
}

/** A bar of a few parts without labels, for the progress of a campaign: the sentence beside it says the same. */
export function ProgressBar({
  parts,
  label,
}: {
  label: string
  parts: readonly { readonly key: string; readonly value: number; readonly kind: 'done' | 'waiting' | 'open' }[]
}) {
  const fills = { done: 'bar edge', waiting: 'd1 edge', open: 'bar--soft edge' }
  const total = parts.reduce((sum, part) => sum + part.value, 0)
  let start = 0
  return (
    <svg
      className="nl-chart nl-progress"
      viewBox="0 0 1000 14"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {parts.map((part) => {
        const x = start
        const size = total > 0 ? (part.value / total) * 1000 : 0
        start += size
        return <rect key={part.key} className={fills[part.kind]} x={round(x)} width={round(size)} height="14" />
      })}
    </svg>
  )
}
