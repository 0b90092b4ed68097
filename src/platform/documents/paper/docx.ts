// Longer than others: one renderer for each kind of block of the paper, and they call each other.
import type { ParagraphChild, Paragraph as WordParagraph, Table as WordTable } from 'docx'
import type { Block, Inline, PaperDocument, Source } from '../model.ts'
import { steady } from './docxfile.ts'
import { accent, axis, fontName, hair, ink, muted, stylesOf } from './docxstyles.ts'
import { clean, type PlannedBlock, paragraphsOf, planOf, safeAddress, signOf } from './plan.ts'
import { sharesOf } from './shares.ts'
import { wordsOf } from './words.ts'

type Docx = typeof import('docx')

/** In twentieths of a point. */
const page = { short: 11906, long: 16838, margin: { top: 1134, bottom: 1247, left: 1247, right: 1134 } } as const

/**
 * For the office, to be worked on: heading styles, tables whose header is repeated on every page, `Seite x von y`, German
 * as the language of proofing. Sources stand as a numbered list at the end and each figure links to its own: they carry
 * the same numbers as in the PDF, and the footnotes remain free for the office. The same paper gives the same bytes.
 * Throws when the paper has a figure without a source.
 */
export async function toDocx(paper: PaperDocument): Promise<Uint8Array> {
  const docx = await import('docx')
  const { Document, Footer, Header, Packer, PageOrientation } = docx
  const words = wordsOf(paper)
  const plan = planOf(paper)
  const landscape = paper.landscape ?? false
  const width = (landscape ? page.long : page.short) - page.margin.left - page.margin.right
  const writer = new Writer(docx, paper, width)
  const running = [paper.issuer, paper.reference ?? paper.title].join(' · ')

  const document = new Document({
    title: clean(plan.title),
    subject: clean(paper.subject ?? ''),
    creator: clean(paper.issuer),
    lastModifiedBy: clean(paper.issuer),
    keywords: clean(paper.marks.join(', ')),
    description: clean([paper.reference, ...paper.marks].filter(Boolean).join(', ')),
    styles: stylesOf(words.tag),
    numbering: writer.numbering,
    features: { updateFields: false },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: {
              width: page.short,
              height: page.long,
              orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: page.margin,
          },
        },
        headers: {
          first: new Header({ children: [writer.line('IssuerLine', paper.issuer, paper.marks.join(' · '))] }),
          default: new Header({ children: [writer.line('RunningLine', running, paper.marks.join(' · '))] }),
        },
        footers: {
          first: new Footer({ children: [writer.foot()] }),
          default: new Footer({ children: [writer.foot()] }),
        },
        children: [
          ...writer.head(),
          ...plan.blocks.filter((one) => one.lead).flatMap((one) => writer.block(one)),
          ...writer.subject(),
          ...plan.blocks.filter((one) => !one.lead).flatMap((one) => writer.block(one)),
          ...writer.sources(plan.sources),
        ],
      },
    ],
  })
  return steady(await Packer.toBuffer(document), paper.createdOn)
}

const bookmarkOf = (number: number): string => `quelle_${number}`

class Writer {
  readonly #docx: Docx
  readonly #paper: PaperDocument
  readonly #width: number
  readonly #signs: ReadonlyMap<number, string>
  readonly numbering

  constructor(docx: Docx, paper: PaperDocument, width: number) {
    this.#docx = docx
    this.#paper = paper
    this.#width = width
    this.#signs = new Map(paper.sources.map((source) => [source.number, signOf(source)]))
    const { AlignmentType, LevelFormat } = docx
    const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => [
      {
        level: 0,
        format,
        text,
        alignment: AlignmentType.START,
        style: { paragraph: { indent: { left: 340, hanging: 340 } } },
      },
    ]
    this.numbering = {
      config: [
        { reference: 'points', levels: level(LevelFormat.BULLET, '•') },
        // Every ordered list begins at 1, so each has a numbering of its own.
        ...paper.blocks.flatMap((block, index) =>
          block.kind === 'list' && block.ordered
            ? [{ reference: `ordered-${index}`, levels: level(LevelFormat.DECIMAL, '%1.') }]
            : [],
        ),
      ],
    }
  }

