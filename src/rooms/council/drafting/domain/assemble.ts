import type { Day } from '../../../../kernel/day.ts'
import type { Block, Inline, Source } from '../../../../platform/documents/index.ts'
import type { Composition, Part, PartBlock, PartInline, PartSource } from './composition.ts'
import { applyEdit } from './editing.ts'
import { dayText } from './german.ts'

/** Text of the office in place of a composed part, by the key of the part. */
export type Edits = Readonly<Record<string, PartEdit>>

export interface PartEdit {
  readonly text: string
  readonly on: Day
}

/** The parts with the office's text in them; sources of what the office states itself come with them. */
export function edited(composition: Composition, edits: Edits = {}): Composition {
  const sources: Record<string, PartSource> = { ...composition.sources }
  const parts = composition.parts.map((part): Part => {
    const edit = edits[part.key]
    if (!edit) return part
    const key = `office-${part.key}`
    sources[key] = {
      label: 'Angabe der Verwaltung',
      lines: [`eingetragen am ${dayText(edit.on)}`, 'nicht aus dem Register gezählt'],
    }
    return { ...part, blocks: applyEdit(part, edit.text, key) }
  })
  return { ...composition, parts, sources }
}

/** Gives parts and sources their numbers, sources in the order of their first use, and makes the explanation. */
export function assemble(
  composition: Composition,
  edits: Edits = {},
): { readonly explanation: readonly Block[]; readonly sources: readonly Source[] } {
  const { parts, sources } = edited(composition, edits)
  const numbers = new Numbers(sources)
  const explained = parts.filter((part) => !part.annex)
  const annexes = parts.filter((part) => part.annex)
  // The headline of an annex names its table already.
  const blocksOf = (part: Part): Block[] => part.blocks.map((block) => numbered(block, numbers, part.annex))
  const explanation: Block[] = [
    ...explained.flatMap((part, index) => [heading(2, `${index + 1}. ${part.heading}`), ...blocksOf(part)]),
    ...annexList(annexes),
    ...annexes.flatMap((part, index): Block[] => [
      { kind: 'page-break' },
      heading(1, `Anlage ${index + 1}: ${part.heading}`),
      ...blocksOf(part),
    ]),
  ]
  return { explanation, sources: numbers.list() }
}

const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text })

function annexList(annexes: readonly Part[]): Block[] {
  if (annexes.length === 0) return []
  return [
    heading(2, annexes.length === 1 ? 'Anlage' : 'Anlagen'),
    { kind: 'list', ordered: true, items: annexes.map((part) => [part.heading]) },
  ]
}

/** Hands out numbers in the order of first use; letters stand in a row of their own, after the numbers. */
class Numbers {
  readonly #sources: Readonly<Record<string, PartSource>>
  readonly #counted: string[] = []
  readonly #lettered: string[] = []

  constructor(sources: Readonly<Record<string, PartSource>>) {
    this.#sources = sources
  }

  /** A place that is resolved when all are known, because letters come after the last number. */
  of(key: string): number {
    const source = this.#sources[key]
    if (!source) throw new Error(`a figure without a source: ${key}`)
    const row = source.lettered ? this.#lettered : this.#counted
    if (!row.includes(key)) row.push(key)
    return source.lettered ? letterBase + row.indexOf(key) + 1 : row.indexOf(key) + 1
  }

  list(): Source[] {
    return [
      ...this.#counted.map((key, index) => this.#source(key, index + 1)),
      ...this.#lettered.map((key, index) => ({
        ...this.#source(key, letterBase + index + 1),
        sign: String.fromCharCode(65 + (index % 26)),
      })),
    ]
  }

  #source(key: string, number: number): Source {
    const { label, lines } = this.#sources[key] as PartSource
    return { number, label, lines }
  }
}

/** Letters need numbers that never meet those of the figures. */
const letterBase = 9000

function numbered(block: PartBlock, numbers: Numbers, captionHidden: boolean): Block {
  const inline = (text: readonly PartInline[]): Inline[] =>
    text
      .filter((piece) => piece !== '')
      .map((piece) =>
        typeof piece === 'object' && piece.kind === 'figure'
          ? { kind: 'figure', text: piece.text, source: numbers.of(piece.source) }
          : piece,
      )
  const margin = (sources: readonly string[] | undefined) =>
    sources && sources.length > 0 ? { sources: sources.map((key) => numbers.of(key)) } : {}
  switch (block.kind) {
    case 'subheading':
      return heading(3, block.text)
    case 'paragraph':
      return { kind: 'paragraph', text: inline(block.text), ...margin(block.sources) }
    case 'quotation':
      return {
        kind: 'quotation',
        text: block.text,
        ...(block.cite ? { cite: block.cite } : {}),
        ...margin(block.sources),
      }
    case 'list':
      return { kind: 'list', ...(block.ordered ? { ordered: true } : {}), items: block.items.map(inline) }
    case 'table':
      return {
        kind: 'table',
        caption: block.caption,
        ...(captionHidden ? { captionHidden: true } : {}),
        columns: block.columns,
        rows: block.rows.map((row) => row.map(inline)),
        ...(block.headerColumn ? { headerColumn: true } : {}),
        ...margin(block.sources),
      }
  }
}
