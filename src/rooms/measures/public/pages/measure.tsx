import { Fragment, type ReactNode } from 'react'
import { FollowLinks } from '../../../../platform/subscriptions/index.ts'
import {
  DatedList,
  DescriptionList,
  Empty,
  Meta,
  Name,
  Section,
  Stack,
  Strong,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { Measure } from '../../queries/measures.ts'
import type { PublicState, Reported } from '../queries.ts'
import { PublicStateMark } from '../words.tsx'

export interface MeasureProps {
  readonly measure: Measure
  readonly states: readonly PublicState[]
  readonly reports: readonly Reported[]
  /** What higher rooms have to say: the resolutions behind it. */
  readonly panels: readonly ReactNode[]
}

export function PublicMeasure({ measure, states, reports, panels }: MeasureProps) {
  const { t, format } = useRender()
  const [latest, ...earlier] = reports
  return (
    <Stack gap="l">
      <Stack>
        <p>
          <Strong>
            <PublicStateMark state={measure.state} stalled={measure.stalledSince !== null} />
          </Strong>{' '}
          {t('measures.public.since', { day: format.day(measure.stalledSince ?? measure.stateSince) })}
        </p>
        {measure.publicText && (
          <p className="nl-text" lang="de">
            {measure.publicText}
          </p>
        )}
      </Stack>
      <Section title={t('measures.public.latest')}>
        {latest ? (
          <Stack>
            <p className="nl-text" lang="de">
              {latest.text}
            </p>
            <Meta>{t('measures.public.reported', { day: format.day(latest.asOf) })}</Meta>
          </Stack>
        ) : (
          <Empty title={t('measures.public.no-report')}>{t('measures.public.no-report-text')}</Empty>
        )}
      </Section>
      {panels.map((panel, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
        <Fragment key={index}>{panel}</Fragment>
      ))}
      <Section title={t('measures.public.facts')}>
        <Facts measure={measure} />
      </Section>
      <Section title={t('measures.public.course')}>
        <Course states={states} reports={earlier} />
      </Section>
      <FollowLinks feed={`/measures/${measure.id}/feed.xml`} topic={{ kind: 'measure', id: measure.id }} />
    </Stack>
  )
}

function Facts({ measure }: { measure: Measure }) {
  const { t, format } = useRender()
  const { responsible, involved, places, districtWide, targetGroups, fields, plannedFrom, plannedUntil } = measure
  const period =
    plannedFrom && plannedUntil
      ? format.period(plannedFrom, plannedUntil)
      : plannedFrom
        ? t('measures.public.from', { day: format.day(plannedFrom) })
        : plannedUntil && t('measures.public.until', { day: format.day(plannedUntil) })
  const names = (list: readonly string[]) => (list.length > 0 ? <Name>{format.list(list)}</Name> : null)
  return (
    <DescriptionList
      empty={t('measures.public.not-said')}
      items={[
        { term: t('measures.public.who'), value: responsible && <Name>{responsible.name}</Name> },
        ...(involved.length > 0
          ? [{ term: t('measures.public.with'), value: names(involved.map(({ name }) => name)) }]
          : []),
        { term: t('measures.public.where'), value: districtWide ? t('measures.public.everywhere') : names(places) },
        { term: t('measures.public.for-whom'), value: names(targetGroups) },
        { term: t('measures.public.field'), value: names(fields) },
        ...(period ? [{ term: t('measures.public.period'), value: period }] : []),
        {
          term: t('measures.public.stands-in'),
          value: names(measure.concepts.map(({ title, number }) => (number ? `${title} (${number})` : title))),
        },
        { term: t('measures.public.number'), value: measure.number },
      ]}
    />
  )
}

/** What happened when, latest first: states, and reports before the latest. */
function Course({ states, reports }: Pick<MeasureProps, 'states' | 'reports'>) {
  const entries = [
    ...states.map(({ number, state, stalled, since }) => ({
      key: `state-${number}`,
      on: since,
      content: <PublicStateMark state={state} stalled={stalled} />,
    })),
    ...reports.map(({ id, asOf, text }) => ({
      key: id,
      on: asOf,
      content: <span lang="de">{text}</span>,
    })),
  ]
  entries.sort((one, other) => (one.on === other.on ? 0 : one.on < other.on ? 1 : -1))
  return <DatedList items={entries} years />
}
