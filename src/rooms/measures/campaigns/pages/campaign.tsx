import { dayOfInstant } from '../../../../kernel/day.ts'
import { may } from '../../../../platform/access/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  address,
  Button,
  ButtonLink,
  ButtonRow,
  type Column,
  Columns,
  ConfirmationNote,
  Empty,
  Link,
  List,
  Meta,
  Name,
  Parts,
  Section,
  Stack,
  Table,
  useRender,
} from '../../../../platform/ui/index.ts'
import { runs } from '../access.ts'
import { canRemind, remindedOf } from '../actions/reminding.ts'
import { remindableFrom } from '../domain/reminders.ts'
import { totalOf } from '../domain/steps.ts'
import { campaignPath, campaignsPath, ownRequestPath, reportPath, snapshotPath, unitPath } from '../paths.ts'
import { askedOf } from '../queries/asked.ts'
import { type AskedUnit, type Campaign, getCampaign, unitsOf } from '../queries/campaigns.ts'
import { type Waiting, waitingReports } from '../queries/reports.ts'
import { listSnapshots } from '../queries/snapshots.ts'
import { berlin, type Setting, settingOf } from '../setting.ts'
import { About } from './about.tsx'
import { CampaignStateWord } from './campaigns.tsx'
import { showDraft } from './draft.tsx'
import { closeRoute, Ending, extendRoute } from './ending.tsx'
import { CampaignBar, NotDone, ProgressLine } from './parts.tsx'

const texts = {
  created: 'measures.campaign.done.created',
  changed: 'measures.campaign.done.changed',
  mailboxes: 'measures.campaign.done.mailboxes',
  reminded: 'measures.campaign.done.reminded',
  extended: 'measures.campaign.done.extended',
  closed: 'measures.campaign.done.closed',
  reviewed: 'measures.campaign.done.reviewed',
}

/** One campaign: before it starts whom it would ask, then how far it is and what is to be done. */
export async function showCampaign(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, form } = request
  const campaign = await getCampaign(tx, actor, params.id)
  const crumbs = [
    { label: t('measures.title'), path: '/measures' },
    { label: t('measures.campaign.many'), path: campaignsPath },
  ]
  if (campaign.state === 'draft') return { ...(await showDraft(request, campaign)), crumbs }
  const units = await unitsOf(tx, actor, campaign.id)
  const waiting = await waitingReports(tx, actor, campaign.id)
  const own = (await askedOf(tx, actor)).find((one) => one.campaignId === campaign.id)
  const snapshot = (await listSnapshots(tx, actor)).find((one) => one.campaignId === campaign.id)
  const progress = sumOf(units)
  const format = createFormat(locale)
  const setting = settingOf(request)
  const answered = progress.approved + progress.submitted
  const steers = campaign.state === 'asking' && runs(actor)
  return {
    title: t('measures.campaign.headline', { title: campaign.title, answered, all: totalOf(progress) }),
    name: campaign.title,
    headline: (
      <>
        <Name>{campaign.title}</Name>
        {': '}
        {t('measures.campaign.answered-of', { answered, all: totalOf(progress) })}
      </>
    ),
    crumbs,
    meta: (
      <Parts
        parts={[
          t('measures.campaign.reference', { day: format.day(campaign.referenceDay) }),
          t('measures.campaign.until', { day: format.day(campaign.dueOn) }),
          <CampaignStateWord key="state" of={{ ...campaign, open: progress.open }} />,
        ]}
      />
    ),
    actions:
      waiting[0] && may(actor, 'measures.approve') ? (
        <ButtonLink to={reportPath(waiting[0].id)}>
          {t('measures.campaign.review', { count: waiting.length })}
        </ButtonLink>
      ) : own && units.some((unit) => unit.id === own.id && unit.open > 0) ? (
        <ButtonLink to={ownRequestPath(own.id)}>{t('measures.campaign.answer-own')}</ButtonLink>
      ) : snapshot ? (
        <ButtonLink look="secondary" to={snapshotPath(snapshot.id)}>
          {t('measures.snapshot.show')}
        </ButtonLink>
      ) : undefined,
    body: (
      <Stack gap="l">
        <ConfirmationNote texts={texts} />
        {!(steers && (form?.route === extendRoute || form?.route === closeRoute)) && <NotDone form={form} />}
        <Stack gap="s">
          <CampaignBar of={progress} />
          <ProgressLine of={progress} />
        </Stack>
        <Columns kind="side">
          <Stack gap="l">
            <Missing campaign={campaign} units={units} setting={setting} mayRemind={runs(actor)} />
            <Answered campaign={campaign} units={units} />
          </Stack>
          <Stack gap="l">
            <ToReview waiting={waiting} />
            <About campaign={campaign} />
            {steers && <Ending campaign={campaign} form={form} progress={progress} />}
          </Stack>
        </Columns>
      </Stack>
    ),
  }
}

const sumOf = (units: readonly AskedUnit[]) => ({
  approved: units.reduce((sum, unit) => sum + unit.approved, 0),
  submitted: units.reduce((sum, unit) => sum + unit.submitted, 0),
  open: units.reduce((sum, unit) => sum + unit.open, 0),
})

