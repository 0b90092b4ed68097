import { type ReactNode, useId } from 'react'

/** Head of a page: meta line, headline, and at most one primary action at its end. */
export function Intro({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="nl-intro">
      <div className="nl-stack nl-stack--s">{children}</div>
      {actions && <div className="nl-intro__actions nl-noprint">{actions}</div>}
    </div>
  )
}

export interface SectionProps {
  readonly title: ReactNode
  /** At the end of the headline row: a link, a date. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  /** Anchor. */
  readonly id?: string
}

/** A ruled part of the page: 2 px rule, h2, content. Pages are sheets, not walls of cards. */
export function Section({ title, aside, children, id }: SectionProps) {
  const heading = useId()
  return (
    <section className="nl-sec" id={id} aria-labelledby={heading}>
      <div className="nl-sec__head">
        <h2 className="nl-h2" id={heading}>
          {title}
        </h2>
        {aside && <div className="nl-sec__aside">{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** A part of a section with a headline of its own. */
export function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <div className="nl-stack nl-stack--s">
      <h3 className="nl-h3">{title}</h3>
      {children}
    </div>
  )
}

/** Content one under the other: `l` between sections, the default between paragraphs and fields, `s` within one thought. */
export function Stack({ gap, children }: { gap?: 's' | 'l'; children: ReactNode }) {
  return (
    <div className={gap === 's' ? 'nl-stack nl-stack--s' : gap === 'l' ? 'nl-stack nl-stack--l' : 'nl-stack'}>
      {children}
    </div>
  )
}

const columns = {
  side: 'nl-cols nl-cols--side',
  equal: 'nl-cols nl-cols--equal',
  map: 'nl-cols nl-cols--map',
  filter: 'nl-cols nl-cols--filter',
} as const

/** Two columns from 62 rem on, one below. `side`: work and context; `equal`: charts, form and preview; `map`: drawing and table; `filter`: filters first. */
export function Columns({ kind, children }: { kind: keyof typeof columns; children: ReactNode }) {
  return <div className={columns[kind]}>{children}</div>
}

export function Row({ children }: { children: ReactNode }) {
  return <div className="nl-row">{children}</div>
}

/** The one thing of a page that stands apart. */
export function Panel({ title, children }: { title?: ReactNode; children: ReactNode }) {
  const heading = useId()
  if (!title) return <div className="nl-panel">{children}</div>
  return (
    <section className="nl-panel nl-stack nl-stack--s" aria-labelledby={heading}>
      <h2 className="nl-h3" id={heading}>
        {title}
      </h2>
      {children}
    </section>
  )
}

/** A table or chart that may be wider than the page scrolls in its own region, which the keyboard reaches and which has a name. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would claim a place in the page's outline
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <div className="nl-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}

/** Hidden until opened; left out on paper. */
export function Details({ summary, open, children }: { summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="nl-details nl-noprint" open={open}>
      <summary>{summary}</summary>
      <div className="nl-details__body">{children}</div>
    </details>
  )
}
