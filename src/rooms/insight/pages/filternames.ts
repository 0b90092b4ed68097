import type { Month } from '../../../kernel/period.ts'
import { type Option, useRender } from '../../../platform/ui/index.ts'
import { type Filter, type FilterPart, presets } from '../domain/filter.ts'
import { spanOf } from '../domain/span.ts'
import type { Sheet } from '../sheet.ts'
import type { View } from '../view.ts'

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