interface UnitsProps {
  readonly campaign: Campaign
  readonly units: readonly AskedUnit[]
}

/** Who has not answered: what needs action comes first. */
function Missing({ campaign, units, setting, mayRemind }: UnitsProps & { setting: Setting; mayRemind: boolean }) {
  const context = useRender()
  const { t, format } = context
  const missing = units.filter((unit) => unit.open > 0)
  const asking = campaign.state === 'asking'
  const remindable = missing.filter((unit) => canRemind(unit, campaign, setting))
  const columns: Column<AskedUnit>[] = [
    unitColumn(t, campaign),
    {
      key: 'open',
      header: t('measures.campaign.open-questions'),
      kind: 'number',
      cell: (unit) => t('measures.campaign.of', { part: unit.open, all: totalOf(unit) }),
    },
    {
      key: 'reminded',
      header: t('measures.campaign.last-contact'),
      cell: (unit) => <Contacted unit={unit} />,
    },
  ]
  if (mayRemind && asking)
    columns.push({
      key: 'remind',
      header: t('measures.campaign.remind'),
      headerHidden: true,
      kind: 'action',
      cell: (unit) =>
        canRemind(unit, campaign, setting) ? (
          <Button look="row" name="unit" value={unit.id}>
            {t('measures.campaign.remind')}
            <span className="kern-sr-only"> {unit.name}</span>
          </Button>
        ) : (
          <span className="nl-muted">
            {unit.mailbox === null
              ? t('measures.campaign.no-mailbox')
              : t('measures.campaign.remindable-from', {
                  day: format.dayShort(remindableFrom(setting.land, remindedOf(unit, campaign.dueOn))),
                })}
          </span>
        ),
    })
  return (
    <Section title={t('measures.campaign.missing', { count: missing.length })}>
      {missing.length === 0 ? (
        <Empty title={t('measures.campaign.all-answered')}>{asking && t('measures.campaign.all-answered-next')}</Empty>
      ) : (
        // One form around all rows: each row's button says which unit, the last one means all.
        <form method="post" action={address(context, `${campaignPath(campaign.id)}/remind`)}>
          <input type="hidden" name="csrf" value={context.csrf} />
          <Stack>
            <Table
              caption={t('measures.campaign.missing', { count: missing.length })}
              rows={missing}
              keyOf={(unit) => unit.id}
              columns={columns}
              stacks
            />
            {mayRemind && asking && remindable.length > 1 && (
              <ButtonRow>
                <Button look="secondary">{t('measures.campaign.remind-all', { count: remindable.length })}</Button>
              </ButtonRow>
            )}
            {asking && <Meta>{t('measures.campaign.reminders-by-themselves')}</Meta>}
          </Stack>
        </form>
      )}
    </Section>
  )
}

type T = ReturnType<typeof useRender>['t']

const unitColumn = (t: T, campaign: Campaign): Column<AskedUnit> => ({
  key: 'unit',
  header: t('measures.campaign.unit'),
  names: true,
  cell: (unit) => (
    <Link to={unitPath(campaign.id, unit.id)} quiet>
      <Name>{unit.name}</Name>
    </Link>
  ),
})

function Contacted({ unit }: { unit: AskedUnit }) {
  const { t, format } = useRender()
  const last = unit.reminders.at(-1)
  return (
    <>
      {last
        ? t('measures.campaign.reminded-on', { day: format.dayShort(last.sentOn), count: unit.reminders.length })
        : t('measures.campaign.asked-on', { at: format.dayShort(dayOfInstant(unit.askedAt.getTime(), berlin)) })}
    </>
  )
}

function Answered({ campaign, units }: UnitsProps) {
  const { t } = useRender()
  const answered = units.filter((unit) => unit.open === 0)
  if (answered.length === 0) return null
  return (
    <Section title={t('measures.campaign.complete', { count: answered.length })}>
      <Table
        caption={t('measures.campaign.complete', { count: answered.length })}
        rows={answered}
        keyOf={(unit) => unit.id}
        dense
        stacks
        columns={[
          unitColumn(t, campaign),
          { key: 'approved', header: t('measures.campaign.approved'), kind: 'number', cell: (unit) => unit.approved },
          {
            key: 'submitted',
            header: t('measures.campaign.to-review'),
            kind: 'number',
            cell: (unit) => unit.submitted,
          },
        ]}
      />
    </Section>
  )
}

const shownWaiting = 8

function ToReview({ waiting }: { waiting: readonly Waiting[] }) {
  const { t } = useRender()
  if (waiting.length === 0) return null
  return (
    <Section title={t('measures.campaign.waiting', { count: waiting.length })}>
      <Stack gap="s">
        <List
          items={waiting.slice(0, shownWaiting).map((report) => ({
            key: report.id,
            content: (
              <Link to={reportPath(report.id)}>
                {report.number} <Name>{report.title}</Name>
              </Link>
            ),
            meta: (
              <Parts parts={[<Name key="unit">{report.unit}</Name>, report.changes && t('measures.report.changes')]} />
            ),
          }))}
        />
        {waiting.length > shownWaiting && (
          <Meta>{t('measures.campaign.more', { count: waiting.length - shownWaiting })}</Meta>
        )}
      </Stack>
    </Section>
  )
}
