import type { ReactNode } from 'react'
import type { Page } from '../../../../platform/http/index.ts'
import type { Translate } from '../../../../platform/i18n/index.ts'
import { Columns, Details, Empty, Link, Section, Stack, useRender } from '../../../../platform/ui/index.ts'
import { plain, Sentences } from '../../pages/sentence.tsx'
import type { GapsSheet } from '../figures.ts'
import { printGapFilter } from '../filter.ts'
import { gapsLead } from '../sentences.ts'
import type { GapView } from '../view.ts'
import { CutOffers } from './cutoffers.tsx'
import { GapFilterBar } from './filterbar.tsx'
import { GapTable } from './gaptable.tsx'
import { NeedTowns } from './needtowns.tsx'
import { ReachMap } from './reachmap.tsx'
import { ReasonTable } from './reasontable.tsx'
import { GapSource } from './source.tsx'
import { Typology } from './typology.tsx'
import { gapWords } from './words.ts'

/** Shown at once; the rest stands folded below. */
const shown = 12

/** What is missing, for whom and where: the ranking, then which kind of topics they are, then where, then why. */
export function gapsPage(view: GapView<GapsSheet>, panels: ReactNode, t: Translate): Page {
  const sentences = leadOf(view, t)
  return {
    title: plain(t, sentences),
    name: t('insight.gaps.title'),
    headline: <Sentences sentences={sentences} />,
    meta: <Meta view={view} />,
    wide: true,
    body: <Body view={view} panels={panels} />,
  }
}

function leadOf(view: GapView<GapsSheet>, t: Translate) {
  const { cells, district } = view.figures.table.tables
  if (view.recordsFrom === null) return [{ key: 'gaps.lead.no-records', values: {} }]
  const words = gapWords(view, t)
  const ranked = cells.rows.map((row) => ({
    what: words.what(row),
    where: words.where(row),
    unmetDays: row.unmetDays,
    rank: { first: row.rankFirst ?? 1, last: row.rankLast ?? 1 },
  }))
  const { needs = 0, unmetDays = 0 } = district.rows[0] ?? {}
  return gapsLead(ranked, { needs, unmetDays })
}

function Meta({ view }: { view: GapView<GapsSheet> }) {
  const { t, format } = useRender()
  const { span, figures } = view
  const row = figures.table.tables.district.rows[0]
  return [
    t('insight.gaps.title'),
    t('insight.as-of', { day: format.day(span.asOf) }),
    t('insight.period', { period: format.period(span.period.from, span.period.to) }),
    row && t('insight.gaps.counts', { needs: row.needs, met: row.met, open: row.open, givenUp: row.givenUp }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function Body({ view, panels }: { view: GapView<GapsSheet>; panels: ReactNode }) {
  const { t, path } = useRender()
  const { cells, district } = view.figures.table.tables
  if (view.recordsFrom === null)
    return <Empty title={t('insight.gaps.no-records')}>{t('insight.gaps.no-records-next')}</Empty>
  if ((district.rows[0]?.needs ?? 0) === 0)
    return (
      <Stack gap="l">
        <GapFilterBar view={view} />
        <Empty title={t('insight.gaps.no-hits')}>
          {printGapFilter(view.filter) !== '' && <Link to={path}>{t('insight.filter.reset')}</Link>}
        </Empty>
      </Stack>
    )
  const ranked = cells.rows.filter(({ unmetDays }) => unmetDays > 0)
  return (
    <Stack gap="l">
      <GapFilterBar view={view} />
      <CutOffers view={view} />
      <Section title={t('insight.gaps.ranking')} id="gaps">
        <Stack gap="s">
          <GapTable view={view} rows={ranked.slice(0, shown)} caption={t('insight.gaps.ranking')} />
          <p className="nl-meta">{t('insight.gaps.ranking-note')}</p>
          {ranked.length > shown && (
            <Details summary={t('insight.gaps.more', { count: ranked.length - shown })}>
              <GapTable view={view} rows={ranked.slice(shown)} caption={t('insight.gaps.ranking-rest')} />
            </Details>
          )}
        </Stack>
      </Section>
      {panels}
      <Columns kind="equal">
        <Typology view={view} />
        <ReasonTable view={view} />
        <NeedTowns view={view} />
        <ReachMap view={view} />
      </Columns>
      <GapSource
        view={view}
        more={[{ term: t('insight.gaps.source.pooling'), value: t('insight.gaps.source.pooling-value') }]}
        files={[
          { name: 'cells.csv', label: t('insight.gaps.files.cells') },
          { name: 'topics.csv', label: t('insight.gaps.files.topics') },
          { name: 'towns.csv', label: t('insight.files.towns') },
          { name: 'months.csv', label: t('insight.files.months') },
          { name: 'reasons.csv', label: t('insight.files.reasons') },
          { name: 'reach.csv', label: t('insight.gaps.files.reach') },
        ]}
      />
    </Stack>
  )
}
