import { Invalid } from '../../../kernel/errors.ts'
import { locationOf } from '../addresses.ts'
import { readForm } from '../body.ts'
import { readCookie, writeCookie } from '../cookies.ts'
import { issuesOf } from '../issues.ts'
import type { OpenCallRoute, OpenRequest, OpenRoute, OpenStepRoute } from '../open.ts'
import { ShownAgain } from '../open.ts'
import type { FormState } from '../request.ts'
import { html, seeOther } from './answer.ts'
import { clientAddress } from './client.ts'
import { Forged } from './failures.tsx'
import { type GateContext, type House, translateFor } from './house.ts'
import { renderShown } from './page.tsx'
import { readSent, withoutSecrets } from './sent.ts'
import { languageSwitch, openVisit, type Visit, visitSecret } from './visit.ts'

/** GET of a form that works before anybody is known. */
export async function serveOpen(house: House, c: GateContext, route: OpenRoute): Promise<Response> {
  const visit = await openVisit(house, c)
  const wanted = languageSwitch(visit)
  if (wanted) {
    writeCookie(c, 'language', wanted.locale, house.secure)
    return seeOther(c, wanted.to)
  }
  return await showOpen(house, c, visit, route, undefined, 200)
}

/** POST of such a form. */
export async function serveOpenSent(house: House, c: GateContext, route: OpenRoute): Promise<Response> {
  const visit = await openVisit(house, c)
  const sent = await readSent(house, c, visit, route.options, readCookie(c, 'visit', house.secure))
  if (!sent.token) throw new Forged()
  const again = (status: number, issues: FormState['issues']) =>
    showOpen(
      house,
      c,
      visit,
      route,
      { route: route.path, values: withoutSecrets(sent.values, route.options), issues },
      status,
    )
  const parsed = await route.schema.safeParseAsync(sent.values)
  if (!parsed.success) return await again(422, issuesOf(parsed.error))
  try {
    const done = await route.act(requestOf(house, c, visit, undefined), parsed.data)
    if (done.session) writeCookie(c, 'session', done.session, house.secure, visit.tenant.key)
    if (done.device) writeCookie(c, 'device', done.device, house.secure)
    c.header('cache-control', 'no-store')
    if (done.page) return await html(c, 200, renderShown(house, c, { page: done.page }))
    return seeOther(c, locationOf(visit.tenant.key, done.to))
  } catch (error) {
    if (error instanceof Invalid) return await again(422, error.issues)
    if (!(error instanceof ShownAgain)) throw error
    if (error.retryAfterSeconds) c.header('retry-after', String(error.retryAfterSeconds))
    return await again(error.status, error.issues)
  }
}

/** A step of the way in or out. */
export async function serveStep(house: House, c: GateContext, route: OpenStepRoute): Promise<Response> {
  const visit = await openVisit(house, c)
  c.get('seen').cookieSecret = visitSecret(house, c)
  const step = await route.step(requestOf(house, c, visit, undefined))
  c.header('cache-control', 'no-store')
  if ('away' in step) {
    if (!step.shown) return seeOther(c, step.away.href)
    // At once, and as a new way: a browser lets no form lead to another origin, not even by a redirect.
    c.header('refresh', `0; url=${step.away.href}`)
    return await html(c, 200, renderShown(house, c, { page: step.shown(step.away) }))
  }
  if ('status' in step) {
    if (step.retryAfterSeconds) c.header('retry-after', String(step.retryAfterSeconds))
    return await html(c, step.status, renderShown(house, c, { page: step.page, failed: true }))
  }
  if (step.session) writeCookie(c, 'session', step.session, house.secure, visit.tenant.key)
  if (step.device) writeCookie(c, 'device', step.device, house.secure)
  return seeOther(c, locationOf(visit.tenant.key, step.to))
}

const largestCall = 64 * 1024

/** What another program sends. */
export async function serveCall(house: House, c: GateContext, route: OpenCallRoute): Promise<Response> {
  const { tenant } = await openVisit(house, c)
  const { values } = await readForm(c.req.raw, largestCall)
  const address = clientAddress(c, house.trustedProxies ?? 0)
  const { db, clock, throttleKey } = house
  const { status, error } = await route.take({ db, tenant, clock, address, throttleKey, values })
  c.header('cache-control', 'no-store')
  return error ? c.json({ error }, status) : c.body(null, status)
}

async function showOpen(
  house: House,
  c: GateContext,
  visit: Visit,
  route: OpenRoute,
  form: FormState | undefined,
  status: number,
): Promise<Response> {
  c.get('seen').cookieSecret = visitSecret(house, c)
  const shown = await route.show(requestOf(house, c, visit, form))
  c.header('cache-control', 'no-store')
  if (shown instanceof Response) return shown
  return await html(c, shown.status ?? status, renderShown(house, c, { page: shown, failed: status >= 400 }))
}

/** A link that was followed: browsers say so, and older ones at least name the page. */
function cameFromHere(c: GateContext, origin: string): boolean {
  const site = c.req.header('sec-fetch-site')
  return site === undefined ? c.req.header('referer')?.startsWith(`${origin}/`) === true : site === 'same-origin'
}

function requestOf(house: House, c: GateContext, visit: Visit, form: FormState | undefined): OpenRequest {
  return {
    db: house.db,
    tenant: visit.tenant,
    origin: visit.tenant.origin ?? house.origin,
    params: visit.params,
    query: visit.url.searchParams,
    path: visit.path,
    locale: visit.locale,
    t: translateFor(house, visit.locale),
    clock: house.clock,
    form,
    address: clientAddress(c, house.trustedProxies ?? 0),
    device: readCookie(c, 'device', house.secure),
    session: visit.token,
    visit: c.get('seen').cookieSecret,
    fromHere: cameFromHere(c, visit.tenant.origin ?? house.origin),
    throttleKey: house.throttleKey,
    secrets: house.secrets,
    sendsMail: house.sendsMail === true && !visit.tenant.demo,
    metrics: house.metrics,
  }
}
