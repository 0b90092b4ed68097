import { FilterBar, FilterSelect, Link, Note, type Option, Stack, useRender } from '../../../platform/ui/index.ts'
import { type FilterPart, printFilter } from '../domain/filter.ts'
import type { Sheet } from '../sheet.ts'
import type { View } from '../view.ts'
import { ActiveFilters } from './activefilters.tsx'
import { usePeriods } from './filternames.ts'

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
