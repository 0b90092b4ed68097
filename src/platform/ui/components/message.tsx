import { type ReactNode, useId } from 'react'
import { useRender } from '../context.tsx'
import { Link } from './link.tsx'

/** Why there is nothing, and what comes next. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="nl-empty">
      <strong>{title}</strong>
      {children}
    </div>
  )
}

const alerts = {
  info: ['kern-alert kern-alert--info nl-alert', 'kern-icon kern-icon--info'],
  success: ['kern-alert kern-alert--success nl-alert', 'kern-icon kern-icon--success'],
  warning: ['kern-alert kern-alert--warning nl-alert', 'kern-icon kern-icon--warning'],
  danger: ['kern-alert kern-alert--danger nl-alert', 'kern-icon kern-icon--danger'],
} as const

export interface AlertProps {
  readonly kind: keyof typeof alerts
  readonly title: ReactNode
  readonly children?: ReactNode
}

/**
 * A message about the whole page. `danger` only for an error of the person reading or of the program, on the page that came
 * back because of it: it begins there, as a form does that lists its errors.
 */
export function Alert({ kind, title, children }: AlertProps) {
  const [box, icon] = alerts[kind]
  const heading = useId()
  return (
    <section
      className={box}
      aria-labelledby={heading}
      {...(kind === 'danger' && { role: 'alert', tabIndex: -1, autoFocus: true })}
    >
      <div className="kern-alert__header">
        <span className={icon} aria-hidden="true" />
        <h2 className="kern-title" id={heading}>
          {title}
        </h2>
      </div>
      {children && <div className="kern-alert__body">{children}</div>}
    </section>
  )
}

/** A remark beside the content, quieter than an alert. */
export function Note({ kind, children }: { kind?: 'info' | 'attention'; children: ReactNode }) {
  const classes = { info: 'nl-note nl-note--info', attention: 'nl-note nl-note--warn' }
  return <div className={kind ? classes[kind] : 'nl-note'}>{children}</div>
}

/**
 * After a form was sent: `?done=<word>` in the address names what happened, `texts` holds the key of the sentence for each
 * word. An address with another word shows nothing, so nobody can put words into the page.
 */
export function ConfirmationNote({ texts }: { texts: Readonly<Record<string, string>> }) {
  const { t, query } = useRender()
  const done = query.get('done')
  const key = done !== null && Object.hasOwn(texts, done) ? texts[done] : undefined
  if (!key) return null
  return (
    <div className="nl-done nl-noprint" role="status">
      <span className="kern-icon kern-icon--success" aria-hidden="true" /> {t(key)}
    </div>
  )
}

/** Nothing found under these filters: offers to drop the last of them. */
export function NothingFound({ last, to }: { last: string; to: string }) {
  const { t } = useRender()
  return (
    <Empty title={t('filter.nothing')}>
      <Link to={to}>{t('filter.drop', { filter: last })}</Link>
    </Empty>
  )
}
