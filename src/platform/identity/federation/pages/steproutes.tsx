import { z } from 'zod'
import { Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { defineRights, roleKeys } from '../../../access/index.ts'
import { openSecret, sealSecret } from '../../../config/seal.ts'
import type { Secrets } from '../../../config/secrets.ts'
import { inTenant } from '../../../database/index.ts'
import { safeNext } from '../../../http/addresses.ts'
import { type FormRequest, type Page, type PageRequest, routesFor } from '../../../http/index.ts'
import type { CallRequest, OpenCallRoute, OpenRequest, Step } from '../../../http/open.ts'
import { readSetting } from '../../../settings/index.ts'
import { isFresh, wayOn, wayToProof } from '../../factors/session.ts'
import { currentActor } from '../../sessions.ts'
import { takeSending } from '../../throttle.ts'
import { beginSignIn } from '../begin.ts'
import { directorySetting } from '../config.ts'
import { finishSignIn, noteRefusal } from '../finish.ts'
import { endByProvider, noteBadLogout, wayOut } from '../logout.ts'
import { isLinked } from '../people.ts'
import type { Providers } from '../provider.ts'
import { type Refusal, type Refused, refusedBy } from '../refusal.ts'
import { NothingForm } from './forms.ts'
import { LinkPage, OnTheWay, RefusedPage } from './steps.tsx'

export interface Federation {
  readonly secrets: Secrets
  readonly providers: Providers
}

/** A town hall is one network, and all of it signs in at eight. */
const freeSteps = 600

/** Logout tokens that do not hold, of one sender in a quarter of an hour, before its calls are refused unread. */
const freeBadCalls = 30

/** What somebody signed in has asked for: to link this account, now, in this browser. */
const Wish = z.object({ accountId: z.uuid(), until: z.number() })
const wishPurpose = 'directory link'
const wishMs = 2 * 60_000

const rights = defineRights({ 'directory.link': roleKeys })
const { form } = routesFor(rights)

/** The steps of sign-in and sign-out with a directory. */
export function steps({ secrets, providers }: Federation) {
  async function start(request: OpenRequest): Promise<Step> {
    const { db, tenant, clock, query } = request
    const next = safeNext(query.get('next'))
    const wait = await mustWait(request, 'start')
    if (wait > 0) return { ...refused(request, 'too-often', undefined, next, 429), retryAfterSeconds: wait }
    const { value: directory, version } = await inTenant(db, tenant, 'system', (tx) =>
      readSetting(tx, directorySetting),
    )
    if (!directory?.on) return refused(request, 'off', undefined, next, 404)
    const wish = await wishOf(request)
    if (wish === 'gone') return { to: '/account/directory' }
    // Nobody is signed in by a link of another page, not even where the provider knows them already (OWASP ASVS 5, 7.6.2).
    if (!wish && !request.fromHere) return { to: next ? `/sign-in?${new URLSearchParams({ next })}` : '/sign-in' }
    try {
      const provider = await providers.find(tenant, directory, clock.now())
      const beginning = {
        visit: request.visit,
        next,
        accountId: wish?.accountId ?? null,
        sessionId: wish?.sessionId ?? null,
        settingVersion: version,
        redirectUri: backTo(request, 'back'),
      }
      const away = await beginSignIn(db, secrets, tenant, provider, directory, beginning, clock.now())
      return wish && !wish.sessionId ? { away, shown: (to) => onTheWay(request, to, false) } : { away }
    } catch (error) {
      const why = refusedBy(error)
      if (!why) throw error
      await inTenant(db, tenant, 'system', (tx) => noteRefusal(tx, why))
      return refused(request, why.refusal, directory.label, next, statusOf(why))
    }
  }

  async function back(request: OpenRequest): Promise<Step> {
    const { db, tenant, clock, query, visit, metrics } = request
    const wait = await mustWait(request, 'back')
    if (wait > 0) return { ...refused(request, 'too-often', undefined, undefined, 429), retryAfterSeconds: wait }
    const address = new URL(backTo(request, 'back'))
    address.search = query.toString()
    const done = await finishSignIn({ db, secrets, providers, tenant, clock, visit, back: address })
    if (done.result === 'linked') return { to: '/account/directory?done=linked' }
    if (done.result === 'proven') return { to: safeNext(done.next) ?? '/account', session: done.session }
    if (done.result === 'in') {
      metrics.signIns.inc({ result: 'done' })
      return { to: wayOn(done.step, safeNext(done.next)), session: done.session }
    }
    metrics.signIns.inc({ result: 'failed' })
    const { value } = await inTenant(db, tenant, 'system', (tx) => readSetting(tx, directorySetting))
    return refused(request, done.refusal, value?.label, undefined, statusOf(done))
  }

  /** Back from the provider after sign-out. */
  async function out(): Promise<Step> {
    return { to: '/sign-in?done=out' }
  }

  async function leave(request: OpenRequest): Promise<Step> {
    const { db, tenant, clock, session } = request
    const away = session && (await wayOut({ db, secrets, providers, tenant, clock }, session, backTo(request, 'out')))
    return away ? { away, shown: (to) => onTheWay(request, to, true) } : { to: '/sign-in?done=out' }
  }

  const end: OpenCallRoute['take'] = async (request: CallRequest) => {
    const { db, tenant, clock, values, address, throttleKey } = request
    const token = values['logout_token']
    const done =
      typeof token === 'string'
        ? await endByProvider({ db, secrets, providers, tenant, clock }, token)
        : ({ result: 'refused', reason: 'no-token' } as const)
    if (done.result === 'done') return { status: 200 }
    if (done.result === 'off') return { status: 404, error: 'not_found' }
    if (done.result === 'away') return { status: 503, error: 'temporarily_unavailable' }
    const sending = { form: `${tenant.key} directory logout`, address, free: freeBadCalls }
    const wait = await takeSending(db, throttleKey, sending, clock.now())
    // Whoever sends more of them fills no audit with it.
    if (wait > 0) return { status: 429, error: 'invalid_request' }
    await inTenant(db, tenant, 'system', (tx) => noteBadLogout(tx, done.reason))
    return { status: 400, error: 'invalid_request' }
  }

  async function showLink({ tx, tenant, actor, t }: PageRequest): Promise<Page> {
    const { value: directory } = await readSetting(tx, directorySetting)
    const linked = directory?.on && (await isLinked(tx, tenant, actor.accountId, directory.issuer))
    return {
      title: t('identity.directory.link.title'),
      layout: 'narrow',
      crumbs: [{ label: t('identity.account.title'), path: '/account' }],
      body: <LinkPage linked={linked === true} label={directory?.on ? directory.label : undefined} />,
    }
  }

  /** The wish is sealed into the address: a page of another site cannot make one, and it holds for two minutes. */
  async function wishLink({ tx, actor, sessionId, clock }: FormRequest): Promise<string> {
    const { value: directory } = await readSetting(tx, directorySetting)
    if (!directory?.on) throw new Invalid([{ field: '', code: 'directory-first' }])
    // From then on the provider can sign in as this person, so whose session it is must be sure.
    if (!(await isFresh(tx, sessionId, clock.now()))) return wayToProof('/account/directory')
    const wish: z.output<typeof Wish> = { accountId: actor.accountId, until: clock.now() + wishMs }
    const link = sealSecret(secrets, wishPurpose, JSON.stringify(wish))
    return `/sign-in/directory?${new URLSearchParams({ link })}`
  }

  /**
   * For whom, when it is no sign-in: to link an account by a wish that holds, or to show again who one is (`again`).
   * Undefined for a sign-in, `gone` when it cannot be in this browser any more.
   */
  async function wishOf({ db, tenant, clock, query, session }: OpenRequest): Promise<Wished | 'gone' | undefined> {
    const link = query.get('link')
    if (link === null && !query.has('again')) return undefined
    const open = session
      ? await inTenant(db, tenant, 'system', (tx) => currentActor(tx, tenant, session, clock.now(), clock.today()))
      : undefined
    if (open?.step !== 'open') return 'gone'
    const { accountId } = open.actor
    if (link === null) return open.method === 'oidc' ? { accountId, sessionId: open.id } : 'gone'
    const wish = readWish(secrets, link)
    return wish && wish.until >= clock.now() && wish.accountId === accountId ? { accountId, sessionId: null } : 'gone'
  }

  return {
    start,
    back,
    out,
    leave,
    end,
    link: [form('/account/directory', 'directory.link', NothingForm, showLink, wishLink)],
  }
}

function mustWait({ db, tenant, clock, address, throttleKey }: OpenRequest, step: 'start' | 'back'): Promise<number> {
  const sending = { form: `${tenant.key} directory ${step}`, address, free: freeSteps }
  return takeSending(db, throttleKey, sending, clock.now())
}

interface Wished {
  readonly accountId: Id<'account'>
  /** Set where they only show again who they are. */
  readonly sessionId: string | null
}

function readWish(secrets: Secrets, sealed: string): z.output<typeof Wish> | undefined {
  try {
    return Wish.parse(JSON.parse(openSecret(secrets, wishPurpose, sealed).toString('utf8')))
  } catch {
    // Altered, or made for something else: as good as none.
    return undefined
  }
}

const backTo = ({ origin, tenant }: Pick<OpenRequest, 'origin' | 'tenant'>, step: 'back' | 'out') =>
  `${origin}/${tenant.key}/sign-in/directory/${step}`

function statusOf({ refusal }: Refused): 400 | 403 | 404 | 502 {
  if (refusal === 'off') return 404
  if (refusal === 'provider-away' || refusal === 'client-refused') return 502
  return refusal === 'expired' || refusal === 'answer-invalid' ? 400 : 403
}

function refused(
  { t }: OpenRequest,
  refusal: Refusal | 'too-often',
  label: string | undefined,
  next: string | undefined,
  status: 400 | 403 | 404 | 429 | 502,
): Extract<Step, { status: unknown }> {
  const page = {
    title: t('identity.directory.refused.title'),
    layout: 'narrow' as const,
    body: <RefusedPage refusal={refusal} label={label} next={next} />,
  }
  return { page, status }
}

const onTheWay = ({ t }: OpenRequest, away: URL, out: boolean): Page => ({
  title: t(out ? 'identity.directory.out-title' : 'identity.directory.link.title'),
  layout: 'narrow',
  body: <OnTheWay away={away} done={out} />,
})
