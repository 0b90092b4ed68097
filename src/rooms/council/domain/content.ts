import { createHash } from 'node:crypto'
import type { Block, Source } from '../../../platform/documents/index.ts'

/**
 * What a paper says. Papers written by hand have paragraphs, headings and lists; those that the platform composes may
 * have every block of a document, and figures whose sources stand in the margin. Frozen as it is on release.
 */
export interface PaperContent {
  /** Beschlussvorschlag, in paragraphs divided by empty lines; empty for papers that propose nothing. */
  readonly proposedResolution: string
  /** Erläuterungen. */
  readonly explanation: readonly Block[]
  /** Source trail of the figures in the explanation. */
  readonly sources: readonly Source[]
}

export const emptyContent: PaperContent = { proposedResolution: '', explanation: [], sources: [] }

/**
 * What was typed as explanation, as blocks: empty lines divide paragraphs, lines that begin with `# ` are headings, runs
 * of lines that begin with `- ` are lists. Nothing else means anything.
 */
export function blocksOf(typed: string): Block[] {
  return typed
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .flatMap((part) => blocksOfPart(part.trim()))
}

function blocksOfPart(part: string): Block[] {
  if (part === '') return []
  const blocks: Block[] = []
  let running: string[] = []
  let items: string[][] = []
  const close = () => {
    if (running.length > 0) blocks.push({ kind: 'paragraph', text: [running.join('\n')] })
    if (items.length > 0) blocks.push({ kind: 'list', items })
    running = []
    items = []
  }
  for (const line of part.split('\n')) {
    if (/^#{1,3} \S/.test(line)) {
      close()
      blocks.push({ kind: 'heading', level: 2, text: line.replace(/^#+ /, '').trim() })
    } else if (/^- \S/.test(line)) {
      if (running.length > 0) close()
      items.push([line.slice(2).trim()])
    } else {
      if (items.length > 0) close()
      running.push(line.trim())
    }
  }
  close()
  return blocks
}

/** The reverse of `blocksOf`, for the form; null when there are blocks that no typing makes. */
export function typedFrom(blocks: readonly Block[]): string | null {
  const parts: string[] = []
  for (const block of blocks) {
    if (block.kind === 'paragraph' && block.text.every((run) => typeof run === 'string') && !block.sources?.length)
      parts.push(block.text.join(''))
    else if (block.kind === 'heading' && block.level === 2) parts.push(`# ${block.text}`)
    else if (
      block.kind === 'list' &&
      !block.ordered &&
      block.items.every((item) => item.every((run) => typeof run === 'string'))
    )
      parts.push(block.items.map((item) => `- ${item.join('')}`).join('\n'))
    else return null
  }
  return parts.join('\n\n')
}

/** The text of blocks without their form, for comparing two versions and for searching. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(textOf).filter(Boolean).join('\n')
}

type Runs = Extract<Block, { kind: 'paragraph' }>['text']

const runsText = (runs: Runs) =>
  runs.map((run) => (typeof run === 'string' ? run : 'text' in run ? run.text : ' ')).join('')

function textOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text
    case 'paragraph':
      return runsText(block.text)
    case 'quotation':
      return block.text.join('\n')
    case 'list':
      return block.items.map(runsText).join('\n')
    case 'table':
      return [block.caption, ...block.rows.map((row) => row.map(runsText).join(' | '))].join('\n')
    case 'facts':
      return block.items.map(({ term, value }) => `${term}: ${runsText(value)}`).join('\n')
    case 'comparison':
      return block.runs.map((run) => run.text).join('')
    case 'parallel':
      return block.rows.map(({ own, other }) => [own, other].filter(Boolean).join(' / ')).join('\n')
    // A line to write on says what it is for.
    case 'signature':
      return block.label
    case 'page-break':
      return ''
  }
}

/**
 * SHA-256 (hex) over a value as JSON with its keys in order, so that it is the same after the database has kept the value
 * as jsonb. What was released or issued can be checked against it at any time.
 */
export function checksumOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(inKeyOrder(value)))
    .digest('hex')
}

function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inKeyOrder)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, inKeyOrder(one)]),
  )
}
