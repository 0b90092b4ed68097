import { ANY } from '../../../../engine/index.ts'
import { currentKey, type Entry, labelOf } from '../../../../platform/codelists/index.ts'
import { createFormat, languageName, type Translate } from '../../../../platform/i18n/index.ts'
import type { Directory } from '../../directory.ts'
import { noLanguage } from '../../gaps/filter.ts'
import { pathText, townName } from '../../pages/names.ts'
import type { Cell } from '../guarded.ts'

/** Names by which released figures are called. */
export interface Names {
  readonly directory: Directory
  /** The district's list of hurdles: how reasons are called. */
  readonly reasons: readonly Entry[]
  /** Its list of life domains: how topics are called. */
  readonly topics: readonly Entry[]
  readonly t: Translate
}

/** Where a figure stands. */
export interface Place {
  readonly table: string
  readonly column: string
  readonly kind: string
}

export function tableTitle(name: string, t: Translate): string {
  return t.has(`insight.releases.table.${name}`) ? t(`insight.releases.table.${name}`) : name
}

export function columnTitle(name: string, t: Translate): string {
  return t.has(`insight.column.${name}`) ? t(`insight.column.${name}`) : name
}

/** What a release speaks of: the start page, one interface, or the sheet of another part. */
export function releaseTitle(
  release: { readonly name: string; readonly source: { readonly scope?: { readonly interfaces?: readonly string[] } } },
  { directory, t }: Pick<Names, 'directory' | 't'>,
): string {
  const [key] = release.source.scope?.interfaces ?? []
  if (release.name === 'interface' && key) return pathText(directory, key)
  return t.has(`insight.releases.sheet.${release.name}`) ? t(`insight.releases.sheet.${release.name}`) : release.name
}

/** A released figure in words: the value, or why there is none. */
export function cellText(cell: Cell | undefined, place: Place, names: Names): string {
  const { t } = names
  if (!cell) return ''
  if ('withheld' in cell) return t(`insight.releases.cell.${cell.withheld}`, { below: cell.below })
  return valueText(cell.value, place, names)
}

/** Whether a column says how much or when, not whom a row counts: there null is a figure that cannot be computed. */
export const isFigure = ({ kind }: Place): boolean => kind !== 'municipality' && kind !== 'kind' && kind !== 'mark'

function valueText(value: unknown, place: Place, names: Names): string {
  const { directory, t } = names
  const format = createFormat(t.locale)
  if (value === null && isFigure(place)) return '–'
  switch (place.kind) {
    case 'interface':
      return pathText(directory, String(value))
    case 'municipality':
      return placeText(value as string | null, directory, t)
    case 'month':
      return monthText(String(value), t)
    case 'waitClass':
      return t('insight.releases.from-day', { day: value as number })
    case 'kind':
      return kindText(value as string | null, place, names)
    case 'mark':
      return t(value ? 'insight.csv.yes' : 'insight.csv.no')
    case 'share':
      return format.percent(value as number)
    case 'day':
      return format.day(value as never)
    default:
      return typeof value === 'number' ? format.number(value) : String(value)
  }
}

/** What a table has as a key, in words: from the district's lists, or from ours by column; of controlling by table. */
function kindText(value: string | null, { table, column }: Place, { reasons, topics, t }: Names): string {
  if (column === 'language') {
    if (value === ANY) return t('insight.gaps.any-language')
    return value === null || value === noLanguage ? t('insight.gaps.no-language') : languageName(value, t.locale)
  }
  if (value === null) return t('insight.releases.none-given')
  const list = { reason: reasons, topic: topics }[column]
  if (list) {
    const current = currentKey(list, value)
    const entry = list.find(({ key }) => key === current)
    return entry ? labelOf(entry, t.locale) : value
  }
  const words = `insight.releases.value.${column === 'key' ? table : column}.${value}`
  return t.has(words) ? t(words) : value
}

/** `region:nord`: the small towns of the north together; `region:*`: those that are small even so. */
function placeText(value: string | null, directory: Directory, t: Translate): string {
  if (value === null || !value.startsWith('region:')) return townName(directory, value, t('insight.map.unknown-town'))
  const key = value.slice('region:'.length)
  const region = [...directory.towns.values()].find((town) => town.region?.key === key)?.region
  return region ? t('insight.releases.rest-of', { region: region.name }) : t('insight.releases.rest')
}

function monthText(value: string, t: Translate): string {
  const [year, quarter] = value.split('-Q')
  return quarter
    ? t('insight.releases.quarter', { quarter, year: year ?? '' })
    : createFormat(t.locale).month(value as never)
}
