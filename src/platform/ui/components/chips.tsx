import { address, useRender } from '../context.tsx'

export interface Chip {
  readonly to: string
  readonly label: string
  /** How many rows stand behind it. */
  readonly count?: number
  readonly current?: boolean
}

/** Saved views of a list: links, the present one marked. `label` says what they choose. */
export function Chips({ label, chips }: { label: string; chips: readonly Chip[] }) {
  const context = useRender()
  return (
    <nav className="nl-row nl-views nl-noprint" aria-label={label}>
      <span className="nl-meta" aria-hidden="true">
        {label}
      </span>
      <ul className="nl-chips">
        {chips.map((chip) => (
          <li key={chip.to}>
            <a className="nl-chip" href={address(context, chip.to)} aria-current={chip.current ? 'true' : undefined}>
              {chip.label}
              {chip.count !== undefined && <span className="nl-chip__count"> {context.format.number(chip.count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
