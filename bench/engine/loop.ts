import type { Answer } from './answer.ts'
import { activities, type Columns } from './columns.ts'

/**
 * What can be done at best: the directly-follows graph with count, mean, median and 90th percentile per edge as one
 * hand-written loop for exactly these columns, which trusts its input. The engine is measured against it.
 */
export function referenceLoop({ cases, activity, time, caseCount }: Columns): Answer {
  const size = time.length
  const last = new Int32Array(caseCount).fill(-1)
  const edgeOf = new Int16Array(size).fill(-1)
  const wait = new Float64Array(size)
  const count = new Int32Array(activities ** 2)
  const sum = new Float64Array(activities ** 2)
  for (let row = 0; row < size; row++) {
    const previous = last[cases[row]!]!
    if (previous >= 0) {
      const edge = activity[previous]! * activities + activity[row]!
      const waited = time[row]! - time[previous]!
      edgeOf[row] = edge
      wait[row] = waited
      count[edge]!++
      sum[edge]! += waited
    }
    last[cases[row]!] = row
  }
  const start = new Int32Array(count.length + 1)
  for (let edge = 0; edge < count.length; edge++) start[edge + 1] = start[edge]! + count[edge]!
  const next = start.slice()
  const sorted = new Float64Array(start[count.length]!)
  for (let row = 0; row < size; row++) if (edgeOf[row]! >= 0) sorted[next[edgeOf[row]!]!++] = wait[row]!
  const answer: Answer = []
  for (let edge = 0; edge < count.length; edge++) {
    if (count[edge] === 0) continue
    const median = quantile(sorted, start[edge]!, start[edge + 1]!, 0.5)
    const p90 = quantile(sorted, start[edge]!, start[edge + 1]!, 0.9)
    answer.push([
      Math.floor(edge / activities),
      edge % activities,
      count[edge]!,
      sum[edge]! / count[edge]!,
      median,
      p90,
    ])
  }
  return answer
}

function quantile(values: Float64Array, from: number, to: number, share: number): number {
  const position = from + (to - from - 1) * share
  const below = Math.floor(position)
  const value = nth(values, below, from, to - 1)
  if (position === below) return value
  let above = Number.POSITIVE_INFINITY
  for (let i = below + 1; i < to; i++) if (values[i]! < above) above = values[i]!
  return value + (position - below) * (above - value)
}

/** Hoare's selection with the median of three as pivot. */
function nth(values: Float64Array, k: number, from: number, to: number): number {
  let left = from
  let right = to
  while (right > left) {
    const a = values[left]!
    const b = values[(left + right) >>> 1]!
    const c = values[right]!
    const pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
    let i = left
    let j = right
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i <= j) {
        const swapped = values[i]!
        values[i++] = values[j]!
        values[j--] = swapped
      }
    }
    if (k <= j) right = j
    else if (k >= i) left = i
    else break
  }
  return values[k]!
}
