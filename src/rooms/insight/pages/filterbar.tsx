import type { Month } from '../../../kernel/period.ts'
import { FilterBar, FilterSelect, Link, Note, type Option, Stack, useRender } from '../../../platform/ui/index.ts'
import { activeParts, type Filter, type FilterPart, presets, printFilter, without } from '../domain/filter.ts'
import { spanOf } from '../domain/span.ts'
import type { Sheet } from '../sheet.ts'
import type { View } from '../view.ts'

/** The filters in one line above the figures, and what is narrowed; on phones a link to the page of the filters instead of the line. */
export function SituationFilter({ view, without: absent = [] }: FilterProps) {
  const { t, path } = useRender()
  const { directory, filter, groups } = view
  const several = t('insight.filter.towns-chosen', { count: filter.towns.length })
  const periods = usePeriods(view)
  return (
    <Stack gap="s">
      <div className="nl-wide-only">
        <FilterBar label={t('insight.filter.label')}>
          <FilterSelect
            name="period"
            label={t('insight.filter.period')}
            options={periods}
            value={typeof filter.period === 'object' ? 'months' : filter.period}
          />
          {typeof filter.period === 'object' && (
            <>
              <input type="hidden" name="from" value={filter.period.from} />
              <input type="hidden" name="to" value={filter.period.to} />
            </>
          )}
          {directory.towns.size > 1 && (
            <FilterSelect
              name="town"
              label={t('insight.filter.town')}
              empty={t('insight.filter.whole-district')}
              options={[...severalTowns(view, several), ...townOptions(view)]}
              value={filter.towns.join(',')}
            />
          )}
          {groups.size > 1 && (
            <FilterSelect
              name="group"
              label={t('insight.filter.group')}
              empty={t('insight.filter.all-groups')}
              options={optionsOf(groups)}
              value={filter.group ?? ''}
            />
          )}
          {directory.jurisdictions.size > 1 && !absent.includes('jurisdiction') && (
            <FilterSelect
              name="jurisdiction"
              label={t('insight.filter.jurisdiction')}
              empty={t('insight.filter.all-jurisdictions')}
              options={optionsOf(directory.jurisdictions)}
              value={filter.jurisdiction ?? ''}
            />
          )}
        </FilterBar>
      </div>
      <div className="nl-row nl-noprint">
        <ActiveFilters view={view} />
        <Link to={path + printFilter(filter, { view: 'filter' })}>
          <span className="nl-wide-only">{t('insight.filter.more')}</span>
          <span className="nl-narrow-only">{t('insight.filter.open')}</span>
        </Link>
      </div>
      <UnusedNote view={view} />
    </Stack>
  )
}

interface FilterProps {
  readonly view: Omit<View<Sheet>, 'figures'>
  /** Filters that make no sense on this page. */
  readonly without?: readonly FilterPart[]
}

export function optionsOf(names: ReadonlyMap<string, string>): Option[] {
  return [...names].map(([value, label]) => ({ value, label }))
}

export function townOptions(view: Pick<View<Sheet>, 'directory'>): Option[] {
  return [...view.directory.towns.values()].map(({ key, name }) => ({ value: key, label: name }))
}

function severalTowns({ filter }: Pick<View<Sheet>, 'filter'>, label: string): Option[] {
  return filter.towns.length > 1 ? [{ value: filter.towns.join(','), label }] : []
}

/** The presets with the months they mean, and the reader's own months when there are any. */
export function usePeriods({ filter, span }: Pick<View<Sheet>, 'filter' | 'span'>): Option[] {
  const names = usePeriodNames()
  const own = typeof filter.period === 'object' ? [{ value: 'months', label: names(filter, span) }] : []
  return [...presets.map((preset) => ({ value: preset as string, label: names({ period: preset }, span) })), ...own]
}

function usePeriodNames() {
  const { t, format } = useRender()
  return ({ period }: Pick<Filter, 'period'>, span: View<Sheet>['span']): string => {
    if (typeof period === 'object') return format.range(format.month(period.from), format.month(period.to))
    const { period: days } = spanOf(period, span.asOf)
    const year = days.to.slice(0, 4)
    if (period === 'this-year')
      return days.to.endsWith('-12-31')
        ? t('insight.filter.whole-year', { year })
        : t('insight.filter.this-year', { year, month: format.monthName(days.to.slice(0, 7) as Month) })
    return t(`insight.filter.${period}`, { year })
  }
}

/** What the view is narrowed to, each part with the way to drop it. */
function ActiveFilters({ view }: { view: Omit<View<Sheet>, 'figures'> }) {
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
  const { tenant } = useRender()
  return (
    <a className="nl-chip" href={tenant ? `/${tenant.key}${to}` : to} title={label}>
      {name} <span aria-hidden="true">✕</span>
      <span className="kern-sr-only"> {label}</span>
    </a>
  )
}

/** A part of the filter as a word: the town, the group, the months. */
export function useFilterNames(view: Omit<View<Sheet>, 'figures'>): (part: FilterPart, town?: string) => string {
  const { format } = useRender()
  const periods = usePeriodNames()
  const { directory, filter, groups, span } = view
  return (part, town) => {
    const townName = (key: string) => directory.towns.get(key)?.name ?? key
    switch (part) {
      case 'period':
        return periods(filter, span)
      case 'town':
        return town === undefined ? format.list(filter.towns.map(townName)) : townName(town)
      case 'group':
        return groups.get(filter.group ?? '') ?? ''
      case 'jurisdiction':
        return directory.jurisdictions.get(filter.jurisdiction ?? '') ?? ''
    }
  }
}

/** Says what of the address was passed over: a link may outlive a town. */
function UnusedNote({ view }: { view: Pick<View<Sheet>, 'unused'> }) {
  const { t } = useRender()
  if (view.unused.length === 0) return null
  return (
    <Note kind="attention">
      <p>{t('insight.filter.unused-title')}</p>
      <ul>
        {view.unused.map(({ part, value, reason }) => (
          <li key={part + value}>
            {t(`insight.filter.unused.${reason}`, { part: t(`insight.filter.${part}`), value })}
          </li>
        ))}
      </ul>
    </Note>
  )
}
