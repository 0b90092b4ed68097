import type { ReactNode } from 'react'

export interface Fact {
  readonly label: string
  readonly value: ReactNode
  /** Target, previous value or share: a figure never stands alone. */
  readonly beside?: ReactNode
  /** The value is words or a state, not a figure. */
  readonly words?: boolean
}

/** One line of figures that belong to one sentence: label above, comparison below. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="nl-facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd className={fact.words ? 'nl-facts__words' : undefined}>
            {fact.value}
            {fact.beside && <small>{fact.beside}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

export interface Description {
  readonly term: string
  readonly value: ReactNode
}

/** Terms and what they are: master data, the source trail. Entries whose value is empty are left out unless `empty` names a word for them. */
export function DescriptionList({ items, empty }: { items: readonly Description[]; empty?: string }) {
  const blank = (value: ReactNode) => value === null || value === undefined || value === ''
  const shown = items.filter((item) => empty !== undefined || !blank(item.value))
  if (shown.length === 0) return null
  return (
    <dl className="nl-dl">
      {shown.map((item) => (
        <div key={item.term}>
          <dt>{item.term}</dt>
          <dd>{blank(item.value) ? <span className="nl-muted">{empty}</span> : item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
