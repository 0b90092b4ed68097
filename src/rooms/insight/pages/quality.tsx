import {
  type Description,
  DescriptionList,
  Details,
  List,
  Path,
  Section,
  useRender,
} from '../../../platform/ui/index.ts'
import type { InterfaceSheet } from '../figures/interface.ts'
import type { SituationSheet } from '../figures/situation.ts'
import type { View } from '../view.ts'
import { sidesOf } from './names.ts'

/** How far the figures can be trusted: who reported, how late, what is missing or cannot be true. */
export function Quality({ view }: { view: View<SituationSheet | InterfaceSheet> }) {
  const { t, format } = useRender()
  const { source, tables } = view.figures.table
  const quality = tables.quality.rows[0]
  if (!quality) return null
  const all = source.population
  const staleCount = tables.stale.rows.reduce((sum, row) => sum + row.handOvers, 0)
  const share = (count: number) => (all === 0 ? 0 : count / all)
  const items: readonly Description[] = [
    {
      term: t('insight.quality.one-sided'),
      value: t('insight.quality.one-sided-value', { count: quality.senderOnly, all, share: share(quality.senderOnly) }),
    },
    {
      term: t('insight.quality.estimated'),
      value: t('insight.quality.estimated-value', { count: quality.estimated, all, share: share(quality.estimated) }),
    },
    {
      term: t('insight.quality.entry'),
      value:
        quality.entryDays === null ? (
          t('insight.quality.entry-none')
        ) : (
          <>
            {t('insight.quality.entry-value', { days: quality.entryDays, measured: quality.entryMeasured })}{' '}
            {quality.incompleteFrom !== null &&
              t('insight.quality.entry-incomplete', { month: format.month(quality.incompleteFrom) })}
          </>
        ),
    },
    {
      term: t('insight.quality.stale'),
      value: (
        <>
          {t('insight.quality.stale-value', { count: staleCount })}
          {tables.stale.rows.length > 1 && <StaleList view={view} />}
        </>
      ),
    },
    {
      term: t('insight.quality.dates'),
      value:
        quality.negative + quality.undated === 0
          ? t('insight.quality.dates-none')
          : t('insight.quality.dates-value', { negative: quality.negative, undated: quality.undated }),
    },
    {
      term: t('insight.quality.place'),
      value: t('insight.quality.place-value', { count: quality.unknownPlace }),
    },
  ]
  return (
    <Section title={t('insight.quality.title')} id="quality">
      <DescriptionList items={items} />
    </Section>
  )
}

function StaleList({ view }: { view: View<SituationSheet | InterfaceSheet> }) {
  const { t } = useRender()
  return (
    <Details summary={t('insight.quality.stale-where')}>
      <List
        items={view.figures.table.tables.stale.rows.map((row) => ({
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
