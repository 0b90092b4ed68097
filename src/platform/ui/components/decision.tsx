import type { ReactNode } from 'react'
import { Meta } from './text.tsx'

interface DecisionSheetProps {
  /** Body, day and place on the agenda. */
  readonly meta: ReactNode
  readonly marks: readonly string[]
  readonly title: ReactNode
  /** What is to be decided, in one sentence. */
  readonly ask: ReactNode
  readonly children: ReactNode
}

/**
 * One decision on one A4 page, on a page with `layout: 'paper'`: what is asked for stands first, then why, then the boxes to
 * tick. The h1 is the page's own; on paper the sheet has its head alone.
 */
export function DecisionSheet({ meta, marks, title, ask, children }: DecisionSheetProps) {
  return (
    <article className="nl-sheet nl-sheet--decision">
      <header className="nl-sheet__head nl-sheet__head--plain">
        <Meta>{meta}</Meta>
        {marks.length > 0 && (
          <ul className="nl-sheet__marks">
            {marks.map((mark) => (
              <li key={mark} className="nl-tag">
                {mark}
              </li>
            ))}
          </ul>
        )}
      </header>
      <h2 className="nl-h1 nl-decision__title">{title}</h2>
      <p className="nl-lead nl-decision__ask">{ask}</p>
      {children}
    </article>
  )
}

/** Boxes to tick with a pen; `ticked` once it is decided. Words after a box may leave a `Blank`. */
export function TickBoxes({
  choices,
}: {
  choices: readonly { readonly key: string; readonly words: ReactNode; readonly ticked?: boolean }[]
}) {
  return (
    <ul className="nl-decision__boxes">
      {choices.map(({ key, words, ticked }) => (
        <li key={key}>
          <span className={ticked ? 'nl-box nl-box--ticked' : 'nl-box'} aria-hidden="true" /> {words}
        </li>
      ))}
    </ul>
  )
}

/** A line to write on; read as what is to be filled in. */
export function Blank({ label }: { label: string }) {
  return (
    <span className="nl-blank">
      <span className="kern-sr-only">{label}</span>
    </span>
  )
}
