import { ANY } from '../../../../engine/index.ts'
import { Link, MarkedList, Section, Strong, Text, useRender } from '../../../../platform/ui/index.ts'
import type { GapsSheet } from '../figures.ts'
import { printGapFilter } from '../filter.ts'
import type { GapView } from '../view.ts'
import { gapPath, gapWords } from './words.ts'

/** On the Lagebild: the first of the ranking. */
const most = 3

/** "Wo etwas fehlt" beside the hurdles, so that both stand in one picture. */
export function ShortGaps({ view }: { view: GapView<GapsSheet> }) {
  const { t } = useRender()
  const words = gapWords(view, t)
  const rows = view.figures.table.tables.cells.rows.filter(({ unmetDays }) => unmetDays > 0).slice(0, most)
  return (
    <Section
      title={t('insight.gaps.short.title')}
      aside={<Link to={`/gaps${printGapFilter(view.filter)}`}>{t('insight.gaps.short.all')}</Link>}
      id="gaps"
    >
      {rows.length === 0 ? (
        <Text>{t('insight.gaps.short.none')}</Text>
      ) : (
        <MarkedList
          items={rows.map((row) => ({
            key: [row.topic, row.level, row.town, row.region, row.group, row.language].join(),
            mark: 'attention' as const,
            content: (
              <>
                <Link to={gapPath(row, view)}>{words.topic(row.topic)}</Link>{' '}
                <Strong>{t('insight.gaps.short.days', { days: row.unmetDays })}</Strong>
              </>
            ),
            meta: [
              words.place(row),
              row.group !== ANY && words.group(row.group),
              row.language !== ANY && row.language !== null && words.language(row.language),
              t('insight.gaps.short.unmet', { unmet: row.needs - row.met, needs: row.needs }),
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      )}
    </Section>
  )
}
