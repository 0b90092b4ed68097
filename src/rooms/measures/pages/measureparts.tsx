import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Format, Translate } from '../../../platform/i18n/index.ts'
import { Sparkline } from '../../../platform/ui/charts/index.ts'
import {
  DatedList,
  Details,
  Link,
  List,
  Meta,
  Name,
  Section,
  Stack,
  State,
  type StateKind,
  Table,
  useRender,
} from '../../../platform/ui/index.ts'
import type { Segment } from '../domain/timeline.ts'
import type { Funding, Indicator, Milestone } from '../queries/parts.ts'
import { MeasureStateMark } from './words.tsx'

/** Sections of a measure's page that stand in its work column. Empty ones are shown to those who can fill them. */

function Aside({ to }: { to: string }) {
  const { t } = useRender()
  return <Link to={to}>{t('measures.part.keep')}</Link>
}

export function MilestoneSection({ id, milestones }: { id: Id<'measure'>; milestones: readonly Milestone[] }) {
  const { t, may } = useRender()
  const edits = may('measures.edit')
  if (milestones.length === 0 && !edits) return null
  return (
    <Section title={t('measures.part.milestones')} aside={edits && <Aside to={`/measures/${id}/milestones`} />}>
      {milestones.length > 0 ? (
        <MilestoneList milestones={milestones} />
      ) : (
        <Meta>{t('measures.part.no-milestones')}</Meta>
      )}
    </Section>
  )
}

export function MilestoneList({ milestones }: { milestones: readonly Milestone[] }) {
  const context = useRender()
  return (
    <List
      items={milestones.map((milestone) => {
        const { kind, words } = milestoneState(context.t, context.format, context.today, milestone)
        return {
          key: milestone.id,
          content: <Name>{milestone.title}</Name>,
          meta: milestone.note,
          below: <State kind={kind}>{words}</State>,
        }
      })}
    />
  )
}

export function milestoneState(t: Translate, format: Format, today: Day, { dueOn, reachedOn }: Milestone) {
  const state = (kind: StateKind, words: string) => ({ kind, words })
  if (reachedOn) return state('done', t('measures.milestone.reached', { day: format.day(reachedOn) }))
  if (!dueOn) return state('open', t('measures.milestone.open'))
  const day = format.day(dueOn)
  return dueOn < today
    ? state('attention', t('measures.milestone.late', { day }))
    : state('open', t('measures.milestone.due', { day }))
}

export function IndicatorSection({ id, indicators }: { id: Id<'measure'>; indicators: readonly Indicator[] }) {
  const { t, format, may } = useRender()
  const edits = may('measures.edit')
  if (indicators.length === 0 && !edits) return null
  const amount = (value: number | null, unit: string) =>
    value === null
      ? t('measures.indicator.no-value')
      : `${format.number(value, Number.isInteger(value) ? 0 : 2)} ${unit}`
  return (
    <Section title={t('measures.part.indicators')} aside={edits && <Aside to={`/measures/${id}/indicators`} />}>
      {indicators.length === 0 ? (
        <Meta>{t('measures.part.no-indicators')}</Meta>
      ) : (
        <Stack gap="s">
          <Table
            caption={t('measures.part.indicators')}
            rows={indicators}
            keyOf={(row) => row.id}
            stacks
            columns={[
              {
                key: 'name',
                header: t('measures.indicator.name'),
                names: true,
                cell: (row) => <Name>{row.name}</Name>,
              },
              {
                key: 'series',
                header: t('measures.indicator.series'),
                cell: (row) =>
                  row.values.length > 1 && (
                    <Sparkline values={row.values.map((value) => value.value)} target={row.target} />
                  ),
              },
              {
                key: 'value',
                header: t('measures.indicator.actual'),
                kind: 'number',
                cell: (row) => amount(row.values.at(-1)?.value ?? null, row.unit),
              },
              {
                key: 'as-of',
                header: t('measures.indicator.as-of'),
                cell: (row) => {
                  const last = row.values.at(-1)
                  return last && format.day(last.asOf)
                },
              },
              {
                key: 'target',
                header: t('measures.indicator.target'),
                kind: 'number',
                cell: (row) =>
                  row.target === null
                    ? t('measures.indicator.no-target')
                    : row.targetOn
                      ? t('measures.indicator.target-by', {
                          amount: amount(row.target, row.unit),
                          day: format.day(row.targetOn),
                        })
                      : amount(row.target, row.unit),
              },
            ]}
          />
          {indicators.some((row) => row.values.length > 1) && (
            <Details summary={t('measures.indicator.all-values')}>
              <Stack>
                {indicators
                  .filter((row) => row.values.length > 1)
                  .map((row) => (
                    <Table
                      key={row.id}
                      caption={row.name}
                      captionShown
                      dense
                      rows={row.values}
                      keyOf={(value) => value.id}
                      columns={[
                        {
                          key: 'day',
                          header: t('measures.indicator.as-of'),
                          names: true,
                          cell: (value) => format.day(value.asOf),
                        },
                        {
                          key: 'value',
                          header: t('measures.indicator.actual'),
                          kind: 'number',
                          cell: (value) => amount(value.value, row.unit),
                        },
                        { key: 'note', header: t('measures.field.note'), cell: (value) => value.note },
                      ]}
                    />
                  ))}
              </Stack>
            </Details>
          )}
        </Stack>
      )}
    </Section>
  )
}

