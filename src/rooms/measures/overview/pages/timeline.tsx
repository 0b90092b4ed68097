import type { Day } from '../../../../kernel/day.ts'
import {
  ChartFigure,
  NoData,
  Timeline,
  type TimelineGroup,
  TimelineLegend,
} from '../../../../platform/ui/charts/index.ts'
import { Link, Name, Section, useRender } from '../../../../platform/ui/index.ts'
import { timeline } from '../../domain/timeline.ts'
import { MeasureStateMark } from '../../pages/words.tsx'
import type { Concept } from '../../queries/concepts.ts'
import type { GroupRow } from '../../queries/figures.ts'
import { spansOf } from '../domain/spans.ts'
import { type MeasureHistory, mostInPicture } from '../queries.ts'

interface TimelinePartProps {
  readonly histories: readonly MeasureHistory[]
  readonly fields: readonly GroupRow[]
  readonly concepts: readonly Concept[]
  /** Measures in all: where the picture does not hold them, it says so. */
  readonly total: number
}

/** All measures in time, by field of action, with the adoptions of the concepts; beside it the same as a table. */
export function TimelinePart({ histories, fields, concepts, total }: TimelinePartProps) {
  const { t, format, today } = useRender()
  const lines = concepts
    .flatMap(({ adoptedOn, shortTitle, title }) => (adoptedOn ? [{ on: adoptedOn, label: shortTitle ?? title }] : []))
    .sort((one, other) => (one.on < other.on ? -1 : 1))
  const first = [...lines.map(({ on }) => on), ...histories.flatMap(({ states }) => states.map(({ since }) => since))]
    .filter((day) => day <= today)
    .sort()[0]
  const groups = groupsOf(histories, fields, t('measures.overview.no-field'), today)
  if (!first || groups.length === 0)
    return (
      <Section title={t('measures.overview.timeline')}>
        <NoData>{t('measures.none')}</NoData>
      </Section>
    )
  const standing = histories.filter(({ states }) => timeline(states).at(-1)?.state === 'established').length
  return (
    <Section title={t('measures.overview.timeline')} id="timeline">
      <ChartFigure
        caption={t('measures.overview.timeline-caption')}
        label={t('measures.overview.chart', { title: t('measures.overview.timeline') })}
        legend={
          <TimelineLegend
            texts={{
              planned: t('measures.overview.look.planned'),
              running: t('measures.overview.look.running'),
              standing: t('measures.overview.look.standing'),
              stalled: t('measures.overview.look.stalled'),
              resting: t('measures.overview.look.resting'),
              done: t('measures.overview.look.done'),
              ended: t('measures.overview.look.ended'),
            }}
          />
        }
        chart={
          <Timeline
            title={t('measures.overview.timeline')}
            description={t('measures.overview.timeline-result', { count: histories.length, established: standing })}
            groups={groups}
            lines={lines}
            from={`${first.slice(0, 4)}-01-01` as Day}
            until={today}
          />
        }
        table={{
          columns: [
            {
              key: 'measure',
              header: t('measures.measure.one'),
              names: true,
              cell: (row) => (
                <Link to={`/measures/${row.id}`} quiet>
                  {row.number} <Name>{row.title}</Name>
                </Link>
              ),
            },
            {
              key: 'state',
              header: t('measures.filter.state'),
              cell: (row) => {
                const last = timeline(row.states).at(-1)
                return last && <MeasureStateMark state={last.state} stalled={last.stalled} />
              },
            },
            {
              key: 'way',
              header: t('measures.overview.way'),
              cell: (row) =>
                timeline(row.states)
                  .map(({ state, stalled, since }) =>
                    t('measures.overview.from', {
                      state: t(`measures.state.${stalled ? 'stalled' : state}`),
                      day: format.day(since),
                    }),
                  )
                  .join('; '),
            },
          ],
          rows: histories,
          keyOf: (row) => row.id,
        }}
        note={total > mostInPicture && t('measures.overview.too-many', { shown: mostInPicture, count: total })}
      />
    </Section>
  )
}

/** A group for each field of action in its order, what has none last. */
function groupsOf(
  histories: readonly MeasureHistory[],
  fields: readonly GroupRow[],
  none: string,
  today: Day,
): readonly TimelineGroup[] {
  const byField = Map.groupBy(histories, ({ field }) => field)
  const keys = [...fields.map(({ key, name }) => ({ key, label: name ?? key })), { key: null, label: none }]
  return keys.flatMap(({ key, label }) => {
    const inIt = byField.get(key) ?? []
    return inIt.length === 0
      ? []
      : [
          {
            key: key ?? 'none',
            label,
            rows: inIt.map(({ id, number, title, states }) => ({
              key: id,
              label: `${number} ${title}`,
              spans: spansOf(states, today),
            })),
          },
        ]
  })
}
