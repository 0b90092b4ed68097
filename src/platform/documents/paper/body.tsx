// Longer than others: one renderer for each kind of block of the paper, and they call each other.
import type { ReactNode } from 'react'
import { address, Link, ScrollRegion, useRender } from '../../ui/index.ts'
import type { Block, Inline, PaperDocument, ParallelRow, Run, Source } from '../model.ts'
import { type PlannedBlock, paragraphsOf, planOf, safeAddress, signOf } from './plan.ts'
import { type PaperWords, wordsOf } from './words.ts'

/**
 * The paper as the sheet of a page with `layout: 'paper'`, its sources in the margin, below the paragraph on narrow
 * screens. The paper's title is an h2, since the page has an h1 of its own; `top` makes it the h1 of a file.
 */
export function DocumentBody({ paper, top = 2 }: { paper: PaperDocument; top?: 1 | 2 }) {
  const { locale } = useRender()
  const plan = planOf(paper)
  const words = wordsOf(paper)
  const signs = new Map(paper.sources.map((source) => [source.number, signOf(source)]))
  const view: View = { words, signs, top }
  const body = plan.blocks.filter((one) => !one.lead)
  return (
    <article className="nl-sheet" lang={paper.language === locale ? undefined : paper.language}>
      <header className="nl-sheet__head">
        <p className="nl-h3">{paper.issuer}</p>
        {paper.marks.length > 0 && (
          <ul className="nl-sheet__marks">
            {paper.marks.map((mark) => (
              <li key={mark} className="nl-tag">
                {mark}
              </li>
            ))}
          </ul>
        )}
      </header>
      <div className="nl-sheet__title">
        <Heading level={top} look="nl-h1">
          {paper.title}
        </Heading>
        {paper.reference && <p className="nl-strong">{paper.reference}</p>}
      </div>
      {plan.blocks
        .filter((one) => one.lead)
        .map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of one paper never change their order
          <Whole key={index} one={one} view={view} />
        ))}
      {paper.subject && (
        <>
          <Heading level={top + 1} look="nl-h2">
            {words.subject}
          </Heading>
          <p className="nl-strong">{paper.subject}</p>
        </>
      )}
      {sectionsOf(body).map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Part key={index} blocks={section} view={view} />
      ))}
    </article>
  )
}

interface View {
  readonly words: PaperWords
  readonly signs: ReadonlyMap<number, string>
  readonly top: number
}

/** Notes stand beside the part that needs them: a headline and what follows, up to the next headline. */
function sectionsOf(blocks: readonly PlannedBlock[]): readonly (readonly PlannedBlock[])[] {
  const sections: PlannedBlock[][] = []
  for (const one of blocks) {
    if (sections.length === 0 || one.block.kind === 'heading') sections.push([])
    sections.at(-1)?.push(one)
  }
  return sections
}

function Part({ blocks, view }: { blocks: readonly PlannedBlock[]; view: View }) {
  const notes = blocks.flatMap((one) => one.notes)
  // biome-ignore lint/suspicious/noArrayIndexKey: as above
  const text = blocks.map((one, index) => <Whole key={index} one={one} view={view} />)
  if (notes.length === 0) return text
  return (
    <div className="nl-trail">
      <div className="nl-trail__text">{text}</div>
      <div className="nl-trail__notes">
        {notes.map((source) => (
          <Note key={source.number} source={source} words={view.words} />
        ))}
      </div>
    </div>
  )
}

