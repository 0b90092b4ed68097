import type { ReactNode } from 'react'
import { Link, Part, Section, Stack, Strong, Text } from '../../ui/index.ts'
import { type Block, type Inline, readMarkup } from '../markup.ts'

/** A text in the tiny markup, as sections with headings. Everything in it is text to React, so nothing in it can be script. */
export function TextBody({ text }: { text: string }) {
  const parts = sectionsOf(readMarkup(text), 2)
  return (
    <Stack gap="l">
      {parts.map(({ title, blocks }, index) =>
        title === undefined ? (
          <Stack key="first">{blocks.map(shown)}</Stack>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: sections have no other name, and nothing is ever reordered
          <Section key={index} title={title}>
            <Stack>
              {sectionsOf(blocks, 3).map((part, nth) =>
                part.title === undefined ? (
                  part.blocks.map(shown)
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <Part key={nth} title={part.title}>
                    <Stack>{part.blocks.map(shown)}</Stack>
                  </Part>
                ),
              )}
            </Stack>
          </Section>
        ),
      )}
    </Stack>
  )
}

interface Piece {
  readonly title: string | undefined
  readonly blocks: readonly Block[]
}

/** Cuts blocks before each heading of a level. */
function sectionsOf(blocks: readonly Block[], level: 2 | 3): Piece[] {
  const pieces: { title: string | undefined; blocks: Block[] }[] = []
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === level) pieces.push({ title: block.text, blocks: [] })
    else if (pieces.length === 0) pieces.push({ title: undefined, blocks: [block] })
    else pieces.at(-1)?.blocks.push(block)
  }
  return pieces
}

function shown(block: Block, index: number): ReactNode {
  if (block.kind === 'heading')
    return (
      <Text key={index}>
        <Strong>{block.text}</Strong>
      </Text>
    )
  if (block.kind === 'list')
    return (
      <ul key={index}>
        {block.items.map((item, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name
          <li key={nth}>{item.map(inline)}</li>
        ))}
      </ul>
    )
  return (
    <Text key={index}>
      {block.lines.map((line, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
        <span key={nth}>
          {nth > 0 && <br />}
          {line.map(inline)}
        </span>
      ))}
    </Text>
  )
}

function inline(part: Inline, index: number): ReactNode {
  if (part.kind === 'link')
    return (
      <Link key={index} to={part.to}>
        {part.text}
      </Link>
    )
  if (part.kind === 'gap') return <Strong key={index}>[{part.text}]</Strong>
  return part.text
}
