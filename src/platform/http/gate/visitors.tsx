import { Invalid } from '../../../kernel/errors.ts'
import { locationOf } from '../addresses.ts'
import { readCookie, writeCookie } from '../cookies.ts'
import { issuesOf } from '../issues.ts'
import type { OpenRequest, OpenRoute } from '../open.ts'
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
    throttleKey: house.throttleKey,
    metrics: house.metrics,
  }
}
