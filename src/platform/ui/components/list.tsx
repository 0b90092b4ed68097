import type { ReactNode } from 'react'
import type { Day } from '../../../kernel/day.ts'
import { useRender } from '../context.tsx'
import { Mark, type StateKind } from './state.tsx'
import { Meta } from './text.tsx'

export interface ListItem {
  readonly key: string
  readonly content: ReactNode
  /** The small line under it. */
  readonly meta?: ReactNode
  /** What is more than a line, such as a list that unfolds. */
  readonly below?: ReactNode
}

/** A short list in a column: entries divided by hairlines. */
export function List({ items }: { items: readonly ListItem[] }) {
  if (items.length === 0) return null
  return (
    <ul className="nl-list">
      {items.map((item) => (
        <li key={item.key}>
          {item.content}
          {item.meta && <Meta>{item.meta}</Meta>}
          {item.below}
        </li>
      ))}
    </ul>
  )
}

export interface DatedItem extends ListItem {
  /** A day, or a month as `2026-07`. */
  readonly on: Day | string
}

/** What is due, or what happened: the date first. The year is shown where it is not this year, or always with `years`. */
export function DatedList({ items, years }: { items: readonly DatedItem[]; years?: boolean }) {
  const { format, today } = useRender()
  if (items.length === 0) return null
  const year = today.slice(0, 4)
  const shown = (on: string) =>
    on.length === 7
      ? on.startsWith(year)
        ? format.monthName(on)
        : format.month(on)
      : on.startsWith(year) && !years
        ? format.dayShort(on as Day)
        : format.day(on as Day)
  return (
    <ul className="nl-list">
      {items.map((item) => (
        <li key={item.key} className="nl-dated">
          <time dateTime={item.on}>{shown(item.on)}</time>
          <div>
            {item.content}
            {item.meta && <Meta>{item.meta}</Meta>}
            {item.below}
          </div>
        </li>
      ))}
    </ul>
  )
}

export interface MarkedItem extends ListItem {
  /** The shape says the state; the words in the small line say it too. */
  readonly mark: StateKind
  /** At the end of the line: a link. */
  readonly aside?: ReactNode
}

/** Steps of a thing with the shape of their state in front, in order. */
export function MarkedList({ items }: { items: readonly MarkedItem[] }) {
  if (items.length === 0) return null
  return (
    <ol className="nl-marked">
      {items.map((item) => (
        <li key={item.key}>
          <Mark kind={item.mark} />
          <div>
            {item.content}
            {item.meta && <Meta>{item.meta}</Meta>}
            {item.below}
          </div>
          {item.aside && <div className="nl-meta">{item.aside}</div>}
        </li>
      ))}
    </ol>
  )
}

export interface HistoryEntry {
  readonly key: string
  /** When it was recorded: milliseconds since 1970 or a Date. */
  readonly at: number | Date
  readonly who: string
  readonly what: ReactNode
  /** What exactly changed, value before and value after. */
  readonly changes?: readonly { readonly field: string; readonly before: ReactNode; readonly after: ReactNode }[]
}

/** Who changed what and when, newest first. */
export function History({ entries }: { entries: readonly HistoryEntry[] }) {
  const { t, format } = useRender()
  return (
    <ol className="nl-list nl-history">
      {entries.map((entry) => (
        <li key={entry.key}>
          {entry.what}
          <Meta parts={[<bdi key="who">{entry.who}</bdi>, format.instant(entry.at)]} />
          {entry.changes && entry.changes.length > 0 && (
            <ul className="nl-history__changes">
              {entry.changes.map((change) => (
                <li key={change.field}>
                  {change.field}: <span className="nl-muted">{change.before || t('history.empty')}</span>{' '}
                  <span className="kern-icon kern-icon--arrow-forward" aria-hidden="true" />
                  <span className="kern-sr-only"> {t('history.becomes')} </span> {change.after || t('history.empty')}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}
