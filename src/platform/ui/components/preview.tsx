import { type ReactNode, useId } from 'react'

export interface PreviewProps {
  readonly title: string
  /** For whom this is: who will see it, or who gave it. */
  readonly sub?: ReactNode
  readonly children: ReactNode
}

/** What the other side sees, set apart by a dark head: the same for who prepares it and for who gets it. */
export function Preview({ title, sub, children }: PreviewProps) {
  const heading = useId()
  return (
    <section className="nl-preview" aria-labelledby={heading}>
      <div className="nl-preview__head">
        <h2 className="nl-h3" id={heading}>
          {title}
        </h2>
        {sub && <p className="nl-preview__sub">{sub}</p>}
      </div>
      <div className="nl-preview__body nl-stack">{children}</div>
    </section>
  )
}

/** In a preview: what does not go, in a dashed frame, and why. */
export function Withheld({ mark, children }: { mark: string; children?: ReactNode }) {
  return (
    <>
      <span className="nl-withheld">{mark}</span>
      {children && <span className="nl-meta"> {children}</span>}
    </>
  )
}
