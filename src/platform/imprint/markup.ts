/**
 * The tiny markup of these pages, as values: headings, paragraphs, lists, links. What is not one of these is text, so nothing
 * that an administrator types can become anything else in a page of everybody.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string }
  /** What the district still has to say. */
  | { readonly kind: 'gap'; readonly text: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }

/** A gap stands in the text as `[[what is missing]]`. */
const gap = /\[\[([^\][\n]{1,200})\]\]/
/** `[words](address)`; only addresses that open a page, a mail or a call. */
const link = /\[([^\][\n]{1,200})\]\(((?:https?:\/\/|mailto:|tel:|\/)[^\s()<>"]{1,500})\)/
const inline = new RegExp(`${gap.source}|${link.source}`, 'g')

/** Reads a text as blocks. Never fails: what is no markup is a paragraph. */
export function readMarkup(text: string): Block[] {
  const parts = text.replace(/\r\n?/g, '\n').split(/\n\s*\n/)
  return parts.flatMap(blocksOf)
}

function blocksOf(part: string): Block[] {
  const lines = part.split('\n').filter((line) => line.trim() !== '')
  const blocks: Block[] = []
  for (const line of lines) {
    const heading = /^(#{1,2})\s+(.+)$/.exec(line.trim())
    const item = /^[-*]\s+(.+)$/.exec(line.trim())
    const last = blocks.at(-1)
    if (heading) blocks.push({ kind: 'heading', level: heading[1] === '#' ? 2 : 3, text: heading[2] ?? '' })
    else if (item && last?.kind === 'list')
      blocks[blocks.length - 1] = { ...last, items: [...last.items, inlineOf(item[1] ?? '')] }
    else if (item) blocks.push({ kind: 'list', items: [inlineOf(item[1] ?? '')] })
    else if (last?.kind === 'paragraph')
      blocks[blocks.length - 1] = { ...last, lines: [...last.lines, inlineOf(line.trim())] }
    else blocks.push({ kind: 'paragraph', lines: [inlineOf(line.trim())] })
  }
  return blocks
}

function inlineOf(line: string): Inline[] {
  const parts: Inline[] = []
  let at = 0
  for (const found of line.matchAll(inline)) {
    if (found.index > at) parts.push({ kind: 'text', text: line.slice(at, found.index) })
    const [whole, missing, words, to] = found
    if (missing !== undefined) parts.push({ kind: 'gap', text: missing })
    // Two slashes lead to another host, whatever stands behind them.
    else if (words !== undefined && to !== undefined && !to.startsWith('//'))
      parts.push({ kind: 'link', text: words, to })
    else parts.push({ kind: 'text', text: whole })
    at = found.index + whole.length
  }
  if (at < line.length) parts.push({ kind: 'text', text: line.slice(at) })
  return parts
}

/** How many gaps a text has. */
export const gapsIn = (text: string): number => [...text.matchAll(new RegExp(gap.source, 'g'))].length
