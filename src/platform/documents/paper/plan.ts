import type { Block, Inline, PaperDocument, Run, Source } from '../model.ts'
import { wordsOf } from './words.ts'

/** A block with what it has in every rendering: checked text, the number of a table, and the sources that are named here first. */
export interface PlannedBlock {
  readonly block: Block
  /** Notes of this block, in the order in which it refers to them; each source stands once, where it is first needed. */
  readonly notes: readonly Source[]
  /** `Tabelle 3` */
  readonly label?: string
  /** Facts with which the paper begins: they stand under its title, above the subject. */
  readonly lead: boolean
  /** A table that may use the margin too, because no note can stand beside it. */
  readonly wide: boolean
}

export interface Plan {
  /** For the properties of a file: what kind of paper, about what. */
  readonly title: string
  readonly blocks: readonly PlannedBlock[]
  /** All sources that are referred to, in the order of their notes. */
  readonly sources: readonly Source[]
}

/**
 * What all renderings share. Throws RangeError when a figure refers to a source that the paper does not have: a number
 * nobody can answer for must not leave the house.
 */
export function planOf(paper: PaperDocument): Plan {
  const words = wordsOf(paper)
  const byNumber = new Map(paper.sources.map((source) => [source.number, source]))
  const placed = new Set<number>()
  const sources: Source[] = []
  let tables = 0
  let level = 0
  let leading = true
  let margin: 'free' | 'used' = 'free'
  const blocks = paper.blocks.map((original): PlannedBlock => {
    const notes: Source[] = []
    leading &&= original.kind === 'facts'
    const lead = leading
    for (const number of referencesOf(original)) {
      const source = byNumber.get(number)
      if (!source) throw new RangeError(`The paper "${paper.title}" has no source ${number}`)
      if (placed.has(number)) continue
      placed.add(number)
      notes.push(source)
    }
    sources.push(...notes)
    if (notes.length > 0) margin = 'used'
    else if (original.kind === 'page-break') margin = 'free'
    const planned = { notes, lead, wide: original.kind === 'table' && margin === 'free' }
    if (original.kind === 'heading') {
      // Readers of headings must not fall through a step: PDF/UA-1, 7.4.2.
      level = Math.min(original.level, level + 1)
      return { ...planned, block: { ...original, level: level as 1 | 2 | 3 } }
    }
    if (original.kind === 'table' && !original.captionHidden)
      return { ...planned, block: original, label: words.table(++tables) }
    return { ...planned, block: original }
  })
  return { title: [paper.title, paper.subject].filter(Boolean).join(': '), blocks, sources }
}

export const signOf = (source: Source): string => source.sign ?? String(source.number)

function referencesOf(block: Block): readonly number[] {
  const own = 'sources' in block ? (block.sources ?? []) : []
  return [...inlinesOf(block).flatMap((inline) => figureOf(inline)), ...own]
}

const figureOf = (inline: Inline): readonly number[] =>
  typeof inline !== 'string' && inline.kind === 'figure' ? [inline.source] : []

function inlinesOf(block: Block): readonly Inline[] {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'list':
      return block.items.flat()
    case 'table':
      return block.rows.flat(2)
    case 'facts':
      return block.items.flatMap((item) => item.value)
    default:
      return []
  }
}

/**
 * The paragraphs of a comparison: a break inside a run ends the paragraph, and the run goes on in the next. White space at
 * the end of a changed run stands outside of it, so that no line is drawn under nothing.
 */
export function paragraphsOf(runs: readonly Run[]): readonly (readonly Run[])[] {
  const paragraphs: Run[][] = [[]]
  for (const run of runs) {
    for (const [index, text] of run.text.split(/\r?\n+/).entries()) {
      if (index > 0) paragraphs.push([])
      const word = run.kind === 'kept' ? text : text.trimEnd()
      if (word) paragraphs.at(-1)?.push({ kind: run.kind, text: word })
      if (word.length < text.length) paragraphs.at(-1)?.push({ kind: 'kept', text: text.slice(word.length) })
    }
  }
  return paragraphs.filter((paragraph) => paragraph.length > 0)
}

/** Addresses that a file may lead to. Everything else in a link is shown as text. */
export function safeAddress(address: string): string | undefined {
  return /^(?:https?:\/\/|mailto:)[^\s]+$/i.test(address) ? address : undefined
}

/** Without the control characters that neither XML nor a typesetter knows, and without halves of surrogate pairs. */
export function clean(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
      .toWellFormed()
  )
}
