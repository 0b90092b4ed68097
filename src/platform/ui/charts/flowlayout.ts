/**
 * Where the bands of a map of hand-overs lie: givers on one side, takers on the other. Pure: sizes in pixels, no drawing.
 * Every name and every label has its own room, however many offices there are and however long they are called.
 */
import { textWidth } from './textwidth.ts'

export interface Flow {
  readonly key: string
  readonly from: string
  readonly to: string
  /** How much passes; null: too little to be shown, drawn at the least width. */
  readonly amount: number | null
  /** Stands on the band, at the taker's end. */
  readonly label?: string
}

export interface FlowSpace {
  readonly width: number
  /** Room for names, on either side. */
  readonly names: number
  /** What all bands together are high at the least. */
  readonly bands: number
  /** Takers on the left, for scripts that run from right to left. */
  readonly mirrored?: boolean
}

export interface FlowNode {
  readonly name: string
  readonly lines: readonly string[]
  readonly side: 'from' | 'to'
  readonly top: number
  readonly height: number
  /** Middle of the node and of its name. */
  readonly middle: number
}

export interface FlowBand {
  readonly key: string
  /** Edges at the giver's and at the taker's end. */
  readonly from: { readonly top: number; readonly bottom: number }
  readonly to: { readonly top: number; readonly bottom: number }
  /** Middle of its label; undefined without one. */
  readonly labelAt: number | undefined
}

export interface FlowLayout {
  readonly height: number
  /** Where the bands begin and end. */
  readonly giverX: number
  readonly takerX: number
  readonly nodes: readonly FlowNode[]
  readonly bands: readonly FlowBand[]
}

/** Height of a line of a name, and of a label on a band. */
export const flowLine = 17
const gap = 10
const thinnest = 3
const mostLines = 3

/** Lays the map. The order of the flows does not matter: sides are ordered so that bands cross little. */
export function layFlows(flows: readonly Flow[], { width, names, bands, mirrored }: FlowSpace): FlowLayout {
  const all = [...flows].sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0) || compare(a.key, b.key))
  const { givers, takers } = orderSides(all)
  const total = all.reduce((sum, flow) => sum + (flow.amount ?? 0), 0)
  const scale = total === 0 ? 0 : bands / total
  const thick = (flow: Flow) => Math.max(thinnest, (flow.amount ?? 0) * scale)
  const left = placeSide('from', givers, all, thick, names)
  const right = placeSide('to', takers, all, thick, names)
  const height = Math.max(left.height, right.height)
  const nodes = [...spread(left, height), ...spread(right, height)]
  const nodeOf = new Map(nodes.map((node) => [`${node.side} ${node.name}`, node]))
  const ends = { from: new Map<string, Edge>(), to: new Map<string, Edge>() }
  for (const side of ['from', 'to'] as const) {
    const other = side === 'from' ? 'to' : 'from'
    for (const name of side === 'from' ? givers : takers) {
      const node = nodeOf.get(`${side} ${name}`) as FlowNode
      let top = node.top
      const own = all.filter((flow) => flow[side] === name)
      const at = (flow: Flow) => (nodeOf.get(`${other} ${flow[other]}`) as FlowNode).middle
      for (const flow of own.sort((a, b) => at(a) - at(b) || compare(a.key, b.key))) {
        ends[side].set(flow.key, { top, bottom: top + thick(flow) })
        top += thick(flow)
      }
    }
  }
  const placed = all.map((flow) => ({ flow, from: ends.from.get(flow.key)!, to: ends.to.get(flow.key)! }))
  const labelled = placed.filter(({ flow }) => flow.label !== undefined)
  const spots = keepApart(
    labelled.map(({ to }) => (to.top + to.bottom) / 2),
    flowLine,
    { from: flowLine / 2, to: height - flowLine / 2 },
  )
  const labelOf = new Map(labelled.map(({ flow }, index) => [flow.key, spots[index]]))
  const [start, end] = mirrored ? [width - names, names] : [names, width - names]
  return {
    height,
    giverX: start,
    takerX: end,
    nodes,
    bands: placed.map(({ flow, from, to }) => ({ key: flow.key, from, to, labelAt: labelOf.get(flow.key) })),
  }
}

interface Edge {
  readonly top: number
  readonly bottom: number
}

/**
 * Moves points of a line apart until all are `distance` from each other, each as little as can be (the sum of squared
 * shifts is least: neighbours that would touch become one block around their mean). In the order of the input.
 */
