import { type SelectionOptions, select } from './selection.ts'
import type { Follows } from './types.ts'

/** The single waits behind the figures, in milliseconds, in no particular order. */
export interface Waits {
  readonly ended: Float64Array
  readonly open: Float64Array
  /** Distinct cases that they belong to. */
  readonly cases: number
}

/** The waits of all passages that the options select, or of one edge: what an aggregate opens to. */
export function waitsOf(
  follows: Follows,
  options: SelectionOptions & { readonly edge?: { readonly from: string; readonly to: string } } = {},
): Waits {
  const { slotOf, wait, open, caseCodes, slots, labels } = follows
  const selection = select(follows, options)
  const { edge } = options
  const isAsked = (slot: number) =>
    !edge || (labels[slots.from(slot)] === edge.from && labels[slots.to(slot)] === edge.to)
  const asked = edge ? Uint8Array.from({ length: slots.size() }, (_, slot) => (isAsked(slot) ? 1 : 0)) : undefined
  const seen = new Uint8Array(follows.log.cases.labels.length)
  const rows = new Uint8Array(slotOf.length)
  let count = 0
  for (let row = 0; row < slotOf.length; row++) {
    const slot = slotOf[row]!
    if (slot < 0 || (selection.keep && !selection.keep[row]) || (asked && !asked[slot])) continue
    rows[row] = 1
    seen[caseCodes[row]!] = 1
    count++
  }
  const ended = new Float64Array(count)
  for (let row = 0, at = 0; row < rows.length; row++) if (rows[row]) ended[at++] = wait[row]!
  const waiting: number[] = []
  open.slot.forEach((slot, i) => {
    if (!selection.keepOpen[i] || (asked && !asked[slot])) return
    waiting.push(open.wait[i]!)
    seen[caseCodes[open.row[i]!]!] = 1
  })
  let cases = 0
  for (const one of seen) cases += one
  return { ended, open: Float64Array.from(waiting), cases }
}
