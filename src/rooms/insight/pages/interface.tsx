import type { Page } from '../../../platform/http/index.ts'
import { createFormat, type Translate } from '../../../platform/i18n/index.ts'
import { Columns, Link, Path, Stack, useRender } from '../../../platform/ui/index.ts'
import { fromOffice, toOffice } from '../domain/german.ts'
import { interfaceLead, type Sentence } from '../domain/sentences.ts'
import { ReleaseActions } from '../gate/pages/actions.tsx'
import { AnswerTime } from './answer.tsx'
import { ControlledMonths } from './controlled.tsx'
import { SituationFilter } from './filterbar.tsx'
import { TownFunnel } from './funnel.tsx'
import { InterfaceFacts } from './interfacefacts.tsx'
import { type InterfaceView, rowOf } from './interfaceview.ts'
import { sidesInSentence, sidesOf } from './names.ts'
import { interfaceCounts, Quality } from './quality.tsx'
import { Reasons } from './reasons.tsx'
import { plain, Sentences } from './sentence.tsx'
import { SinceWhen } from './sincewhen.tsx'
import { SourceTrail } from './source.tsx'
import { Targets, useTargetText } from './targets.tsx'
import { Towns } from './towns.tsx'
import { Waits } from './waits.tsx'

/** The page of one interface: how long people wait, since when, where more than chance explains, and why. */
export function interfacePage(view: InterfaceView, t: Translate): Page {
  const sentences = leadOf(view, t)
  const { from, to } = sidesOf(view.directory, view.key)
  return {
    title: plain(t, sentences),
    name: t('insight.pair', { from, to }),
    headline: <Sentences sentences={sentences} />,
    crumbs: [
      { label: t('insight.title'), path: '/situation' },
      { label: t('insight.interfaces'), path: '/interfaces' },
    ],
    meta: <InterfaceMeta view={view} />,
    wide: true,
    body: <Interface view={view} />,
  }
}

function leadOf(view: InterfaceView, t: Translate): readonly Sentence[] {
  const row = rowOf(view)
  const { from, to } = sidesOf(view.directory, view.key)
  const german = t.locale === 'de'
  const phrase = german ? { from: fromOffice(from), to: toOffice(to) } : { from, to }
  const change = view.figures.table.tables.changes.rows.at(-1)
  const format = createFormat(t.locale)
  const recent = change && change.month.slice(0, 4) === view.span.asOf.slice(0, 4)
  return interfaceLead({
    phrase: phrase.from !== undefined && phrase.to !== undefined ? (phrase as { from: string; to: string }) : undefined,
    ...sidesInSentence(view.directory, view.key, t.locale),
    handOvers: row.handOvers,
    arrived: row.arrived,
    median: row.median === null ? null : Math.round(row.median),
    target: row.target,
    change: change
      ? { month: recent ? format.monthName(change.month) : format.month(change.month), slower: change.longer }
      : null,
  })
}

function InterfaceMeta({ view }: { view: InterfaceView }) {
  const { t, format } = useRender()
  const row = rowOf(view)
  const entry = view.directory.interfaces.get(view.key)
  const side = (label: string, law: string | null) => (law ? t('insight.interface.side', { label, law }) : label)
  const all = view.figures.table.tables.ranked.rows[0]?.interfaces ?? 0
  const { from, to } = sidesOf(view.directory, view.key)
  const [first, last] = [row.rankFirst ?? row.place, row.rankLast ?? row.place]
  return (
    <>
      {row.place === null
        ? t('insight.interface.no-rank')
        : !row.agreed
          ? t('insight.interface.rank-waiting', { place: row.place, all })
          : first === last
            ? t('insight.interface.rank', { place: row.place, all })
            : t('insight.interface.rank-tied', { first: first ?? 0, last: last ?? 0, all })}
      {' · '}
      {t('insight.interface.kind')}{' '}
      <Path from={side(from, entry?.fromLaw ?? null)} to={side(to, entry?.toLaw ?? null)} />
      {' · '}
      {t('insight.as-of', { day: format.day(view.span.asOf) })}
      {' · '}
      {format.period(view.span.period.from, view.span.period.to)}
    </>
  )
}

function Interface({ view }: { view: InterfaceView }) {
  const { t, may } = useRender()
  const row = rowOf(view)
  const targetText = useTargetText(view)
  const source = (
    <SourceTrail
      untargeted={view.figures.table.tables.hurdle.rows.some((row) => row.withoutTarget > 0)}
      view={view}
      more={[
        { term: t('insight.source.target'), value: targetText },
        { term: t('insight.source.lost-rule'), value: t('insight.source.lost-rule-value') },
        { term: t('insight.source.rank-rule'), value: t('insight.source.rank-rule-value') },
      ]}
      files={[
        { name: 'waits.csv', label: t('insight.files.waits') },
        { name: 'months.csv', label: t('insight.files.months') },
        { name: 'chart.csv', label: t('insight.files.chart') },
        { name: 'funnel.csv', label: t('insight.files.funnel') },
        { name: 'reasons.csv', label: t('insight.files.reasons') },
        { name: 'towns.csv', label: t('insight.files.towns') },
      ]}
      aside={
        may('network.read') && <Link to={`/network/interfaces/${view.key}`}>{t('insight.interface.catalogue')}</Link>
      }
    />
  )
  return (
    <Stack gap="l">
      <SituationFilter view={view} without={['jurisdiction']} />
      {row.handOvers > 0 && <InterfaceFacts view={view} />}
      {row.handOvers > 0 && (
        <Columns kind="equal">
          <Waits view={view} />
          <TownFunnel view={view} />
          <SinceWhen view={view} />
          <ControlledMonths view={view} />
          {row.agreed && <Reasons view={view} />}
          <Towns view={view} />
        </Columns>
      )}
      <Columns kind="equal">
        <Stack gap="l">
          {row.handOvers > 0 && <AnswerTime view={view} />}
          <Targets view={view} />
        </Stack>
        {row.handOvers > 0 && <Quality view={view} counts={interfaceCounts(view)} />}
      </Columns>
      {source}
      {row.handOvers > 0 && <ReleaseActions filter={view.filter} interface={view.key} />}
    </Stack>
  )
}
