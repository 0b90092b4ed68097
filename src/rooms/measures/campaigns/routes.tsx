import { NotFound } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { routesFor } from '../../../platform/http/index.ts'
import { rights } from '../access.ts'
import { saveAnswer, sendAnswers } from './actions/answering.ts'
import { setMailboxes, startCampaign } from './actions/asking.ts'
import { changeCampaign, closeCampaign, createCampaign, extendCampaign } from './actions/campaigns.ts'
import { approveReport, returnReport } from './actions/deciding.ts'
import { renewLink } from './actions/links.ts'
import { remind } from './actions/reminding.ts'
import { reportMeasure } from './actions/reporting.ts'
import * as forms from './forms.ts'
import { nextOf } from './pages/answer.tsx'
import { itemRoute, listRoute, saveByLink, sendByLink, showItemByLink, showListByLink } from './pages/bylink.tsx'
import { showCampaign } from './pages/campaign.tsx'
import { showCampaignForm, showNewCampaign } from './pages/campaignform.tsx'
import { showCampaigns } from './pages/campaigns.tsx'
import { linksPage } from './pages/links.tsx'
import { showNewReport } from './pages/newreport.tsx'
import { ownItemRoute, ownListRoute, ownPaths, showOwn, showOwnItem, showOwnRequest } from './pages/own.tsx'
import { showReport } from './pages/report.tsx'
import { showSnapshot } from './pages/snapshot.tsx'
import { showUnit } from './pages/unit.tsx'
import { campaignPath, reportPath } from './paths.ts'
import { getAsked, itemsOf } from './queries/asked.ts'
import { getCampaign } from './queries/campaigns.ts'
import { waitingReports } from './queries/reports.ts'
import { settingOf } from './setting.ts'

const { page, form, publicForm } = routesFor(rights)

/** Running campaigns: asking, reminding, closing. */
const running = [
  page('/measures/campaigns', 'measures.read-internal', showCampaigns),
  form(
    '/measures/campaigns/new',
    'measures.edit',
    forms.NewCampaign,
    showNewCampaign,
    async (request, input) => {
      const { tx, actor, tenant } = request
      const id = await createCampaign(tx, actor, settingOf(request), tenant.name, input)
      return `${campaignPath(id)}?done=created`
    },
    { draft: true, once: true },
  ),
  page('/measures/campaigns/:id', 'measures.read-internal', showCampaign),
  form(
    '/measures/campaigns/:id/edit',
    'measures.edit',
    forms.ChangedCampaign,
    showCampaignForm,
    async (request, input) => {
      const { tx, actor, params } = request
      await changeCampaign(tx, actor, settingOf(request), params.id, input)
      return `${campaignPath(params.id)}?done=changed`
    },
    { draft: true },
  ),
  form('/measures/campaigns/:id/start', 'measures.edit', forms.Start, showCampaign, async (request, input) => {
    const { tx, actor, params, t, tenant, origin } = request
    await setMailboxes(tx, actor, params.id, input.mailboxes)
    if (input.do === 'keep') return `${campaignPath(params.id)}?done=mailboxes`
    const campaign = await getCampaign(tx, actor, params.id)
    const links = await startCampaign(tx, actor, settingOf(request), params.id, input.version)
    return linksPage(t, campaign, links, `${origin}/${tenant.key}`)
  }),
  form('/measures/campaigns/:id/remind', 'measures.edit', forms.Reminding, showCampaign, async (request, { unit }) => {
    const { tx, actor, params } = request
    await remind(tx, actor, settingOf(request), params.id, unit)
    return `${campaignPath(params.id)}?done=reminded`
  }),
  form('/measures/campaigns/:id/extend', 'measures.edit', forms.Extension, showCampaign, async (request, input) => {
    const { tx, actor, params } = request
    await extendCampaign(tx, actor, settingOf(request), params.id, input)
    return `${campaignPath(params.id)}?done=extended`
  }),
  form('/measures/campaigns/:id/close', 'measures.edit', forms.Closing, showCampaign, async (request, { version }) => {
    const { tx, actor, params } = request
    await closeCampaign(tx, actor, settingOf(request), params.id, version)
    return `${campaignPath(params.id)}?done=closed`
  }),
  page('/measures/campaigns/:id/units/:request', 'measures.read-internal', showUnit),
  form('/measures/campaigns/:id/units/:request/link', 'measures.edit', forms.NewLink, showUnit, async (request) => {
    const { tx, actor, params, t, tenant, origin } = request
    if (!isId(params.request)) throw new NotFound('not an id')
    const campaign = await getCampaign(tx, actor, params.id)
    const link = await renewLink(tx, actor, settingOf(request), params.id, params.request)
    return linksPage(t, campaign, [link], `${origin}/${tenant.key}`)
  }),
  page('/measures/snapshots/:id', 'measures.read-internal', showSnapshot),
]

/** Reviewing what came in, one after the other. */
const reviewing = [
  page('/measures/reports/:id', 'measures.read-internal', showReport),
  form('/measures/reports/:id/approve', 'measures.approve', forms.Approval, showReport, async (request, input) => {
    const { tx, actor, params } = request
    const report = await approveReport(tx, actor, settingOf(request), params.id, input)
    const [next] = report.campaignId ? await waitingReports(tx, actor, report.campaignId) : []
    if (next) return `${reportPath(next.id)}?done=approved`
    return report.campaignId
      ? `${campaignPath(report.campaignId)}?done=reviewed`
      : `${reportPath(report.id)}?done=approved`
  }),
  form('/measures/reports/:id/return', 'measures.approve', forms.Return, showReport, async (request, { note }) => {
    const { tx, actor, params } = request
    const report = await returnReport(tx, actor, settingOf(request), params.id, note)
    const [next] = report.campaignId ? await waitingReports(tx, actor, report.campaignId) : []
    return `${reportPath(next?.id ?? report.id)}?done=returned`
  }),
  form(
    '/measures/reports/new/:id',
    'measures.report',
    forms.OwnReport,
    showNewReport,
    async (request, input) => {
      const { tx, actor, params } = request
      return reportPath(await reportMeasure(tx, actor, settingOf(request), params.id, input))
    },
    { draft: true, once: true },
  ),
]

/** Answering: signed in for one's own organisation, or by the link of a mail. */
const answering = [
  page('/measures/reports', 'measures.report', showOwn),
  form(ownListRoute, 'measures.report', forms.Sending, showOwnRequest, async (request, { label }) => {
    const { tx, actor, params } = request
    const asked = await getAsked(tx, actor, params.id)
    await sendAnswers(tx, actor, settingOf(request), asked, label)
    return `${ownPaths(asked.id).list}?done=sent`
  }),
  form(ownItemRoute, 'measures.report', forms.AnswerForm, showOwnItem, async (request, answer) => {
    const { tx, actor, params } = request
    const asked = await getAsked(tx, actor, params.id)
    const item = await saveAnswer(tx, actor, settingOf(request), asked, params.item, answer)
    const next = nextOf(await itemsOf(tx, asked.id), item.id)
    const paths = ownPaths(asked.id)
    return next ? `${paths.item(next.id)}?done=saved` : `${paths.list}?done=saved#send`
  }),
  publicForm(listRoute, forms.Sending, showListByLink, sendByLink),
  publicForm(itemRoute, forms.AnswerForm, showItemByLink, saveByLink),
]

export const campaignRoutes = [...running, ...reviewing, ...answering]
