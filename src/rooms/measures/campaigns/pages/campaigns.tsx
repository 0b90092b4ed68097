import { may } from '../../../../platform/access/index.ts'
import { type Page, type PageRequest, pageNumber } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  ButtonLink,
  type Column,
  Empty,
  Figure,
  Link,
  Name,
  Pager,
  Section,
  Stack,
  State,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import type { CampaignState } from '../domain/steps.ts'
import { totalOf } from '../domain/steps.ts'
import { campaignPath, campaignsPath, snapshotPath } from '../paths.ts'
import { campaignsOnPage, type ListedCampaign, listCampaigns } from '../queries/campaigns.ts'
import { type ListedSnapshot, listSnapshots } from '../queries/snapshots.ts'

/** All campaigns and what is left of them: the frozen registers. */
export async function showCampaigns({ tx, actor, t, locale, clock, query }: PageRequest): Promise<Page> {
  const page = pageNumber(query)
  const { rows, total } = await listCampaigns(tx, actor, page)
  const snapshots = await listSnapshots(tx, actor)
  return {
    title: t('measures.campaign.many'),
    meta: t('measures.campaign.as-of', { day: createFormat(locale).day(clock.today()) }),
    crumbs: [{ label: t('measures.title'), path: '/measures' }],
    actions: may(actor, 'measures.edit') && (
      <ButtonLink to={`${campaignsPath}/new`}>{t('measures.campaign.add')}</ButtonLink>
    ),
    body: (
      <Stack gap="l">
        {total === 0 ? (
          <Empty title={t('measures.campaign.none')}>{t('measures.campaign.none-next')}</Empty>
        ) : (
          <Stack>
            <Campaigns rows={rows} />
            <Pager total={total} size={campaignsOnPage} page={page} />
          </Stack>
        )}
        {snapshots.length > 0 && <Snapshots rows={snapshots} />}
      </Stack>
    ),
  }
}

function Campaigns({ rows }: { rows: readonly ListedCampaign[] }) {
  const { t, format } = useRender()
  const columns: Column<ListedCampaign>[] = [
    {
      key: 'title',
      header: t('measures.campaign.one'),
      names: true,
      cell: (row) => (
        <Link to={campaignPath(row.id)} quiet>
          <Name>{row.title}</Name>
        </Link>
      ),
    },
    { key: 'state', header: t('measures.campaign.state-label'), cell: (row) => <CampaignStateWord of={row} /> },
    {
      key: 'reference',
      header: t('measures.campaign.field.referenceDay'),
      kind: 'number',
      cell: (row) => format.day(row.referenceDay),
    },
    { key: 'due', header: t('measures.campaign.field.dueOn'), kind: 'number', cell: (row) => format.day(row.dueOn) },
    { key: 'units', header: t('measures.campaign.units'), kind: 'number', cell: (row) => row.units },
    {
      key: 'answered',
      header: t('measures.campaign.answered'),
      kind: 'number',
      cell: (row) => (
        <Figure>
          {row.state === 'draft'
            ? '–'
            : t('measures.campaign.of', { part: row.approved + row.submitted, all: totalOf(row) })}
        </Figure>
      ),
    },
  ]
  return <Table caption={t('measures.campaign.many')} rows={rows} keyOf={(row) => row.id} columns={columns} stacks />
}

const stateKinds = { draft: 'open', asking: 'progress', closed: 'finished' } as const

export function CampaignStateWord({
  of,
}: {
  of: { readonly state: CampaignState; readonly open?: number; readonly dueOn: string }
}) {
  const { t, today } = useRender()
  const overdue = of.state === 'asking' && (of.open ?? 0) > 0 && today > of.dueOn
  return (
    <State kind={overdue ? 'attention' : stateKinds[of.state]}>
      {t(overdue ? 'measures.campaign.state.overdue' : `measures.campaign.state.${of.state}`)}
    </State>
  )
}

function Snapshots({ rows }: { rows: readonly ListedSnapshot[] }) {
  const { t, format } = useRender()
  return (
    <Section title={t('measures.snapshot.many')}>
      <Table
        caption={t('measures.snapshot.many')}
        rows={rows}
        keyOf={(row) => row.id}
        stacks
        columns={[
          {
            key: 'title',
            header: t('measures.snapshot.one'),
            names: true,
            cell: (row) => (
              <Link to={snapshotPath(row.id)} quiet>
                <Name>{row.title}</Name>
              </Link>
            ),
          },
          {
            key: 'day',
            header: t('measures.campaign.field.referenceDay'),
            kind: 'number',
            cell: (row) => format.day(row.referenceDay),
          },
          { key: 'measures', header: t('measures.title'), kind: 'number', cell: (row) => format.number(row.measures) },
          { key: 'made', header: t('measures.snapshot.made'), cell: (row) => format.instant(row.madeAt) },
        ]}
      />
    </Section>
  )
}
