import type { Day } from '../../../../kernel/day.ts'
import { may } from '../../../../platform/access/index.ts'
import { compareTexts } from '../../../../platform/documents/index.ts'
import type { Page, PageRequest } from '../../../../platform/http/index.ts'
import { createFormat } from '../../../../platform/i18n/index.ts'
import {
  Button,
  ButtonRow,
  Checkbox,
  Columns,
  ConfirmationNote,
  DescriptionList,
  Details,
  Form,
  Hidden,
  Link,
  Name,
  Note,
  Panel,
  Parts,
  Section,
  Stack,
  Text,
  TextArea,
  useRender,
} from '../../../../platform/ui/index.ts'
import { getMeasure, type Measure } from '../../queries/measures.ts'
import { changeBy, isRefused } from '../actions/deciding.ts'
import { campaignPath, campaignsPath, reportPath } from '../paths.ts'
import { getReport, type Report, reportBefore, type Waiting, waitingReports } from '../queries/reports.ts'
import { Lines, NotDone, StandingState } from './parts.tsx'
import { standingWord } from './words.ts'

const approveRoute = '/measures/reports/:id/approve'
const returnRoute = '/measures/reports/:id/return'

/** One report beside the one before it, with the decision. */
export async function showReport(request: PageRequest<'id'>): Promise<Page> {
  const { tx, actor, params, t, locale, clock, form } = request
  const report = await getReport(tx, actor, params.id)
  const measure = await getMeasure(tx, actor, report.measureId, clock.today())
  const before = await reportBefore(tx, actor, report)
  const waiting = report.campaignId ? await waitingReports(tx, actor, report.campaignId) : []
  const decides = may(actor, 'measures.approve') && report.state === 'submitted' && !report.replaced
  const format = createFormat(locale)
  return {
    title: `${measure.number} ${measure.title}`,
    headline: (
      <>
        {measure.number} <Name>{measure.title}</Name>
      </>
    ),
    meta: (
      <Parts
        parts={[
          t('measures.report.one'),
          t('measures.report.as-of', { day: format.day(report.asOf) }),
          <Name key="author">{report.author}</Name>,
          t(`measures.report.via.${report.via}`),
          format.instant(report.submittedAt),
        ]}
      />
    ),
    crumbs: [
      { label: t('measures.title'), path: '/measures' },
      { label: t('measures.campaign.many'), path: campaignsPath },
      ...(report.campaignId ? [{ label: report.campaignTitle ?? '', path: campaignPath(report.campaignId) }] : []),
    ],
    body: (
      <Stack gap="l">
        <ConfirmationNote
          texts={{ approved: 'measures.report.done.approved', returned: 'measures.report.done.returned' }}
        />
        {!decides && <NotDone form={form} />}
        <Place report={report} waiting={waiting} />
        <Columns kind="side">
          <Comparison report={report} before={before} measure={measure} />
          {decides ? (
            <Decision report={report} measure={measure} today={clock.today()} form={form} />
          ) : (
            <Decided report={report} />
          )}
        </Columns>
      </Stack>
    ),
  }
}

/** Where one stands in the pile, so that it can be worked off in one go. */
function Place({ report, waiting }: { report: Report; waiting: readonly Waiting[] }) {
  const { t } = useRender()
  const at = waiting.findIndex((one) => one.id === report.id)
  const others = waiting.filter((one) => one.id !== report.id)
  const next = at < 0 ? others[0] : (waiting[at + 1] ?? others[0])
  if (at < 0 && others.length === 0) return null
  return (
    <p className="nl-row">
      <span>
        {at < 0
          ? t('measures.report.waiting', { count: others.length })
          : t('measures.report.place', { at: at + 1, of: waiting.length })}
      </span>
      {next && <Link to={reportPath(next.id)}>{at < 0 ? t('measures.report.next') : t('measures.report.skip')}</Link>}
    </p>
  )
}

function Comparison({ report, before, measure }: { report: Report; before: Report | undefined; measure: Measure }) {
  const { t, format } = useRender()
  const said = { state: report.measureState, stalled: report.stalled }
  return (
    <Section
      title={t('measures.report.says')}
      aside={before ? t('measures.report.compared', { day: format.day(before.asOf) }) : t('measures.report.first')}
    >
      <Stack>
        <DescriptionList
          items={[
            {
              term: t('measures.report.standing'),
              value: (
                <Stack gap="s">
                  <StandingState of={said} />
                  <p className="nl-meta">
                    {t('measures.report.register-says', {
                      standing: standingWord(t, { state: measure.state, stalled: measure.stalledSince !== null }),
                      day: format.day(measure.stalledSince ?? measure.stateSince),
                    })}
                    {report.unchanged && ` · ${t('measures.report.unchanged')}`}
                  </p>
                </Stack>
              ),
            },
            { term: t('measures.campaign.said.done'), value: <Words now={report.done} then={before?.done ?? null} /> },
            {
              term: t('measures.campaign.said.obstacle'),
              value: <Words now={report.obstacle} then={before?.obstacle ?? null} />,
            },
            { term: t('measures.campaign.said.next'), value: <Words now={report.next} then={before?.next ?? null} /> },
          ]}
        />
        {before && (
          <Details summary={t('measures.report.before', { day: format.day(before.asOf) })}>
            <DescriptionList
              items={[
                {
                  term: t('measures.report.standing'),
                  value: standingWord(t, { state: before.measureState, stalled: before.stalled }),
                },
                { term: t('measures.campaign.said.done'), value: <Lines text={before.done} /> },
                {
                  term: t('measures.campaign.said.obstacle'),
                  value: before.obstacle && <Lines text={before.obstacle} />,
                },
                { term: t('measures.campaign.said.next'), value: before.next && <Lines text={before.next} /> },
              ]}
            />
          </Details>
        )}
        <p>
          <Link to={`/measures/${measure.id}`}>{t('measures.report.to-measure')}</Link>
        </p>
      </Stack>
    </Section>
  )
}