export function keepApart(
  wanted: readonly number[],
  distance: number,
  range: { readonly from: number; readonly to: number },
): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]! || a - b)
  // Without the distances the points must only not fall: isotonic regression by pooling neighbours.
  const blocks: { sum: number; count: number }[] = []
  order.forEach((index, place) => {
    blocks.push({ sum: wanted[index]! - place * distance, count: 1 })
    while (blocks.length > 1 && mean(blocks.at(-2)!) > mean(blocks.at(-1)!)) {
      const last = blocks.pop()!
      const before = blocks.at(-1)!
      before.sum += last.sum
      before.count += last.count
    }
  })
  const highest = Math.max(range.from, range.to - (wanted.length - 1) * distance)
  const result = new Array<number>(wanted.length)
  let place = 0
  for (const block of blocks)
    for (let i = 0; i < block.count; i++, place++)
      result[order[place]!] = Math.min(Math.max(mean(block), range.from), highest) + place * distance
  return result
}

const mean = ({ sum, count }: { sum: number; count: number }) => sum / count

/** A name in lines that fit; broken at blanks, after hyphens and slashes, and inside a word only where it fits no line. */
export function wrapName(name: string, room: number): readonly string[] {
  const parts = name.split(/(?<=[\s/-])/u).flatMap((part) => breakWord(part, room))
  const lines: string[] = []
  for (const part of parts) {
    const joined = (lines.at(-1) ?? '') + part
    if (lines.length > 0 && textWidth(joined.trimEnd()) <= room) lines[lines.length - 1] = joined
    else lines.push(part)
  }
  const trimmed = lines.map((line) => line.trim()).filter((line) => line !== '')
  if (trimmed.length <= mostLines) return trimmed
  return [...trimmed.slice(0, mostLines - 1), `${trimmed[mostLines - 1]!.slice(0, -1).trimEnd()}…`]
}

function breakWord(word: string, room: number): readonly string[] {
  if (textWidth(word.trimEnd()) <= room) return [word]
  const pieces: string[] = []
  let piece = ''
  for (const letter of word) {
    if (piece !== '' && textWidth(`${piece}${letter}-`) > room) {
      pieces.push(`${piece}-`)
      piece = ''
    }
    piece += letter
  }
  return [...pieces, piece]
}

/** Largest first; then each side follows the middle of what it is tied to, a few times over. */
function orderSides(all: readonly Flow[]): { givers: readonly string[]; takers: readonly string[] } {
  let givers = [...new Set(all.map(({ from }) => from))]
  let takers = [...new Set(all.map(({ to }) => to))]
  for (let round = 0; round < 4; round++) {
    takers = byMiddle(takers, givers, all, 'to', 'from')
    givers = byMiddle(givers, takers, all, 'from', 'to')
  }
  return { givers, takers: byMiddle(takers, givers, all, 'to', 'from') }
}

function byMiddle(
  names: readonly string[],
  others: readonly string[],
  all: readonly Flow[],
  side: 'from' | 'to',
  other: 'from' | 'to',
): string[] {
  const place = new Map(others.map((name, index) => [name, index]))
  const middle = (name: string) => {
    const own = all.filter((flow) => flow[side] === name)
    const weight = own.reduce((sum, flow) => sum + (flow.amount ?? 0) + 1, 0)
    return own.reduce((sum, flow) => sum + ((flow.amount ?? 0) + 1) * place.get(flow[other])!, 0) / weight
  }
  const before = new Map(names.map((name, index) => [name, index]))
  const at = new Map(names.map((name) => [name, middle(name)]))
  return [...names].sort((a, b) => at.get(a)! - at.get(b)! || before.get(a)! - before.get(b)!)
}

interface Side {
  readonly height: number
  readonly slots: readonly (Omit<FlowNode, 'top' | 'middle'> & { readonly slot: number })[]
}

/** Each node gets a slot: as high as its bands, its name, or the labels on the bands that end there. */
function placeSide(
  side: 'from' | 'to',
  names: readonly string[],
  all: readonly Flow[],
  thick: (flow: Flow) => number,
  room: number,
): Side {
  const slots = names.map((name) => {
    const own = all.filter((flow) => flow[side] === name)
    const height = own.reduce((sum, flow) => sum + thick(flow), 0)
    const lines = wrapName(name, room - 12)
    const labels = side === 'to' ? own.filter(({ label }) => label !== undefined).length : 0
    return { name, side, lines, height, slot: Math.max(height, lines.length * flowLine, labels * flowLine) }
  })
  return { slots, height: slots.reduce((sum, { slot }) => sum + slot, 0) + gap * Math.max(0, names.length - 1) }
}

/** The slots one under the other; the shorter side is spread over the height of the longer. */
function spread({ slots, height }: Side, full: number): FlowNode[] {
  const more = slots.length > 1 ? (full - height) / (slots.length - 1) : 0
  let y = slots.length > 1 ? 0 : (full - height) / 2
  return slots.map(({ slot, ...node }) => {
    const top = y + (slot - node.height) / 2
    y += slot + gap + more
    return { ...node, top, middle: top + node.height / 2 }
  })
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