  head(): WordParagraph[] {
    const { Paragraph, HeadingLevel, TextRun, TabStopType } = this.#docx
    const reference = this.#paper.reference
    return [
      new Paragraph({
        heading: HeadingLevel.TITLE,
        tabStops: [{ type: TabStopType.RIGHT, position: this.#width }],
        children: [
          this.#run(this.#paper.title),
          ...(reference
            ? [new TextRun({ children: [new this.#docx.Tab(), clean(reference)], size: 22, bold: true })]
            : []),
        ],
      }),
    ]
  }

  subject(): WordParagraph[] {
    const { Paragraph, HeadingLevel } = this.#docx
    if (!this.#paper.subject) return []
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_1, text: wordsOf(this.#paper).subject }),
      new Paragraph({ style: 'Subject', children: [this.#run(this.#paper.subject)] }),
    ]
  }

  line(style: string, start: string, end: string): WordParagraph {
    const { Paragraph, TabStopType } = this.#docx
    return new Paragraph({
      style,
      tabStops: [{ type: TabStopType.RIGHT, position: this.#width }],
      children: [this.#run(start), this.#tab(end)],
    })
  }

  foot(): WordParagraph {
    const { Paragraph, TextRun, TabStopType, PageNumber } = this.#docx
    const [before = '', between = '', after = ''] = wordsOf(this.#paper).page('\u0001', '\u0001').split('\u0001')
    return new Paragraph({
      style: 'FootLine',
      tabStops: [{ type: TabStopType.RIGHT, position: this.#width }],
      children: [
        this.#run(this.#paper.footer ?? ''),
        new TextRun({
          children: [new this.#docx.Tab(), before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after],
        }),
      ],
    })
  }

  block({ block, label }: PlannedBlock): (WordParagraph | WordTable)[] {
    const { BorderStyle, Paragraph, HeadingLevel, PageBreak } = this.#docx
    switch (block.kind) {
      case 'heading':
        return [
          new Paragraph({
            heading: [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3][block.level - 1],
            children: [this.#run(block.text)],
          }),
        ]
      case 'paragraph':
        return [new Paragraph({ children: [...this.#inlines(block.text), ...this.#marks(block.sources)] })]
      case 'quotation':
        return [
          ...block.text.map(
            (text, index) =>
              new Paragraph({
                style: 'Quote',
                children: [this.#run(text), ...(index === block.text.length - 1 ? this.#marks(block.sources) : [])],
              }),
          ),
          ...(block.cite ? [new Paragraph({ style: 'QuoteSource', children: [this.#run(block.cite)] })] : []),
        ]
      case 'list':
        return block.items.map(
          (item) =>
            new Paragraph({
              style: 'ListParagraph',
              numbering: {
                reference: block.ordered ? `ordered-${this.#paper.blocks.indexOf(block)}` : 'points',
                level: 0,
              },
              children: this.#inlines(item),
            }),
        )
      case 'facts':
        return block.items.map(
          (item) =>
            new Paragraph({
              style: 'Fact',
              children: [this.#run(`${item.term}: `), ...this.#inlines(item.value, true)],
            }),
        )
      case 'comparison':
        return this.#comparison(block)
      case 'table':
        return this.#table(block, label)
      case 'parallel':
        return this.#parallel(block)
      case 'signature':
        return [
          new Paragraph({
            spacing: { before: 900 },
            border: { top: { style: BorderStyle.SINGLE, size: 6, color: 'auto', space: 4 } },
            children: [this.#run(block.label)],
          }),
        ]
      case 'page-break':
        return [new Paragraph({ children: [new PageBreak()] })]
    }
  }

  sources(sources: readonly Source[]): WordParagraph[] {
    const { Paragraph, HeadingLevel, Bookmark, TextRun } = this.#docx
    if (sources.length === 0) return []
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_1, text: wordsOf(this.#paper).sources }),
      ...sources.map(
        (source) =>
          new Paragraph({
            style: 'Source',
            children: [
              new Bookmark({
                id: bookmarkOf(source.number),
                children: [new TextRun({ text: clean(signOf(source)), bold: true })],
              }),
              this.#tab(),
              new TextRun({ text: clean(source.label), bold: true }),
              ...source.lines.map((line) => this.#run(` · ${line}`)),
              ...(source.link ? [this.#run(' · '), this.#link(source.link)] : []),
            ],
          }),
      ),
    ]
  }

  #comparison(block: Block & { kind: 'comparison' }): WordParagraph[] {
    const { Paragraph } = this.#docx
    const [plain, inserted, deleted] = wordsOf(this.#paper).key
    return [
      ...(block.label ? [new Paragraph({ style: 'Subject', children: [this.#run(block.label)] })] : []),
      new Paragraph({
        style: 'Key',
        children: this.#inlines([
          plain,
          { kind: 'inserted', text: inserted },
          ', ',
          { kind: 'deleted', text: deleted },
        ]),
      }),
      ...paragraphsOf(block.runs).map(
        (runs) =>
          new Paragraph({
            style: 'Comparison',
            children: this.#inlines(
              runs.map((run) => (run.kind === 'kept' ? run.text : { kind: run.kind, text: run.text })),
            ),
          }),
      ),
    ]
  }

  #parallel(block: Block & { kind: 'parallel' }): (WordParagraph | WordTable)[] {
    const { BorderStyle, HeadingLevel, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } =
      this.#docx
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
    const noBorders = { top: none, bottom: none, left: none, right: none }
    const width = Math.floor(this.#width / 2)
    const isRtl = block.direction === 'rtl'
    const cell = (children: WordParagraph[]) =>
      new TableCell({
        width: { size: width, type: WidthType.DXA },
        margins: { top: 60, bottom: 60, left: 0, right: 200 },
        borders: noBorders,
        children,
      })
    return [
      new Table({
        width: { size: width * 2, type: WidthType.DXA },
        columnWidths: [width, width],
        layout: TableLayoutType.FIXED,
        borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
        rows: block.rows.map(
          ({ kind, own, other }) =>
            new TableRow({
              cantSplit: true,
              children: [
                cell([
                  new Paragraph({
                    ...(kind === 'heading' && own && { heading: HeadingLevel.HEADING_2 }),
                    ...(kind === 'item' && { numbering: { reference: 'points', level: 0 } }),
                    children: [this.#run(own)],
                  }),
                ]),
                cell([
                  new Paragraph({
                    bidirectional: isRtl,
                    ...(kind === 'item' && { numbering: { reference: 'points', level: 0 } }),
                    children: [
                      new TextRun({
                        text: clean(other),
                        bold: kind === 'heading',
                        rightToLeft: isRtl,
                        language: isRtl ? { bidirectional: block.language } : { value: block.language },
                      }),
                    ],
                  }),
                ]),
              ],
            }),
        ),
      }),
      new Paragraph({ style: 'AfterTable', children: [] }),
    ]
  }

  #table(block: Block & { kind: 'table' }, label: string | undefined): (WordParagraph | WordTable)[] {
    const { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } =
      this.#docx
    const shares = sharesOf(block)
    const total = shares.reduce((sum, share) => sum + share, 0)
    const widths = shares.map((share) => Math.floor((share / total) * this.#width))
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
    const rule = (color: string, size: number) => ({ style: BorderStyle.SINGLE, size, color }) as const
    const cell = (index: number, children: ParagraphChild[], header: boolean) =>
      new TableCell({
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        margins: { top: 50, bottom: 50, left: index === 0 ? 0 : 100, right: 40 },
        borders: {
          top: none,
          left: none,
          right: none,
          bottom: header ? rule(axis, 8) : rule(hair, 4),
        },
        children: [
          new Paragraph({
            style: header ? 'TableHeader' : 'TableText',
            alignment: block.columns[index]?.align === 'end' ? AlignmentType.END : AlignmentType.START,
            children,
          }),
        ],
      })
    return [
      ...(label
        ? [
            new Paragraph({
              style: 'Caption',
              keepNext: true,
              children: [this.#run(`${label}: ${block.caption}`), ...this.#marks(block.sources)],
            }),
          ]
        : []),
      new Table({
        width: { size: this.#width, type: WidthType.DXA },
        columnWidths: widths,
        layout: TableLayoutType.FIXED,
        borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
        rows: [
          new TableRow({
            tableHeader: true,
            cantSplit: true,
            children: block.columns.map((column, index) => cell(index, [this.#run(column.header)], true)),
          }),
          ...block.rows.map(
            (row) =>
              new TableRow({
                cantSplit: true,
                children: block.columns.map((_, index) =>
                  cell(
                    index,
                    row[index]?.length
                      ? this.#inlines(row[index], block.headerColumn && index === 0)
                      : [new TextRun('')],
                    false,
                  ),
                ),
              }),
          ),
        ],
      }),
      new Paragraph({ style: 'AfterTable', children: [] }),
    ]
  }

  #inlines(parts: readonly Inline[], bold = false): ParagraphChild[] {
    return parts.flatMap((part) => this.#inline(part, bold))
  }

  #inline(part: Inline, bold: boolean): ParagraphChild[] {
    const { TextRun, UnderlineType } = this.#docx
    if (typeof part === 'string') return [this.#run(part, bold)]
    switch (part.kind) {
      case 'strong':
        return [new TextRun({ text: clean(part.text), bold: true })]
      case 'emphasis':
        return [new TextRun({ text: clean(part.text), bold, font: `${fontName} Medium` })]
      case 'quote-mark':
        return [
          this.#run(
            wordsOf(this.#paper)
              .quotes.join('\u0001')
              .replace('\u0001', () => part.text),
            bold,
          ),
        ]
      case 'figure':
        return [
          new TextRun({ text: clean(part.text), bold, underline: { type: UnderlineType.DOTTED, color: accent } }),
          this.#mark(part.source),
        ]
      case 'link':
        return [this.#link(part)]
      case 'inserted':
        return [new TextRun({ text: clean(part.text), bold, underline: { type: UnderlineType.SINGLE, color: ink } })]
      case 'deleted':
        return [new TextRun({ text: clean(part.text), bold, strike: true, color: muted })]
      case 'line-break':
        return [new TextRun({ break: 1 })]
    }
  }

  #link({ text, address }: { readonly text: string; readonly address: string }): ParagraphChild {
    const { ExternalHyperlink, TextRun } = this.#docx
    const safe = safeAddress(address)
    if (safe === undefined) return this.#run(text)
    return new ExternalHyperlink({ link: safe, children: [new TextRun({ text: clean(text), style: 'Hyperlink' })] })
  }

  /** The number of a source, raised, leading to the list of sources. */
  #mark(number: number): ParagraphChild {
    const { InternalHyperlink, TextRun } = this.#docx
    return new InternalHyperlink({
      anchor: bookmarkOf(number),
      children: [
        new TextRun({ text: clean(this.#signs.get(number) ?? ''), superScript: true, bold: true, color: accent }),
      ],
    })
  }

  #marks(numbers: readonly number[] | undefined): ParagraphChild[] {
    return (numbers ?? []).map((number) => this.#mark(number))
  }

  #tab(text = ''): ParagraphChild {
    return new this.#docx.TextRun({ children: [new this.#docx.Tab(), clean(text)] })
  }

  #run(text: string, bold = false): ParagraphChild {
    // A style's own weight must not be taken away: false would.
    return new this.#docx.TextRun({ text: clean(text), bold: bold || undefined })
  }
}
