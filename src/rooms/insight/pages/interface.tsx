import type { Page } from '../../../platform/http/index.ts'
import { createFormat, type Translate } from '../../../platform/i18n/index.ts'
import { Columns, type Fact, Facts, Link, Path, Stack, useRender } from '../../../platform/ui/index.ts'
import { fromOffice, toOffice } from '../domain/german.ts'
import { compare, fewCases, interfaceLead, type Sentence } from '../domain/sentences.ts'
import type { InterfaceSheet } from '../figures/interface.ts'
import type { View } from '../view.ts'
import { AnswerTime } from './answer.tsx'
import { SituationFilter } from './filterbar.tsx'
import { TownFunnel } from './funnel.tsx'
import { sidesInSentence, sidesOf } from './names.ts'
import { interfaceCounts, Quality } from './quality.tsx'
import { Reasons } from './reasons.tsx'
import { plain, Sentences } from './sentence.tsx'
import { SinceWhen } from './sincewhen.tsx'
import { SourceTrail } from './source.tsx'
import { Targets, useTargetText } from './targets.tsx'
import { Towns } from './towns.tsx'
import { Waits } from './waits.tsx'

export type InterfaceView = View<InterfaceSheet> & { readonly key: string }

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

export function rowOf(view: InterfaceView) {
  const row = view.figures.table.tables.hurdle.rows[0]
  if (!row) throw new Error('the sheet of an interface has one row')
  return row
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
          <SinceWhen view={view} />
          <TownFunnel view={view} />
          {row.agreed ? <Reasons view={view} /> : <Towns view={view} />}
        </Columns>
      )}
      <Columns kind="equal">
        {row.handOvers > 0 && row.agreed && <Towns view={view} />}
        <Stack gap="l">
          {row.handOvers > 0 && <AnswerTime view={view} />}
          <Targets view={view} />
          {row.handOvers > 0 && <Quality view={view} counts={interfaceCounts(view)} />}
        </Stack>
      </Columns>
      {source}
    </Stack>
  )
}

/** The line of figures, each with what it is measured against. */
function InterfaceFacts({ view }: { view: InterfaceView }) {
  const { t, format } = useRender()
  const row = rowOf(view)
  const days = row.agreed ? row.lostDays : row.waitingDays
  const comparison = compare(days, row.previousKnown ? row.previousDays : null)
  const few = row.handOvers < fewCases
  const narrowed = view.filter.towns.length > 0 || view.filter.group !== null
  const facts: readonly (Fact | false)[] = [
    {
      label: t('insight.interface.hand-overs'),
      value: format.number(row.handOvers),
      beside: t('insight.interface.hand-overs-beside', { arrived: row.arrived }),
    },
    row.agreed
      ? {
          label: t('insight.interface.lost'),
          value: format.number(row.lostDays),
          beside: t('insight.interface.lost-beside', {
            share: row.shareOfAll,
            whole: t(narrowed ? 'insight.interface.selection' : 'insight.interface.district'),
          }),
        }
      : {
          label: t('insight.interface.waiting'),
          value: format.number(row.waitingDays),
          beside: t('insight.interface.waiting-beside'),
        },
    row.agreed &&
      row.target !== null && {
        label: t('insight.interface.kept', { days: row.target }),
        value: row.keptShare === null ? '–' : format.percent(row.keptShare),
        beside:
          row.keptShare === null
            ? t('insight.interface.kept-none')
            : t('insight.interface.kept-beside', { kept: row.kept, judged: row.judged }),
      },
    {
      label: t('insight.interface.tenth'),
      value: row.p90 === null || few ? '–' : t('insight.interface.tenth-days', { days: Math.round(row.p90) }),
      beside: few
        ? t('insight.interface.tenth-few')
        : row.p90 === null
          ? t('insight.interface.tenth-unknown')
          : row.median !== null && t('insight.interface.tenth-beside', { median: Math.round(row.median) }),
    },
    comparison.kind === 'unknown'
      ? {
          label: t('insight.interface.previous'),
          value: t('insight.interface.previous-none'),
          beside:
            view.recordsFrom && t('insight.interface.previous-none-beside', { month: format.month(view.recordsFrom) }),
          words: true,
        }
      : {
          label: t('insight.interface.previous'),
          value: 'share' in comparison ? format.change(comparison.share) : t(`insight.compare.${comparison.kind}`),
          beside: t('insight.interface.previous-beside', { agreed: row.agreed ? 'yes' : 'no', days: row.previousDays }),
          words: !('share' in comparison),
        },
    {
      label: t('insight.interface.open'),
      value: format.number(row.open),
      beside: row.agreed
        ? t('insight.interface.open-beside', { days: row.lostOpen })
        : t('insight.interface.open-beside-waiting'),
    },
  ]
  return <Facts facts={facts.filter((fact) => fact !== false)} />
}
