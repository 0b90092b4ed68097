import type { Block, Inline, PaperSection, PaperSectionRequest } from '../../../platform/documents/index.ts'
import type { GivenPart } from './domain/compose.ts'
import type { PartBlock, PartInline, PartSource } from './domain/composition.ts'

/** What the rooms have to say in this report; a room without anything to say is not there. */
export async function givenParts(
  sections: readonly PaperSection[],
  request: PaperSectionRequest,
): Promise<readonly GivenPart[]> {
  const parts: GivenPart[] = []
  // One after the other: they share one transaction, which is one connection.
  for (const section of sections) {
    const content = await section.compose(request)
    if (!content || content.blocks.length === 0) continue
    const key = section.key.replace(/[^a-zA-Z0-9]+/g, '-')
    const sourceKey = (number: number) => `${key}-${number}`
    const sources: Record<string, PartSource> = {}
    for (const source of content.sources)
      sources[sourceKey(source.number)] = { label: source.label, lines: source.lines }
    let figures = 0
    const inline = (piece: Inline): PartInline =>
      typeof piece === 'object' && piece.kind === 'figure'
        ? { kind: 'figure', key: `${key}-zahl-${++figures}`, text: piece.text, source: sourceKey(piece.source) }
        : piece
    const blocks = content.blocks.flatMap((block) => partBlock(block, inline, sourceKey))
    parts.push({ order: section.order, part: { key, heading: content.heading, annex: false, blocks }, sources })
  }
  return parts
}

function partBlock(
  block: Block,
  inline: (piece: Inline) => PartInline,
  sourceKey: (number: number) => string,
): PartBlock[] {
  const sources = 'sources' in block ? (block.sources ?? []).map(sourceKey) : []
  switch (block.kind) {
    case 'heading':
      return [{ kind: 'subheading', text: block.text }]
    case 'paragraph':
      return [{ kind: 'paragraph', text: block.text.map(inline), sources }]
    case 'quotation':
      return [{ kind: 'quotation', text: block.text, ...(block.cite ? { cite: block.cite } : {}), sources }]
    case 'list':
      return [
        {
          kind: 'list',
          items: block.items.map((item) => item.map(inline)),
          ...(block.ordered ? { ordered: true } : {}),
        },
      ]
    case 'table':
      return [{ ...block, rows: block.rows.map((row) => row.map((cell) => cell.map(inline))), sources }]
    case 'parallel':
      return block.rows.map(({ own, other }) => ({ kind: 'paragraph', text: [own || other], sources }))
    case 'facts':
      return [
        {
          kind: 'list',
          items: block.items.map(({ term, value }) => [
            { kind: 'strong', text: `${term}:` },
            ' ',
            ...value.map(inline),
          ]),
        },
      ]
    // Comparisons, lines to sign on and page breaks belong to whole documents, not to a section of one.
    case 'comparison':
    case 'signature':
    case 'page-break':
      return []
  }
}
