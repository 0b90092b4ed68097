/** What the lists of entries have in common: how they are narrowed down, and the words for what stands in a line. */
import type { ReactNode } from 'react'
import { Alert, addressWith, FilterBar, FilterDay, FilterSelect, Link, useRender } from '../../ui/index.ts'
import type { AuditLine } from '../entries.ts'

export interface EntryFilterProps {
  readonly label: string
  readonly members: readonly { readonly value: string; readonly label: string }[]
  /** Absent where all lines are of one kind. */
  readonly events?: readonly string[]
  /** Of the fields `from` and `to` those whose text is no day. */
  readonly wrongDays: readonly string[]
  /** What only this list can be asked for. */
  readonly children?: ReactNode
}

/** Who, what and from when until when. On phones the fields come only when asked for, and the entries first. */
export function EntryFilter({ label, members, events, wrongDays, children }: EntryFilterProps) {
  const { t, query } = useRender()
  const eventName = useEventName()
  const bar = (
    <FilterBar label={label}>
      {children}
      <FilterSelect name="user" label={t('audit.who')} empty={t('audit.all')} options={members} />
      {events && (
        <FilterSelect
          name="event"
          label={t('audit.event-label')}
          empty={t('audit.all')}
          options={events.map((event) => ({ value: event, label: eventName(event) }))}
        />
      )}
      <FilterDay name="from" label={t('audit.from')} wrong={wrongDays.includes('from')} />
      <FilterDay name="to" label={t('audit.to')} wrong={wrongDays.includes('to')} />
    </FilterBar>
  )
  const typed = wrongDays.map((name) => t('audit.typed', { field: t(`audit.${name}`), typed: query.get(name) ?? '' }))
  return (
    <>
      {query.get('view') === 'filter' ? (
        bar
      ) : (
        <>
          <div className="nl-wide-only">{bar}</div>
          <p className="nl-narrow-only">
            <Link to={addressWith(query, 'view', 'filter')}>{label}</Link>
          </p>
        </>
      )}
      {wrongDays.length > 0 && (
        <Alert kind="warning" title={t('error.not-a-day')}>
          <p>{t('audit.left-out', { what: typed.join(', ') })}</p>
        </Alert>
      )}
    </>
  )
}

/** The words for an event; its code where a room has given none. */
export function useEventName() {
  const { t } = useRender()
  return (event: string) => (t.has(`audit.event.${event}`) ? t(`audit.event.${event}`) : event)
}

/** The words for a route as the audit names it: `POST /admin/mail` is a form that was sent, all else a page. */
export function useRouteName() {
  const { t } = useRender()
  return (route: string) => {
    const path = route.replace(/^[A-Z]+ /, '')
    return t(route.startsWith('POST ') ? 'audit.route-sent' : 'audit.route', { path })
  }
}

/** Who acted; a member's name leads to all that they did. */
export function Who({ line: { userId, by }, names }: { line: AuditLine; names: ReadonlyMap<string, string> }) {
  const { t, query } = useRender()
  if (!userId) return t(`audit.by.${by}`)
  return (
    <Link to={addressWith(query, 'user', userId)} quiet>
      {names.get(userId) ?? t('audit.by.gone')}
    </Link>
  )
}
