import { addDays } from '../../../../kernel/day.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Alert,
  Code,
  Details,
  Facts,
  List,
  Name,
  Parts,
  RowName,
  Section,
  Stack,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { measureStates } from '../../domain/kinds.ts'
import { type Change, changesBetween, type SnapshotContent, type SnapshotMeasure } from '../domain/snapshot.ts'
import { campaignPath, campaignsPath } from '../paths.ts'
import { findSnapshotUpTo, getSnapshot, type Snapshot } from '../queries/snapshots.ts'
import { StandingState } from './parts.tsx'
import { standingWord } from './words.ts'

/** The register as it was kept: what reports of that year were written from. */
export async function showSnapshot({ tx, actor, params, t, locale }: PageRequest<'id'>): Promise<Page> {
  const snapshot = await getSnapshot(tx, actor, params.id)
  const before = await findSnapshotUpTo(tx, actor, addDays(snapshot.referenceDay, -1))
  const format = createFormat(locale)
  return {
    title: t('measures.snapshot.title', { title: snapshot.title, day: format.day(snapshot.referenceDay) }),
    name: t('measures.snapshot.one'),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: t('measures.campaign.many'), path: campaignsPath },
      ...(snapshot.campaignId ? [{ label: snapshot.title, path: campaignPath(snapshot.campaignId) }] : []),
    ],
    meta: (
      <Parts
        parts={[
          t('measures.snapshot.made-at', { at: format.instant(snapshot.madeAt) }),
          t('measures.snapshot.never-changes'),
        ]}
      />
    ),
    body: (
      <Stack gap="l">
        {!snapshot.intact && (
          <Alert kind="danger" title={t('measures.snapshot.broken')}>
            <p>{t('measures.snapshot.broken-text')}</p>
          </Alert>
        )}
        <Counts content={snapshot.content} />
        {before && <Changes before={before} after={snapshot} />}
        <Measures measures={snapshot.content.measures} />
        <Details summary={t('measures.snapshot.checksum')}>
          <Code>{snapshot.checksum}</Code>
        </Details>
      </Stack>
    ),
  }
}

function Counts({ content }: { content: SnapshotContent }) {
  const { t, format } = useRender()
  const { counts } = content
  const states = measureStates.filter((state) => counts.byState[state])
  return (
    <Facts
      facts={[
        {
          label: t('measures.title'),
          value: format.number(counts.measures),
          beside: t('measures.snapshot.reported', { count: counts.reported }),
        },
        ...states.slice(0, 4).map((state) => ({
          label: t(`measures.state.${state}`),
          value: format.number(counts.byState[state] ?? 0),
          beside: t('measures.snapshot.of', { count: counts.measures }),
        })),
        {
          label: t('measures.state.stalled'),
          value: format.number(counts.stalled),
          beside: t('measures.snapshot.of', { count: counts.measures }),
        },
      ]}
    />
  )
}

function Changes({ before, after }: { before: Snapshot; after: Snapshot }) {
  const { t, format } = useRender()
  const changes = changesBetween(before.content, after.content)
  return (
    <Section title={t('measures.snapshot.changes', { count: changes.length, day: format.day(before.referenceDay) })}>
      {changes.length === 0 ? (
        <p className="nl-text">{t('measures.snapshot.no-change')}</p>
      ) : (
        <List
          items={changes.slice(0, 200).map((change) => ({
            key: change.measure.id,
            content: (
              <>
                {change.measure.number} <Name>{change.measure.title}</Name>
              </>
            ),
            meta: <ChangeWords change={change} />,
          }))}
        />
      )}
    </Section>
  )
}

function ChangeWords({ change: { before, measure } }: { change: Change }) {
  const { t } = useRender()
  return (
    <>
      {before
        ? t('measures.snapshot.from-to', { from: standingWord(t, before), to: standingWord(t, measure) })
        : t('measures.snapshot.new', { to: standingWord(t, measure) })}
    </>
  )
}

function Measures({ measures }: { measures: readonly SnapshotMeasure[] }) {
  const { t, format } = useRender()
  return (
    <Section title={t('measures.campaign.measures', { count: measures.length })}>
      <Table
        caption={t('measures.campaign.measures', { count: measures.length })}
        rows={measures}
        keyOf={(measure) => measure.id}
        dense
        stacks
        sticky
        columns={[
          {
            key: 'measure',
            header: t('measures.measure.one'),
            names: true,
            cell: (measure) => (
              <RowName>
                {measure.number} <Name>{measure.title}</Name>
              </RowName>
            ),
          },
          {
            key: 'unit',
            header: t('measures.campaign.unit'),
            cell: (measure) => <Name>{measure.responsible ?? '–'}</Name>,
          },
          { key: 'state', header: t('measures.report.standing'), cell: (measure) => <StandingState of={measure} /> },
          {
            key: 'report',
            header: t('measures.report.one'),
            cell: (measure) =>
              measure.report ? (
                <Details summary={t('measures.report.as-of', { day: format.day(measure.report.asOf) })}>
                  <p>{measure.report.done}</p>
                  {measure.report.obstacle && <p>{measure.report.obstacle}</p>}
                  {measure.report.next && <p>{measure.report.next}</p>}
                </Details>
              ) : (
                t('measures.snapshot.no-report')
              ),
          },
        ]}
      />
    </Section>
  )
}
