import { textWidth } from './textwidth.ts'

/** A label that looks for a place beside its anchor. */
export interface LabelRequest {
  readonly key: string
  readonly text: string
  readonly x: number
  readonly y: number
  /** Distance from the anchor to keep free: the radius of its mark. */
  readonly radius: number
  readonly bold?: boolean
  /** Must be shown even where it touches something; others are left out instead. */
  readonly needed?: boolean
}

export interface PlacedLabel {
  readonly key: string
  readonly text: string
  readonly bold: boolean
  /** Base line and anchor of the text. */
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly box: Box
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const height = 16
const ascent = 12
const gap = 4

/**
 * Places labels one after the other, in the order given, each at the first position around its mark that touches no
 * earlier label, no mark and not the edge. A needed label without a free position takes the least bad one.
 */
export function placeLabels(requests: readonly LabelRequest[], bounds: Box, marks: readonly Box[] = []): PlacedLabel[] {
  const obstacles: Box[] = [...marks, ...requests.map((request) => around(request))]
  const placed: PlacedLabel[] = []
  for (const request of requests) {
    const own = around(request)
    let best: PlacedLabel | undefined
    let leastHarm = Number.POSITIVE_INFINITY
    for (const candidate of candidates(request)) {
      const harm =
        outside(candidate.box, bounds) * 10 +
        sum(placed, (label) => overlap(candidate.box, withAir(label.box)) * 4) +
        sum(obstacles, (box) => (same(box, own) ? 0 : overlap(candidate.box, box)))
      if (harm < leastHarm) {
        leastHarm = harm
        best = candidate
      }
      if (harm === 0) break
    }
    if (best && (leastHarm === 0 || request.needed)) placed.push(best)
  }
  return placed
}

/** Two names side by side need a space between them, or they read as one. */
function withAir(box: Box): Box {
  return { ...box, left: box.left - 5, right: box.right + 5 }
}

function candidates(request: LabelRequest): PlacedLabel[] {
  const { x, y, radius, text, key, bold = false } = request
  const width = textWidth(text, 14, bold)
  const side = radius + gap
  const at = (anchor: PlacedLabel['anchor'], textX: number, baseline: number): PlacedLabel => {
    const left = anchor === 'start' ? textX : anchor === 'end' ? textX - width : textX - width / 2
    return {
      key,
      text,
      bold,
      x: textX,
      y: baseline,
      anchor,
      box: { left, right: left + width, top: baseline - ascent, bottom: baseline - ascent + height },
    }
  }
  const diagonal = radius * 0.71 + gap
  return [
    at('middle', x, y + side + ascent),
    at('start', x + side, y + 5),
    at('end', x - side, y + 5),
    at('middle', x, y - side - (height - ascent)),
    at('start', x + diagonal, y + diagonal + ascent - 2),
    at('end', x - diagonal, y + diagonal + ascent - 2),
    at('start', x + diagonal, y - diagonal),
    at('end', x - diagonal, y - diagonal),
    at('start', x - radius, y + side + ascent),
    at('end', x + radius, y + side + ascent),
    at('start', x - radius, y - side - (height - ascent)),
    at('end', x + radius, y - side - (height - ascent)),
  ]
}

function around({ x, y, radius }: { x: number; y: number; radius: number }): Box {
  // The square inside the circle's square: corners of the bounding box are free for letters.
  const half = radius * 0.88
  return { left: x - half, right: x + half, top: y - half, bottom: y + half }
}

export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && tall > 0 ? width * tall : 0
}

function outside(box: Box, bounds: Box): number {
  const over = [bounds.left - box.left, box.right - bounds.right, bounds.top - box.top, box.bottom - bounds.bottom]
  return over.reduce((total, distance) => total + Math.max(0, distance), 0) * height
}

const same = (a: Box, b: Box): boolean =>
  a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

/** Positions of one line each, moved apart so that neighbours keep their distance; the order stays. */
export function spread(positions: readonly number[], distance: number): number[] {
  const order = positions.map((position, index) => ({ position, index })).sort((a, b) => a.position - b.position)
  for (let round = 0; round < 40; round++) {
    let moved = false
    for (let index = 1; index < order.length; index++) {
      const [upper, lower] = [order[index - 1], order[index]]
      if (!upper || !lower) continue
      const missing = distance - (lower.position - upper.position)
      if (missing <= 0.01) continue
      upper.position -= missing / 2
      lower.position += missing / 2
      moved = true
    }
    if (!moved) break
  }
  const result = [...positions]
  for (const { position, index } of order) result[index] = position
  return result
}
