import { may } from '../../../platform/access/index.ts'
import type { PageRequest, SlotPanel } from '../../../platform/http/index.ts'
import {
  ButtonLink,
  Link,
  List,
  Name,
  Panel,
  Parts,
  Section,
  Stack,
  State,
  useRender,
} from '../../../platform/ui/index.ts'
import { getMeasure } from '../queries/measures.ts'
import { mayReport } from './actions/reporting.ts'
import { CampaignBar, progressWords, SaidText, StandingState } from './pages/parts.tsx'
import { campaignPath, ownRequestPath, reportPath } from './paths.ts'
import { askedOf } from './queries/asked.ts'
import { type AskedUnit, type ListedCampaign, listCampaigns, unitsOf } from './queries/campaigns.ts'
import { type Report, reportsOf, type Waiting, waitingReports } from './queries/reports.ts'

/**
 * Above the register and on the start page: the running campaign with its bar, who is missing, and the two things to do;
 * for a unit that is asked, the way to its answers.
 */
async function showRunning({ tx, actor }: PageRequest) {
  const [asked] = await askedOf(tx, actor)
  const { rows } = await listCampaigns(tx, actor, 1, ['asking'])
  const campaign = rows.find((row) => row.id === asked?.campaignId) ?? rows.find((row) => row.units > 0)
  if (!campaign || campaign.units === 0) return null
  const units = await unitsOf(tx, actor, campaign.id)
  const waiting = may(actor, 'measures.approve') ? await waitingReports(tx, actor, campaign.id) : []
  const own =
    asked && units.some((unit) => unit.id === asked.id && unit.open > 0) ? ownRequestPath(asked.id) : undefined
  return <Running campaign={campaign} units={units} waiting={waiting} own={own} />
}

/** Units that are named under the bar; the rest is a number. */
const namedUnits = 6

function Running({
  campaign,
  units,
  waiting,
  own,
}: {
  campaign: ListedCampaign
  units: readonly AskedUnit[]
  waiting: readonly Waiting[]
  own: string | undefined
}) {
  const { t, format, may: mayDo } = useRender()
  const missing = units.filter((unit) => unit.open > 0)
  const named = missing.slice(0, namedUnits).map((unit) => `${unit.name} ${unit.open}`)
  const rest = missing.length - named.length
  return (
    <Panel>
      <Stack gap="s">
        <div className="nl-row">
          <strong className="nl-strong">
            <Link to={campaignPath(campaign.id)} quiet>
              <Name>{campaign.title}</Name>
            </Link>
            {t('measures.campaign.panel-until', { day: format.dayShort(campaign.dueOn) })}
          </strong>
          <span className="nl-row nl-row__end">
            {waiting[0] && (
              <Link to={reportPath(waiting[0].id)}>{t('measures.campaign.review', { count: waiting.length })}</Link>
            )}
            {own && <Link to={own}>{t('measures.campaign.answer-own')}</Link>}
            {missing.length > 0 && mayDo('measures.edit') && (
              <Link to={campaignPath(campaign.id)}>
                {t('measures.campaign.remind-units', { count: missing.length })}
              </Link>
            )}
          </span>
        </div>
        <CampaignBar of={campaign} />
        <p className="nl-meta">
          {progressWords(t, campaign)}
          {named.length > 0 && `: ${named.join(', ')}`}
          {rest > 0 && ` ${t('measures.campaign.and-more', { count: rest })}`}
        </p>
      </Stack>
    </Panel>
  )
}

/** On the page of a measure: what was reported of it, newest first. */
async function showHistory({ tx, actor, clock }: PageRequest, subject: string) {
  const measure = await getMeasure(tx, actor, subject as never, clock.today())
  const reports = await reportsOf(tx, actor, subject)
  const addable = may(actor, 'measures.report') && mayReport(actor, measure)
  if (reports.length === 0 && !addable) return null
  return (
    <Reports reports={reports.slice(0, shownReports)} total={reports.length} measure={subject} mayReport={addable} />
  )
}

const shownReports = 6
const kinds = { submitted: 'progress', approved: 'done', returned: 'attention' } as const

function Reports({
  reports,
  total,
  measure,
  mayReport: mayAdd,
}: {
  reports: readonly Report[]
  total: number
  measure: string
  mayReport: boolean
}) {
  const { t, format } = useRender()
  return (
    <Section title={t('measures.report.many', { count: total })}>
      <Stack>
        {reports.length === 0 && <p className="nl-text">{t('measures.report.none')}</p>}
        <List
          items={reports.map((report, index) => ({
            key: report.id,
            content: (
              <div className="nl-row">
                <Link to={reportPath(report.id)}>{t('measures.report.as-of', { day: format.day(report.asOf) })}</Link>
                <StandingState of={{ state: report.measureState, stalled: report.stalled }} />
                <State kind={report.replaced ? 'rest' : kinds[report.state]}>
                  {t(`measures.report.state.${report.replaced ? 'replaced' : report.state}`)}
                </State>
              </div>
            ),
            meta: (
              <Parts
                parts={[
                  <Name key="author">{report.author}</Name>,
                  report.campaignTitle && <Name key="in">{report.campaignTitle}</Name>,
                ]}
              />
            ),
            below: index === 0 ? <SaidText said={report} /> : undefined,
          }))}
        />
        {mayAdd && (
          <p>
            <ButtonLink look="secondary" to={`/measures/reports/new/${measure}`}>
              {t('measures.report.new')}
            </ButtonLink>
          </p>
        )}
      </Stack>
    </Section>
  )
}

export const campaignPanels: readonly SlotPanel[] = [
  { slot: 'measures.register', right: 'measures.read-internal', order: 10, show: showRunning },
  { slot: 'insight.start', right: 'measures.read-internal', order: 20, show: showRunning },
  { slot: 'measures.measure', right: 'measures.read-internal', order: 20, show: showHistory },
]
