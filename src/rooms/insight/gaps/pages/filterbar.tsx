import { languageName } from '../../../../platform/i18n/index.ts'
import { FilterBar, FilterSelect, Link, Note, Stack, useRender } from '../../../../platform/ui/index.ts'
import { optionsOf, townOptions } from '../../pages/filterbar.tsx'
import { usePeriods } from '../../pages/filternames.ts'
import type { Sheet } from '../../sheet.ts'
import { noLanguage, printGapFilter } from '../filter.ts'
import type { GapView } from '../view.ts'

/** Period, town, group and language: a GET form without script. */
export function GapFilterBar({ view }: { view: Omit<GapView<Sheet>, 'figures'> }) {
  const { t, path, locale } = useRender()
  const { filter, directory, groups, languages, unused, unknownLanguage } = view
  const periods = usePeriods(view)
  const several =
    filter.towns.length > 1
      ? [{ value: filter.towns.join(','), label: t('insight.filter.towns-chosen', { count: filter.towns.length }) }]
      : []
  return (
    <Stack gap="s">
      <FilterBar label={t('insight.gaps.filter')}>
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
            options={[...several, ...townOptions(view)]}
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
        {languages.length > 0 && (
          <FilterSelect
            name="language"
            label={t('insight.gaps.language')}
            empty={t('insight.gaps.all-languages')}
            options={[
              { value: noLanguage, label: t('insight.gaps.no-language') },
              ...languages
                .map((tag) => ({ value: tag, label: languageName(tag, locale) }))
                .sort((one, other) => one.label.localeCompare(other.label, locale)),
            ]}
            value={filter.language ?? ''}
          />
        )}
      </FilterBar>
      {printGapFilter(filter) !== '' && (
        <p className="nl-noprint">
          <Link to={path}>{t('insight.filter.reset')}</Link>
        </p>
      )}
      {(unused.length > 0 || unknownLanguage !== null) && (
        <Note kind="attention">
          <p>{t('insight.filter.unused-title')}</p>
          <ul>
            {unused.map(({ part, value, reason }) => (
              <li key={part + value}>
                {t(`insight.filter.unused.${reason}`, { part: t(`insight.filter.${part}`), value })}
              </li>
            ))}
            {unknownLanguage !== null && (
              <li>
                {t('insight.filter.unused.unknown', { part: t('insight.gaps.language'), value: unknownLanguage })}
              </li>
            )}
          </ul>
        </Note>
      )}
    </Stack>
  )
}
