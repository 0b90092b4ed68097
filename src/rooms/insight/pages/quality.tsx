import type { Day } from '../../../kernel/day.ts'
import { Details, List, type ListItem, Path, Section, Strong, useRender } from '../../../platform/ui/index.ts'
import type { InterfaceSheet } from '../figures/interface.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import { sidesOf } from './names.ts'

/** What the data lack, in numbers of hand-overs. */
interface QualityCounts {
  readonly all: number
  readonly senderOnly: number
  readonly estimated: number
  readonly stale: number
  /** Where the stale ones lie, most first; empty when there is only one place. */
  readonly staleBy: readonly { readonly interface: string; readonly handOvers: number }[]
  readonly negative: number
  readonly undated: number
  readonly unknownPlace: number
}

export function situationCounts({ figures }: View<SituationSheet>): QualityCounts {
  const { tables, source } = figures.table
  const quality = tables.quality.rows[0]
  return {
    all: source.population,
    senderOnly: quality?.senderOnly ?? 0,
    estimated: quality?.estimated ?? 0,
    stale: tables.stale.rows.reduce((sum, row) => sum + row.handOvers, 0),
    staleBy: tables.stale.rows.length > 1 ? tables.stale.rows : [],
    negative: quality?.negative ?? 0,
    undated: quality?.undated ?? 0,
    unknownPlace: quality?.unknownPlace ?? 0,
  }
}

export function interfaceCounts({ figures }: View<InterfaceSheet>): QualityCounts {
  const { tables, source } = figures.table
  const row = tables.hurdle.rows[0]
  return {
    all: source.population,
    senderOnly: row?.senderOnly ?? 0,
    estimated: row?.estimated ?? 0,
    stale: row?.stale ?? 0,
    staleBy: [],
    negative: row?.unusable ?? 0,
    undated: 0,
    unknownPlace: tables.towns.rows.find((town) => town.town === null)?.handOvers ?? 0,
  }
}

/** How far the figures can be trusted: how late entries come, who reported, what is missing or cannot be true. */
export function Quality({ view, counts }: { view: View<SituationSheet | InterfaceSheet>; counts: QualityCounts }) {
  const { t } = useRender()
  const quality = view.figures.table.tables.quality.rows[0]
  const share = useShare()
  const { all, senderOnly, estimated, stale, negative, undated, unknownPlace } = counts
  const items: readonly (ListItem | false)[] = [
    entry('entry', <EntryDelay days={quality?.entryDays ?? null} incompleteFrom={quality?.incompleteFrom ?? null} />),
    senderOnly > 0 &&
      entry(
        'one-sided',
        t('insight.quality.one-sided-value', { count: senderOnly, all, share: share(senderOnly, all) }),
      ),
    estimated > 0 &&
      entry('estimated', t('insight.quality.estimated-value', { count: estimated, all, share: share(estimated, all) })),
    stale > 0 &&
      entry(
        'stale',
        t('insight.quality.stale-value', { count: stale }),
        counts.staleBy.length > 0 && <StaleList view={view} rows={counts.staleBy} />,
      ),
    negative + undated > 0 && entry('dates', t('insight.quality.dates-value', { negative, undated })),
    unknownPlace > 0 && entry('place', t('insight.quality.place-value', { count: unknownPlace })),
  ]
  function entry(key: string, meta: ListItem['meta'], below?: ListItem['below']): ListItem {
    return { key, content: <Strong>{t(`insight.quality.${key}`)}</Strong>, meta, below }
  }
  return (
    <Section title={t('insight.quality.title')} id="quality">
      <List items={items.filter((item) => item !== false)} />
    </Section>
  )
}

/** A share in whole per cent; what would be rounded to nothing is "unter 1 %". */
function useShare(): (count: number, all: number) => string {
  const { t, format } = useRender()
  return (count, all) => {
    const share = all === 0 ? 0 : count / all
    return count > 0 && share < 0.005
      ? t('insight.quality.below-one', { one: format.percent(0.01) })
      : format.percent(share)
  }
}

function EntryDelay({ days, incompleteFrom }: { days: number | null; incompleteFrom: Day | null }) {
  const { t, format } = useRender()
  if (days === null) return t('insight.quality.entry-none')
  return (
    <>
      {t('insight.quality.entry-value', { days })}{' '}
      {incompleteFrom !== null && t('insight.quality.entry-incomplete', { month: format.month(incompleteFrom) })}
    </>
  )
}

function StaleList({ view, rows }: { view: View<SituationSheet | InterfaceSheet>; rows: QualityCounts['staleBy'] }) {
  const { t } = useRender()
  return (
    <Details summary={t('insight.quality.stale-where')}>
      <List
        items={rows.map((row) => ({
          key: row.interface,
          content: (
            <>
              <Path {...sidesOf(view.directory, row.interface)} />:{' '}
              {t('insight.quality.stale-row', { count: row.handOvers })}
            </>
          ),
        }))}
      />
    </Details>
  )
}
