import { routesFor } from '../../../platform/http/index.ts'
import { isLocale } from '../../../platform/i18n/index.ts'
import { rights } from '../access.ts'
import { makeCode, revokeCodes } from './actions/codes.ts'
import { endLink, makeLink } from './actions/links.ts'
import { referPerson, withdrawReferral } from './actions/refer.ts'
import { reportStuck } from './actions/reports.ts'
import * as forms from './forms.ts'
import { showAnswer } from './pages/bylink.tsx'
import { showCode } from './pages/code.tsx'
import { madePage, showLink } from './pages/link.tsx'
import { showMine, showStandings } from './pages/mine.tsx'
import { showNewReferral } from './pages/newreferral.tsx'
import { showReferral, showReferrals } from './pages/referrals.tsx'
import { enterPin, sendAnswer, sendAppointment, sendDocument } from './pages/sending.ts'
import { slipPage } from './pages/slip.tsx'
import { wordsIn } from './pages/slipwords.ts'
import { showPoster, showStuck } from './pages/stuck.tsx'
import {
  answerDeedRoute,
  answerRoute,
  codePath,
  codeRoute,
  linkPath,
  linkRoute,
  posterPath,
  referralsPath,
  standingRoute,
  stuckRoute,
} from './paths.ts'

const { page, form, publicForm, publicDownload } = routesFor(rights)

/** Sendings of one network in a quarter of an hour: PINs and codes are typed, not tried. */
const few = { free: 20 }

/** The giver makes, renews and ends links and codes. */
const giving = [
  form(linkRoute, 'journeys.hand-over', forms.NewLink, showLink, async (request, { mailTo }) => {
    const { tx, actor, params, clock, tenant } = request
    return madePage(request, await makeLink(tx, actor, params.id, { mailTo }, { clock, tenant }))
  }),
  form(
    `${linkRoute}/end`,
    'journeys.hand-over',
    forms.Nothing,
    showLink,
    async ({ tx, actor, params, clock, tenant }) => {
      await endLink(tx, actor, params.id, { clock, tenant })
      return `${linkPath(params.id)}?done=ended`
    },
  ),
  form(codeRoute, 'journeys.hand-over', forms.NewCode, showCode, async (request, { locale }) => {
    const { tx, actor, params, clock, tenant } = request
    const code = await makeCode(tx, actor, params.id, { clock, tenant })
    return slipPage(request, code, { locale, words: await wordsIn(isLocale(locale) ? locale : 'de') })
  }),
  form(
    `${codeRoute}/revoke`,
    'journeys.hand-over',
    forms.Nothing,
    showCode,
    async ({ tx, actor, params, clock, tenant }) => {
      await revokeCodes(tx, actor, params.id, { clock, tenant })
      return `${codePath(params.id)}?done=revoked`
    },
  ),
]

/** A partner without an account answers. */
const answering = [
  publicForm(answerRoute, forms.PinForm, showAnswer, enterPin, { ...few, secret: ['pin'] }),
  publicForm(answerDeedRoute('accept'), forms.Accepting, showAnswer, (request, input) =>
    sendAnswer(request, { kind: 'accepted', ...input }),
  ),
  publicForm(answerDeedRoute('ask'), forms.Asking, showAnswer, (request, input) =>
    sendAnswer(request, { kind: 'askedBack', ...input }),
  ),
  publicForm(answerDeedRoute('decline'), forms.Declining, showAnswer, (request, input) =>
    sendAnswer(request, { kind: 'declined', ...input }),
  ),
  publicForm(answerDeedRoute('appointment'), forms.Arriving, showAnswer, sendAppointment),
  publicDownload('/handover-answers/:token/documents/:document', sendDocument),
]

/** For everybody, in the public languages. */
const forEverybody = [
  publicForm(standingRoute, forms.CodeForm, showMine, showStandings, { ...few, secret: ['code'] }),
  publicForm(
    stuckRoute,
    forms.StuckForm,
    showStuck,
    async ({ tx, clock, tenant, locale }, { hurdle, interface: interfaceId, municipality: municipalityId, body }) => {
      await reportStuck(tx, { hurdle, interfaceId, municipalityId, body, locale }, { clock, demo: tenant.demo })
      return `/${locale}${stuckRoute}?done=sent`
    },
    { free: 10, once: true },
  ),
  page(posterPath, 'journeys.read-pathways', showPoster),
]

/** The immigration or naturalisation office refers and sees acceptance and outcome. */
const referring = [
  page(referralsPath, 'journeys.refer', showReferrals),
  form(
    '/referrals/new',
    'journeys.refer',
    forms.NewReferral,
    showNewReferral,
    async ({ tx, actor, clock, tenant }, input) =>
      `${referralsPath}/${await referPerson(tx, actor, input, { clock, tenant })}?done=sent`,
    { draft: true, once: true },
  ),
  page('/referrals/:id', 'journeys.refer', showReferral),
  form('/referrals/:id/withdraw', 'journeys.refer', forms.Withdrawing, showReferral, async (request, { version }) => {
    const { tx, actor, params, clock, tenant } = request
    await withdrawReferral(tx, actor, params.id, version, { clock, tenant })
    return `${referralsPath}/${params.id}?done=withdrawn`
  }),
]

export const outsideRoutes = [...giving, ...answering, ...forEverybody, ...referring]