export function FundingSection({ id, funding }: { id: Id<'measure'>; funding: readonly Funding[] }) {
  const { t, may } = useRender()
  const edits = may('measures.edit')
  if (funding.length === 0 && !edits) return null
  return (
    <Section title={t('measures.part.funding')} aside={edits && <Aside to={`/measures/${id}/funding`} />}>
      {funding.length === 0 ? <Meta>{t('measures.part.no-funding')}</Meta> : <FundingTable funding={funding} />}
    </Section>
  )
}

export function FundingTable({ funding }: { funding: readonly Funding[] }) {
  const { t, format } = useRender()
  return (
    <Table
      caption={t('measures.part.funding')}
      rows={funding}
      keyOf={(row) => row.id}
      stacks
      columns={[
        { key: 'source', header: t('measures.funding.source'), names: true, cell: (row) => <Name>{row.source}</Name> },
        { key: 'kind', header: t('measures.funding.kind'), cell: (row) => t(`measures.funding-kind.${row.kind}`) },
        {
          key: 'period',
          header: t('measures.funding.period'),
          cell: (row) => periodWords(t, format, row.validFrom, row.validUntil),
        },
        {
          key: 'amount',
          header: t('measures.funding.amount'),
          kind: 'number',
          cell: (row) => euroWords(t, format, row.amountCents),
        },
      ]}
    />
  )
}

/** `12.000,00 €`; words where no amount is known. */
export function euroWords(t: Translate, format: Format, cents: number | null): string {
  if (cents === null) return t('measures.funding.no-amount')
  return t('measures.euro', { amount: format.number(cents / 100, cents % 100 === 0 ? 0 : 2) })
}

export function periodWords(t: Translate, format: Format, from: Day | null, until: Day | null): string {
  if (from && until) return format.range(format.day(from), format.day(until))
  if (from) return t('measures.period.from', { day: format.day(from) })
  return until ? t('measures.period.until', { day: format.day(until) }) : ''
}

/** The states it went through, newest first. */
export function StateHistory({
  id,
  segments,
  internal,
}: {
  id: Id<'measure'>
  segments: readonly Segment[]
  internal: boolean
}) {
  const { t } = useRender()
  return (
    <Section
      title={t('measures.part.states')}
      aside={internal && <Link to={`/measures/${id}/history`}>{t('measures.history.link')}</Link>}
    >
      <DatedList
        items={segments.toReversed().map((segment) => ({
          key: String(segment.number),
          on: segment.since,
          content: <MeasureStateMark state={segment.state} stalled={segment.stalled} />,
          meta: internal ? segment.reason : undefined,
        }))}
      />
    </Section>
  )
}
