import type { Part, PartBlock, PartInline } from './composition.ts'
import { statedText } from './stated.ts'

/**
 * A part as text that an office can edit, and back. Figures stand as `{{etabliert}}`, the quoted resolution as
 * `{{wortlaut}}` and tables as `{{tabelle-1}}`, so that none of them can be mistyped; `##` begins a subheading, `-` or `1.`
 * an item, `*…*` is strong. Numbers that the office types itself become figures of its own statement.
 */

export interface EditIssue {
  readonly code: 'unknown-placeholder' | 'placeholder-alone' | 'wording-missing' | 'empty-part'
  readonly name?: string
}

/** What a placeholder stands for, in the order of the text. */
export interface Placeholder {
  readonly name: string
  readonly stands: string
}

const fixedName = (block: PartBlock, table: number) => (block.kind === 'quotation' ? 'wortlaut' : `tabelle-${table}`)

/** The text that stands in the field. */
export function editableText(part: Part): string {
  let tables = 0
  const lines = part.blocks.map((block) => {
    if (block.kind === 'table') tables += 1
    switch (block.kind) {
      case 'subheading':
        return `## ${block.text}`
      case 'paragraph':
        return inlineText(block.text)
      case 'list':
        return block.items
          .map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${inlineText(item)}`)
          .join('\n')
      default:
        return `{{${fixedName(block, tables)}}}`
    }
  })
  return lines.join('\n\n')
}

function inlineText(text: readonly PartInline[]): string {
  return text
    .map((piece) => {
      if (typeof piece === 'string') return piece
      switch (piece.kind) {
        case 'figure':
          return `{{${piece.key}}}`
        case 'strong':
          return `*${piece.text}*`
        case 'quote-mark':
          return `„${piece.text}“`
        case 'line-break':
          return ' '
        default:
          return piece.text
      }
    })
    .join('')
}

/** All placeholders of a part with what they show at present. */
export function placeholdersOf(part: Part): Placeholder[] {
  const { figures, fixed } = known(part)
  return [
    ...[...figures].map(([name, piece]) => ({ name, stands: piece.text })),
    ...[...fixed].map(([name, block]) => ({
      name,
      stands: block.kind === 'table' ? block.caption : 'Beschluss im Wortlaut',
    })),
  ]
}

function known(part: Part) {
  const figures = new Map<string, Extract<PartInline, { kind: 'figure' }>>()
  const fixed = new Map<string, Extract<PartBlock, { kind: 'quotation' | 'table' }>>()
  const quotes = new Set<string>()
  let tables = 0
  const take = (text: readonly PartInline[]) => {
    for (const piece of text) {
      if (typeof piece === 'string') continue
      if (piece.kind === 'figure') figures.set(piece.key, piece)
      if (piece.kind === 'quote-mark') quotes.add(piece.text)
    }
  }
  for (const block of part.blocks) {
    if (block.kind === 'paragraph') take(block.text)
    else if (block.kind === 'list') block.items.forEach(take)
    else if (block.kind === 'table' || block.kind === 'quotation') {
      if (block.kind === 'table') tables += 1
      fixed.set(fixedName(block, tables), block)
    }
  }
  return { figures, fixed, quotes }
}

/** What is wrong with an edited text; empty when it can be used. */
export function checkEdit(part: Part, text: string): EditIssue[] {
  const { figures, fixed } = known(part)
  const issues: EditIssue[] = []
  if (text.trim() === '') return [{ code: 'empty-part' }]
  for (const line of text.split(/\r?\n/)) {
    const whole = line.trim()
    // Braces that are no whole placeholder are one that was mistyped.
    const rest = whole.replace(placeholder, '')
    if (/\{\{|\}\}/.test(rest)) issues.push({ code: 'unknown-placeholder', name: whole.slice(0, 80) })
    for (const [, name = ''] of whole.matchAll(placeholder)) {
      if (fixed.has(name) && whole !== `{{${name}}}`) issues.push({ code: 'placeholder-alone', name })
      else if (!fixed.has(name) && !figures.has(name)) issues.push({ code: 'unknown-placeholder', name })
    }
  }
  if (fixed.has('wortlaut') && !text.includes('{{wortlaut}}'))
    issues.push({ code: 'wording-missing', name: 'wortlaut' })
  return issues
}

const placeholder = /\{\{([^{}]{1,80})\}\}/g

/** The blocks that an edited text means. The text must have passed `checkEdit`; what it does not know stays as typed. */
export function applyEdit(part: Part, text: string, officeSource: string): PartBlock[] {
  const context = { ...known(part), officeSource, typed: { count: 0 } }
  const blocks: PartBlock[] = []
  for (const chunk of text.replace(/\r\n?/g, '\n').split(/\n{2,}|\n(?=## )|\n(?=\{\{[^{}]+\}\}\s*(?:\n|$))/)) {
    const lines = chunk
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    blocks.push(...blocksOf(lines, context))
  }
  return blocks
}

type Context = ReturnType<typeof known> & { readonly officeSource: string; readonly typed: { count: number } }

function blocksOf(lines: readonly string[], context: Context): PartBlock[] {
  const [first, ...rest] = lines
  if (first === undefined) return []
  const name = /^\{\{([^{}]{1,80})\}\}$/.exec(first)?.[1]
  const fixed = name === undefined ? undefined : context.fixed.get(name)
  if (fixed) return [fixed, ...blocksOf(rest, context)]
  if (first.startsWith('## ')) return [{ kind: 'subheading', text: first.slice(3).trim() }, ...blocksOf(rest, context)]
  const kind = itemKind(first)
  const end = lines.findIndex((line) => itemKind(line) !== kind)
  const own = end === -1 ? lines : lines.slice(0, end)
  const next = end === -1 ? [] : blocksOf(lines.slice(end), context)
  if (kind === 'text') return [{ kind: 'paragraph', text: inlines(own.join(' '), context) }, ...next]
  const items = own.map((line) => inlines(line.replace(/^(?:-|\d+\.)\s+/, ''), context))
  return [{ kind: 'list', items, ...(kind === 'ordered' ? { ordered: true } : {}) }, ...next]
}

function itemKind(line: string): 'bullet' | 'ordered' | 'text' {
  if (/^-\s+/.test(line)) return 'bullet'
  return /^\d{1,2}\.\s+(?!(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember))/.test(
    line,
  )
    ? 'ordered'
    : 'text'
}

/** Figures, known quotations and strong words; everything between them is text of the office. */
function inlines(text: string, context: Context): PartInline[] {
  const pieces: PartInline[] = []
  let end = 0
  const office = (typed: string) => {
    if (typed === '') return
    context.typed.count += 1
    pieces.push(...statedText(typed, `angabe-${context.typed.count}`, context.officeSource))
  }
  for (const match of text.matchAll(/\{\{([^{}]{1,80})\}\}|„([^“]*)“|\*([^*]+)\*/g)) {
    const [whole, name, quote, strongText] = match
    const found =
      name !== undefined
        ? context.figures.get(name)
        : quote !== undefined
          ? context.quotes.has(quote) && ({ kind: 'quote-mark', text: quote } as const)
          : strongText !== undefined && !/\d/.test(strongText) && ({ kind: 'strong', text: strongText } as const)
    if (!found) continue
    office(text.slice(end, match.index))
    pieces.push(found)
    end = match.index + whole.length
  }
  office(text.slice(end))
  return pieces
}
