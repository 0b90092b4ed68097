import type { ReactNode } from 'react'
import { address, useRender } from '../context.tsx'

const looks = {
  primary: 'kern-btn kern-btn--primary',
  secondary: 'kern-btn kern-btn--secondary',
  tertiary: 'kern-btn kern-btn--tertiary',
  /** In the row of a table: no taller than the line, with the looks of a link. */
  row: 'nl-link nl-rowbtn',
} as const

export type ButtonLook = keyof typeof looks

export interface ButtonProps {
  readonly children: ReactNode
  readonly look?: ButtonLook
  /** Sent with the form, when several buttons mean different things. */
  readonly name?: string
  readonly value?: string
  /** Sends the form without the browser's own checks: drafts, cancel. */
  readonly unchecked?: boolean
  /** Where this button posts to, when not where its form does. */
  readonly action?: string
}

/** A button that sends a form. At most one primary on a page. */
export function Button({ children, look = 'primary', name, value, unchecked, action }: ButtonProps) {
  const context = useRender()
  return (
    <button
      className={looks[look]}
      type="submit"
      name={name}
      value={value}
      formNoValidate={unchecked}
      formAction={action && address(context, action)}
    >
      {look === 'row' ? children : <span className="kern-label">{children}</span>}
    </button>
  )
}

/** A link that looks like a button: the way to a form, never an action itself. */
export function ButtonLink({ to, children, look = 'primary' }: { to: string; children: ReactNode; look?: ButtonLook }) {
  const context = useRender()
  return (
    <a className={looks[look]} href={address(context, to)}>
      <span className="kern-label">{children}</span>
    </a>
  )
}

export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="kern-btn-wrapper">{children}</div>
}
