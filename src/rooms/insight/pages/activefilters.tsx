import { address, Link, useRender } from '../../../platform/ui/index.ts'
import { activeParts, printFilter, without } from '../domain/filter.ts'
import type { Sheet } from '../sheet.ts'
import type { View } from '../view.ts'
import { useFilterNames } from './filternames.ts'

/** What the view is narrowed to, each part with the way to drop it. */
export function ActiveFilters({ view }: { view: Omit<View<Sheet>, 'figures'> }) {
  const { t, path } = useRender()
  const names = useFilterNames(view)
  const parts = activeParts(view.filter).flatMap((part) =>
    part === 'town'
      ? view.filter.towns.map((town) => ({
          key: town,
          name: names('town', town),
          to: without(view.filter, 'town', town),
        }))
      : [{ key: part, name: names(part), to: without(view.filter, part) }],
  )
  if (parts.length === 0) return null
  return (
    <nav className="nl-row" aria-label={t('insight.filter.active')}>
      <ul className="nl-chips">
        {parts.map(({ key, name, to }) => (
          <li key={key}>
            <Chip to={path + printFilter(to)} name={name} label={t('insight.filter.drop', { name })} />
          </li>
        ))}
      </ul>
      {parts.length > 1 && <Link to={path}>{t('insight.filter.reset')}</Link>}
    </nav>
  )
}

function Chip({ to, name, label }: { to: string; name: string; label: string }) {
  const context = useRender()
  return (
    <a className="nl-chip" href={address(context, to)} title={label}>
      {name} <span aria-hidden="true">✕</span>
      <span className="kern-sr-only"> {label}</span>
    </a>
  )
}
