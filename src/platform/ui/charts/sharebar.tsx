import { useId } from 'react'
import { type DelayClass, delayFill, Hatches, hatchFill } from './delay.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { fitText, textWidth } from './textwidth.ts'

export interface Share {
  readonly key: string
  /** Broken at its spaces when it does not fit in one line. */
  readonly label: string
  readonly value: number
  /** The value as shown. */
  readonly text: string
  /** Null: no target, or the rest of many. */
  readonly delay: DelayClass | null
}

const width = 1376
const height = 28
const mostLines = 4

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

/** As few lines as the words of the label need, at most four; what is left over, or a word too long for its part, is shortened. */
function linesFor(share: Share, size: number): string[] {
  if (textWidth(share.text, 14, true) > size + 6) return []
  const lines: string[] = []
  // The arrow belongs to the word before it, where the two fit in a line.
  const joined = share.label.replaceAll(' → ', '\u00a0→ ').split(' ')
  const words = joined.every((word) => textWidth(word) <= size) ? joined : share.label.split(' ')
  for (const word of words) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && (textWidth(longer) <= size || lines.length === mostLines)) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines.map((line) => fitText(line.replace('\u00a0', ' '), size)).filter((line) => line !== undefined)
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
