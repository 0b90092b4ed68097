import { Fragment, type ReactNode } from 'react'
import type { Page } from '../../../platform/http/index.ts'
import type { Translate } from '../../../platform/i18n/index.ts'
import { createFormat } from '../../../platform/i18n/index.ts'
import { Columns, Empty, Link, Stack, useRender } from '../../../platform/ui/index.ts'
import { activeParts, printFilter, without } from '../domain/filter.ts'
import { type Sentence, situationLead } from '../domain/sentences.ts'
import type { SituationSheet } from '../figures/situation.ts'
import { ReleaseActions } from '../gate/pages/actions.tsx'
import type { View } from '../view.ts'
import { NoRecords } from './empty.tsx'
import { SituationFilter } from './filterbar.tsx'
import { useFilterNames } from './filternames.ts'
import { Hurdles } from './hurdles.tsx'
import { LostBar } from './lostbar.tsx'
import { sidesInSentence } from './names.ts'
import { Quality, situationCounts } from './quality.tsx'
import { plain, Sentences } from './sentence.tsx'
import { Signals } from './signals.tsx'
import { SourceTrail } from './source.tsx'
import { TownMap } from './townmap.tsx'

/** The page a coordinator opens in the morning: what costs people most right now, in a sentence, then why and how sure. */
export function situationPage(
  view: View<SituationSheet>,
  due: readonly ReactNode[],
  missing: ReactNode,
  t: Translate,
): Page {
  const sentences = leadOf(view, t)
  return {
    title: plain(t, sentences),
    name: t('insight.title'),
    headline: <Sentences sentences={sentences} />,
    meta: <SituationMeta view={view} />,
    wide: true,
    body: <Situation view={view} due={due} missing={missing} />,
  }
}

function leadOf(view: View<SituationSheet>, t: Translate): readonly Sentence[] {
  const { filter, directory, figures } = view
  if (view.recordsFrom === null) return [{ key: 'lead.no-records', values: {} }]
  const towns = filter.towns.map((town) => directory.towns.get(town)?.name ?? town)
  // "Familien, SGB II: In Hasselbeck verursachen …": what follows holds for them only.
  const scope = [
    filter.group !== null && (view.groups.get(filter.group) ?? filter.group),
    filter.jurisdiction !== null && (directory.jurisdictions.get(filter.jurisdiction) ?? filter.jurisdiction),
  ].filter((part) => part !== false)
  const lead = situationLead(
    figures.table.tables.hurdles.rows.map((row) => ({
      ...sidesInSentence(directory, row.interface, t.locale),
      handOvers: row.handOvers,
      lostDays: row.lostDays,
      waitingDays: row.waitingDays,
      hasTarget: row.agreed,
      rank: { first: row.rankFirst ?? 1, last: row.rankLast ?? 1 },
    })),
    towns.length > 0 && towns.length <= 3 ? createFormat(t.locale).list(towns) : '',
  )
  return scope.length === 0 ? lead : [{ key: 'lead.scope', values: { of: scope.join(', ') } }, ...lead]
}

/** What, as of when, period, area: the line above the headline. */
function SituationMeta({ view }: { view: View<SituationSheet> }) {
  const { t, format } = useRender()
  const names = useFilterNames(view)
  const { filter, span, directory } = view
  return [
    t('insight.title'),
    t('insight.as-of', { day: format.day(span.asOf) }),
    t('insight.period', { period: format.period(span.period.from, span.period.to) }),
    filter.towns.length > 0 ? names('town') : t('insight.area', { towns: directory.towns.size }),
    filter.group !== null && names('group'),
    filter.jurisdiction !== null && names('jurisdiction'),
  ]
    .filter(Boolean)
    .join(' · ')
}

interface SituationProps {
  readonly view: View<SituationSheet>
  readonly due: readonly ReactNode[]
  /** The first gaps, "Wo etwas fehlt"; null where no need is on record. */
  readonly missing: ReactNode
}

function Situation({ view, due, missing }: SituationProps) {
  const { tables } = view.figures.table
  const nothing = tables.district.rows[0]?.handOvers === 0
  return (
    <Stack gap="l">
      {view.recordsFrom !== null && <SituationFilter view={view} />}
      {view.recordsFrom === null ? (
        <NoRecords view={view} />
      ) : nothing ? (
        <NoHits view={view} />
      ) : (
        <Figures view={view} due={due} missing={missing} />
      )}
      {(view.recordsFrom === null || nothing) && <Due panels={[missing, ...due]} />}
    </Stack>
  )
}

/** What is due in higher rooms, which fill the slot `insight.start`. */
function Due({ panels }: { panels: readonly ReactNode[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
  return panels.map((panel, index) => <Fragment key={index}>{panel}</Fragment>)
}

function Figures({ view, due, missing }: SituationProps) {
  const { t } = useRender()
  return (
    <>
      <LostBar view={view} />
      <Columns kind="side">
        <Stack gap="l">
          <Hurdles view={view} />
          <SourceTrail
            untargeted={view.figures.table.tables.hurdles.rows.some((row) => row.withoutTarget > 0)}
            view={view}
            more={[
              { term: t('insight.source.lost-rule'), value: t('insight.source.lost-rule-value') },
              { term: t('insight.source.rank-rule'), value: t('insight.source.rank-rule-value') },
            ]}
            files={[
              { name: 'hurdles.csv', label: t('insight.files.hurdles') },
              { name: 'months.csv', label: t('insight.files.months') },
              { name: 'towns.csv', label: t('insight.files.towns') },
            ]}
          />
          <ReleaseActions filter={view.filter} />
        </Stack>
        <Stack gap="l">
          <Due panels={due} />
          {missing}
          <Signals view={view} />
          <TownMap view={view} />
          <Quality view={view} counts={situationCounts(view)} />
        </Stack>
      </Columns>
    </>
  )
}

/** Nothing under this filter: offers to drop its last part. */
function NoHits({ view }: { view: View<SituationSheet> }) {
  const { t, path } = useRender()
  const names = useFilterNames(view)
  const last = activeParts(view.filter).at(-1)
  return (
    <Empty title={t('insight.filter.no-hits')}>
      {last && (
        <Link to={path + printFilter(without(view.filter, last))}>
          {t('insight.filter.drop', { name: names(last) })}
        </Link>
      )}
    </Empty>
  )
}