/** New wording with what differs from the last one marked, unless hardly a word stayed: then the marks would only disturb. */
function Words({ now, then }: { now: string | null; then: string | null }) {
  const { t } = useRender()
  if (now === null) return <span className="nl-muted">{then === null ? '–' : t('measures.report.gone')}</span>
  if (then === null) return <Lines text={now} />
  const runs = compareTexts(then, now)
  const kept = runs.filter((run) => run.kind === 'kept').reduce((sum, run) => sum + run.text.length, 0)
  if (kept * 2 < now.length) return <Lines text={now} />
  return (
    <p className="nl-text">
      {runs.map((run, index) => {
        const key = `${index}-${run.kind}`
        if (run.kind === 'inserted') return <ins key={key}>{run.text}</ins>
        if (run.kind === 'deleted') return <del key={key}>{run.text}</del>
        return <span key={key}>{run.text}</span>
      })}
    </p>
  )
}

interface DecisionProps {
  readonly report: Report
  readonly measure: Measure
  readonly today: Day
  readonly form: PageRequest['form']
}

function Decision({ report, measure, today, form }: DecisionProps) {
  const { t, format } = useRender()
  const change = changeBy(report, measure, today)
  const refused = change !== undefined && isRefused(change, measure, today)
  const words = (standing: { state: Report['measureState']; stalled: boolean }) => standingWord(t, standing)
  return (
    <Stack gap="l">
      <Section title={t('measures.report.decide')}>
        <Form
          action={`${reportPath(report.id)}/approve`}
          route={approveRoute}
          labels={{
            apply: t('measures.report.apply'),
            publicText: t('measures.report.public-text'),
            publish: t('measures.report.publish'),
            since: t('measures.report.apply'),
            state: t('measures.report.apply'),
            reason: t('measures.report.apply'),
          }}
          initial={{ apply: true, publicText: report.publicText, publish: report.publicText !== null }}
          {...(form && { state: form })}
          failure={t('measures.report.not-approved')}
          prefix="approve-"
        >
          <Hidden name="measureVersion" value={measure.version} />
          {change === undefined ? (
            <Text>{t('measures.report.no-change')}</Text>
          ) : refused ? (
            <Note kind="attention">
              {t('measures.report.refused', {
                from: words({ state: measure.state, stalled: measure.stalledSince !== null }),
                to: words(change),
              })}
            </Note>
          ) : (
            <Checkbox
              name="apply"
              hint={t('measures.report.apply-hint', {
                from: words({ state: measure.state, stalled: measure.stalledSince !== null }),
                to: words(change),
                day: format.day(change.since),
              })}
            />
          )}
          <Details summary={t('measures.report.public')} open={report.publicText !== null}>
            <TextArea name="publicText" rows={4} maxLength={1000} optional hint={t('measures.report.public-hint')} />
            <Checkbox name="publish" />
          </Details>
          <ButtonRow>
            <Button>{t('measures.report.approve')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Details summary={t('measures.report.return')} open={form?.route === returnRoute}>
        <Form
          action={`${reportPath(report.id)}/return`}
          route={returnRoute}
          labels={{ note: t('measures.report.note') }}
          {...(form && { state: form })}
          prefix="return-"
        >
          <TextArea name="note" rows={3} maxLength={1000} hint={t('measures.report.note-hint')} />
          <ButtonRow>
            <Button look="secondary">{t('measures.report.return')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Stack>
  )
}

function Decided({ report }: { report: Report }) {
  const { t, format } = useRender()
  return (
    <Panel title={t(`measures.report.state.${report.replaced ? 'replaced' : report.state}`)}>
      {report.decidedAt && (
        <Text>
          {t('measures.report.decided', { at: format.instant(report.decidedAt), who: report.decidedBy ?? 'none' })}
        </Text>
      )}
      {report.decisionNote && <Lines text={report.decisionNote} />}
      <Text>{t('measures.report.never-changes')}</Text>
    </Panel>
  )
}