function Note({ source, words }: { source: Source; words: PaperWords }) {
  return (
    <aside className="nl-trail__note" id={anchorOf(source.number)} aria-label={words.source(signOf(source))}>
      <p className="nl-strong">
        {signOf(source)} · {source.label}
      </p>
      {source.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {source.link && (
        <p>
          <Address text={source.link.text} to={source.link.address} />
        </p>
      )}
    </aside>
  )
}

const anchorOf = (number: number): string => `source-${number}`

function Heading({ level, look, children }: { level: number; look: string; children: ReactNode }) {
  const Tag = `h${level}` as 'h1' | 'h2' | 'h3' | 'h4' | 'h5'
  return <Tag className={look}>{children}</Tag>
}

function Whole({ one, view }: { one: PlannedBlock; view: View }) {
  const { block, label } = one
  switch (block.kind) {
    case 'heading':
      return (
        <Heading level={view.top + block.level} look={block.level === 1 ? 'nl-h2' : 'nl-h3'}>
          {block.text}
        </Heading>
      )
    case 'paragraph':
      return (
        <p className="nl-text">
          <Inlines parts={block.text} view={view} />
        </p>
      )
    case 'quotation':
      return (
        <blockquote className="nl-sheet__quote">
          {block.text.map((text) => (
            <p key={text}>{text}</p>
          ))}
          {block.cite && <p className="nl-meta">{block.cite}</p>}
        </blockquote>
      )
    case 'list':
      return <Items block={block} view={view} />
    case 'facts':
      return (
        <dl className="nl-sheet__facts">
          {block.items.map((item) => (
            <div key={item.term}>
              <dt>{item.term}</dt>
              <dd>
                <Inlines parts={item.value} view={view} />
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'comparison':
      return <Comparison block={block} view={view} />
    case 'parallel':
      return <Parallel block={block} top={view.top} />
    case 'table':
      return <PaperTable block={block} label={label} view={view} />
    case 'signature':
      return <p className="nl-signature">{block.label}</p>
    case 'page-break':
      return <hr className="nl-sheet__break" />
  }
}

function Items({ block, view }: { block: Block & { kind: 'list' }; view: View }) {
  const items = block.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <li key={index}>
      <Inlines parts={item} view={view} />
    </li>
  ))
  return block.ordered ? <ol className="nl-sheet__list">{items}</ol> : <ul className="nl-sheet__list">{items}</ul>
}

function PaperTable({
  block,
  label,
  view,
}: {
  block: Block & { kind: 'table' }
  label: string | undefined
  view: View
}) {
  const numeric = (index: number, kind: 'cell' | 'header') =>
    block.columns[index]?.align === 'end' ? `kern-table__${kind} kern-table__${kind}--numeric` : `kern-table__${kind}`
  return (
    <ScrollRegion label={block.caption}>
      <table className="kern-table kern-table--small nl-table nl-table--dense">
        <caption className={label ? undefined : 'kern-sr-only'}>
          {label ? `${label}: ${block.caption}` : block.caption}
        </caption>
        <thead>
          <tr>
            {block.columns.map((column, index) => (
              <th key={column.header} scope="col" className={numeric(index, 'header')}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={place}>
              {block.columns.map((column, index) => {
                const named = block.headerColumn && index === 0
                const Cell = named ? 'th' : 'td'
                return (
                  <Cell
                    key={column.header}
                    scope={named ? 'row' : undefined}
                    className={named ? 'kern-table__header' : numeric(index, 'cell')}
                  >
                    <Inlines parts={row[index] ?? []} view={view} />
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

const lookOf: Readonly<Partial<Record<ParallelRow['kind'], string>>> = { heading: 'nl-h3', detail: 'nl-meta' }

const rowOf: Readonly<Record<ParallelRow['kind'], string>> = {
  heading: 'nl-parallel__row--heading',
  text: '',
  item: 'nl-parallel__row--item',
  detail: 'nl-parallel__row--detail',
  line: 'nl-signature',
}

function Parallel({ block, top }: { block: Block & { kind: 'parallel' }; top: number }) {
  return (
    <div className="nl-parallel">
      {block.rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <div key={index} className={`nl-parallel__row ${rowOf[row.kind]}`}>
          <div>
            {row.kind === 'heading' && row.own ? (
              <Heading level={top + 1} look="nl-h3">
                {row.own}
              </Heading>
            ) : (
              row.own && <p className={lookOf[row.kind]}>{row.kind === 'item' ? `• ${row.own}` : row.own}</p>
            )}
          </div>
          <div lang={block.language} dir={block.direction}>
            {row.other && <p className={lookOf[row.kind]}>{row.kind === 'item' ? `• ${row.other}` : row.other}</p>}
          </div>
        </div>
      ))}
    </div>
  )
}

function Comparison({ block, view }: { block: Block & { kind: 'comparison' }; view: View }) {
  return (
    <div className="nl-sheet__comparison">
      {block.label && <p className="nl-strong">{block.label}</p>}
      <p className="nl-meta" aria-hidden="true">
        {view.words.key[0]}
        <ins>{view.words.key[1]}</ins>, <del>{view.words.key[2]}</del>
      </p>
      {paragraphsOf(block.runs).map((runs, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <p key={index} className="nl-text">
          <Inlines parts={runs.map(runOf)} view={view} />
        </p>
      ))}
    </div>
  )
}

const runOf = (run: Run): Inline => (run.kind === 'kept' ? run.text : { kind: run.kind, text: run.text })

function Inlines({ parts, view }: { parts: readonly Inline[]; view: View }): ReactNode {
  return parts.map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    typeof part === 'string' ? part : <Piece key={index} part={part} view={view} />,
  )
}

function Piece({ part, view }: { part: Exclude<Inline, string>; view: View }): ReactNode {
  const { words } = view
  switch (part.kind) {
    case 'strong':
      return <strong className="nl-strong">{part.text}</strong>
    case 'emphasis':
      return <em className="nl-sheet__emphasis">{part.text}</em>
    case 'quote-mark':
      return words.quotes[0] + part.text + words.quotes[1]
    case 'link':
      return <Address text={part.text} to={part.address} />
    case 'line-break':
      return <br />
    case 'inserted':
      return (
        <ins>
          <span className="kern-sr-only">{words.inserted}</span>
          {part.text}
          <span className="kern-sr-only">{words.insertedEnd}</span>
        </ins>
      )
    case 'deleted':
      return (
        <del>
          <span className="kern-sr-only">{words.deleted}</span>
          {part.text}
          <span className="kern-sr-only">{words.deletedEnd}</span>
        </del>
      )
    case 'figure': {
      const sign = view.signs.get(part.source) ?? ''
      return (
        <>
          <span className="nl-figure">{part.text}</span>
          <a className="nl-link nl-ref" href={`#${anchorOf(part.source)}`} aria-label={words.source(sign)}>
            {sign}
          </a>
        </>
      )
    }
  }
}

/** A link, where the address may be followed: https and mail anywhere, an address below the tenant on its pages. */
function Address({ text, to }: { text: string; to: string }) {
  const context = useRender()
  if (safeAddress(to) !== undefined) return <Link to={to}>{text}</Link>
  if (/^\/(?!\/)/.test(to) && address(context, to) !== to) return <Link to={to}>{text}</Link>
  return text
}
