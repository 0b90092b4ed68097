import type { Inline, PaperDocument } from '../model.ts'
import { clean, type PlannedBlock, paragraphsOf, planOf, safeAddress, signOf } from './plan.ts'
import { sharesOf } from './shares.ts'
import { pagesIn, wordsOf } from './words.ts'

/** What template.typ reads: plain strings, numbers and kinds, every field present. */
export function typstData(paper: PaperDocument): string {
  const plan = planOf(paper)
  const words = wordsOf(paper)
  const signs = new Map(paper.sources.map((source) => [source.number, signOf(source)]))
  const seen = new Set<number>()

  const inline = (part: Inline): unknown => {
    if (typeof part === 'string') return part
    switch (part.kind) {
      case 'figure': {
        const first = !seen.has(part.source)
        seen.add(part.source)
        return { ...part, first, sign: signs.get(part.source) }
      }
      case 'quote-mark':
        return words.quotes.join('\u0000').replace('\u0000', () => part.text)
      case 'link':
        return { ...part, address: safeAddress(part.address) ?? null }
      default:
        return part
    }
  }
  const inlines = (parts: readonly Inline[]) => parts.map(inline)

  const data = ({ block, label, wide }: PlannedBlock): object => {
    switch (block.kind) {
      case 'paragraph':
        return { text: inlines(block.text) }
      case 'quotation':
        return { text: block.text, cite: block.cite ?? null }
      case 'list':
        return { ordered: block.ordered ?? false, items: block.items.map(inlines) }
      case 'facts':
        return { items: block.items.map((item) => ({ term: item.term, value: inlines(item.value) })) }
      case 'comparison':
        return {
          title: block.label ?? null,
          key: words.key,
          paragraphs: paragraphsOf(block.runs).map((runs) =>
            runs.map((run) => (run.kind === 'kept' ? run.text : { kind: run.kind, text: run.text })),
          ),
        }
      case 'parallel':
        return {
          language: languageOnly(block.language),
          rtl: block.direction === 'rtl',
          rows: block.rows.map((row, index) => ({
            part: row.kind,
            own: row.own,
            other: row.other,
            /** A detail does not begin a page without its item. */
            followed: block.rows[index + 1]?.kind === 'detail',
          })),
        }
      case 'table':
        return {
          label: label ?? null,
          caption: block.caption,
          wide,
          header: block.headerColumn ?? false,
          columns: block.columns.map((column, index) => ({
            header: column.header,
            end: column.align === 'end',
            // Headers break between words; only one that no column can hold breaks within.
            long: column.header.split(/\s/).some((word) => word.length > 18),
            width: sharesOf(block)[index],
          })),
          rows: block.rows.map((row) => block.columns.map((_, index) => inlines(row[index] ?? []))),
        }
      case 'heading':
        return { level: block.level, text: block.text }
      case 'signature':
        return { label: block.label }
      case 'page-break':
        return {}
    }
  }
  const planned = (one: PlannedBlock) => ({
    kind: one.block.kind,
    lead: one.lead,
    ...data(one),
    notes: one.notes.map((source) => ({
      number: source.number,
      /** No figure carries it: it stands beside the beginning of the block. */
      whole: !seen.has(source.number),
      sign: signOf(source),
      label: source.label,
      lines: source.lines,
      link: source.link && safeAddress(source.link.address) ? source.link : null,
    })),
  })

  return JSON.stringify(
    {
      title: plan.title,
      kind: paper.title,
      subject: paper.subject ?? null,
      'subject-word': words.subject,
      issuer: paper.issuer,
      reference: paper.reference ?? null,
      running: [paper.issuer, paper.reference ?? paper.title].join(' · '),
      footer: paper.footer ?? '',
      pages: words.page('{page}', '{of}'),
      beside: besideOf(paper),
      marks: paper.marks,
      landscape: paper.landscape ?? false,
      notes: plan.sources.length > 0,
      created: paper.createdOn.split('-').map(Number),
      lang: paper.language,
      region: words.tag.slice(3),
      blocks: plan.blocks.map(planned),
    },
    (_, value: unknown) => (typeof value === 'string' ? clean(value) : value),
  )
}

/** The number of the page once more, for who reads the second column. */
function besideOf(paper: PaperDocument): object | null {
  const block = paper.blocks.find((one) => one.kind === 'parallel')
  if (!block) return null
  const lang = languageOnly(block.language)
  const pages = pagesIn(lang)
  return pages ? { lang, rtl: block.direction === 'rtl', pages: pages('{page}', '{of}') } : null
}

/** Typst wants the region elsewhere: `ar` of `ar-SY`. */
export const languageOnly = (tag: string): string => tag.split('-')[0] ?? tag
