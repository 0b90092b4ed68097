import type { ReactNode } from 'react'
import { address, useRender } from '../context.tsx'
import { type Option, type OptionGroup, Options } from './field.tsx'
import { T } from './text.tsx'

export interface FilterBarProps {
  /** What is filtered: "Maßnahmen filtern". */
  readonly label: string
  /** Address of the list; the page itself unless told. */
  readonly action?: string
  /** Parameters that stay when filtering: order, view. */
  readonly keep?: readonly string[]
  readonly children: ReactNode
}

/** Filters live in the address: a GET form with a button, no script needed. The number of the page is left behind on purpose. */
export function FilterBar({ label, action, keep = [], children }: FilterBarProps) {
  const context = useRender()
  const { query } = context
  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element has no support in the screen readers of offices yet
    <form
      className="nl-form nl-filter nl-noprint"
      role="search"
      action={address(context, action ?? context.path)}
      aria-label={label}
    >
      {keep.map((name) => {
        const value = query.get(name)
        return value === null ? null : <input key={name} type="hidden" name={name} value={value} />
      })}
      {children}
      <button className="kern-btn kern-btn--secondary" type="submit">
        <span className="kern-label">
          <T k="filter.apply" />
        </span>
      </button>
    </form>
  )
}

interface FilterProps {
  /** Name of the query parameter. */
  readonly name: string
  readonly label: string
}

/** A choice. The empty entry means no filter. `value` is what is chosen, where that is not simply the parameter of the address. */
export function FilterSelect({
  name,
  label,
  options,
  empty,
  value,
}: FilterProps & { options: readonly (Option | OptionGroup)[]; empty?: string; value?: string }) {
  const { query } = useRender()
  return (
    <div className="kern-form-input">
      <label className="kern-label" htmlFor={`filter-${name}`}>
        {label}
      </label>
      <div className="kern-form-input__select-wrapper">
        <select
          className="kern-form-input__select"
          id={`filter-${name}`}
          name={name}
          defaultValue={value ?? query.get(name) ?? ''}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          <Options options={options} />
        </select>
      </div>
    </div>
  )
}

/** Words to look for. */
export function FilterText({ name, label }: FilterProps) {
  const { query } = useRender()
  return (
    <div className="kern-form-input nl-grow">
      <label className="kern-label" htmlFor={`filter-${name}`}>
        {label}
      </label>
      <input
        className="kern-form-input__input"
        id={`filter-${name}`}
        name={name}
        type="search"
        defaultValue={query.get(name) ?? ''}
        autoComplete="off"
      />
    </div>
  )
}

/** A day, typed. Read it with readTypedDay; what is no day comes back as it was typed, marked as wrong. */
export function FilterDay({ name, label, wrong }: FilterProps & { wrong?: boolean }) {
  const { t, query } = useRender()
  return (
    <div className="kern-form-input">
      <label className="kern-label" htmlFor={`filter-${name}`}>
        {label}
      </label>
      <input
        className={`kern-form-input__input nl-input--m${wrong ? ' kern-form-input__input--error' : ''}`}
        id={`filter-${name}`}
        name={name}
        type="text"
        inputMode="numeric"
        placeholder={t('filter.day')}
        defaultValue={query.get(name) ?? ''}
        autoComplete="off"
        aria-invalid={wrong || undefined}
      />
    </div>
  )
}
