import { ANY } from '../../../../engine/index.ts'
import { currentKey, type Entry, labelOf } from '../../../../platform/codelists/index.ts'
import { createFormat, languageName, type Translate } from '../../../../platform/i18n/index.ts'
import type { Sheet } from '../../sheet.ts'
import { type GapFilter, noLanguage, printGapFilter } from '../filter.ts'
import type { GapView } from '../view.ts'

/** A gap as the tables have it. */
export interface NamedGap {
  readonly topic: string | null
  readonly level: string | null
  readonly town: string | null
  readonly region: string | null
  readonly group: string | null
  readonly language: string | null
}

type Known = Pick<GapView<Sheet>, 'directory' | 'filter' | 'topics' | 'reasons'>

/** The words for what the tables of gaps speak of. */
export function gapWords({ directory, filter, topics, reasons }: Known, t: Translate) {
  const nameIn = (entries: readonly Entry[], key: string | null) => {
    if (key === null) return ''
    const current = currentKey(entries, key)
    const entry = entries.find((one) => one.key === current)
    return entry ? labelOf(entry, t.locale) : key
  }
  const town = (key: string | null) =>
    key === null ? t('insight.map.unknown-town') : (directory.towns.get(key)?.name ?? key)
  const region = (key: string | null) =>
    [...directory.towns.values()].find((one) => one.region?.key === key)?.region?.name ?? key ?? ''
  const language = (tag: string | null) =>
    tag === ANY
      ? t('insight.gaps.any-language')
      : tag === null || tag === noLanguage
        ? t('insight.gaps.no-language')
        : languageName(tag, t.locale)
  const group = (name: string | null) =>
    name === ANY ? t('insight.gaps.any-group') : (name ?? t('insight.gaps.unknown-group'))
  const chosen = filter.towns.map(town)
  /** Where, as a name: the town, the region, the towns that are looked at, or the district. */
  const place = (gap: Pick<NamedGap, 'level' | 'town' | 'region'>): string =>
    gap.level === 'town'
      ? town(gap.town)
      : gap.level === 'region'
        ? region(gap.region)
        : chosen.length > 0
          ? createFormat(t.locale).list(chosen)
          : directory.district.name
  return {
    topic: (key: string | null) => nameIn(topics, key),
    reason: (key: string | null) => (key === null ? t('insight.gaps.no-reason') : nameIn(reasons, key)),
    town,
    group,
    language,
    place,
    /** "Sprache auf Kurmandschi für Familien" */
    what: (gap: NamedGap): string =>
      t('insight.gaps.what', {
        topic: nameIn(topics, gap.topic),
        hasLanguage: gap.language === ANY || gap.language === null || gap.language === noLanguage ? 'no' : 'yes',
        language: language(gap.language),
        hasGroup: gap.group === ANY || gap.group === null ? 'no' : 'yes',
        group: group(gap.group),
      }),
    /** "in Hasselbeck" */
    where: (gap: NamedGap): string =>
      t('insight.gaps.where', {
        level:
          gap.level === 'town' && gap.town === null
            ? 'unknown'
            : gap.level === 'district' && chosen.length > 0
              ? 'town'
              : (gap.level ?? 'district'),
        place: place(gap),
      }),
  }
}

/** The address of the page of one gap. */
export function gapPath(gap: NamedGap, { directory, filter }: Pick<Known, 'directory' | 'filter'>): string {
  const towns =
    gap.level === 'town'
      ? gap.town === null
        ? []
        : [gap.town]
      : gap.level === 'region'
        ? [...directory.towns.values()].filter(({ region }) => region?.key === gap.region).map(({ key }) => key)
        : filter.towns
  const narrowed: GapFilter = {
    ...filter,
    towns,
    group: gap.group === ANY ? filter.group : gap.group,
    language: gap.language === ANY ? filter.language : (gap.language ?? noLanguage),
  }
  return `/gaps/${gap.topic ?? ''}${printGapFilter(narrowed)}`
}
