import type { ReactNode } from 'react'
import { Conflict, Invalid, type Issue, NotFound } from '../../../kernel/errors.ts'
import { actAsPublic } from '../../access/acting.ts'
import { inTenant } from '../../database/index.ts'
import { isLocale, locales, referenceLocale, staffLocales } from '../../i18n/index.ts'
import { takeSending } from '../../identity/throttle.ts'
import { locationOf } from '../addresses.ts'
import { UnreadableBody } from '../body.ts'
import { readCookie } from '../cookies.ts'
import { holdsSecret } from '../headers.ts'
import { issuesOf } from '../issues.ts'
import type { FormState, Page, PublicRequest } from '../request.ts'
import type { PublicDownloadRoute, PublicFormRoute, PublicRoute, RouteForAll } from '../routes.ts'
import { asAttachment, compressed, html, seeOther, unchanged } from './answer.ts'
import { clientAddress } from './client.ts'
import { conflictOf } from './failures.tsx'
import { type GateContext, type House, translateFor } from './house.ts'
import { renderShown } from './page.tsx'
import { readSent, type Sent, withoutSecrets } from './sent.ts'
import { claimPublicSubmission, closePublicSubmission, fingerprintOf } from './submissions.ts'
import { openVisit, type Visit, visitSecret } from './visit.ts'

/** Where in the hono router the language of a public page stands. */
export const languageParam = '_language'

/** Sendings of one network in a quarter of an hour before each must wait. */
const usualFree = 60

/** How long the world may keep what everybody may read, in seconds. */
const cacheSeconds = 60

/** GET of a public page: `/<tenant>/<language>/<path>`. */
export async function servePublic(house: House, c: GateContext, route: PublicRoute): Promise<Response> {
  const visit = await openPublicVisit(house, c)
  const shown = await asPublic(house, visit, undefined, (request) => route.show(request))
  if (shown instanceof Response) return shown
  c.header('cache-control', `public, max-age=${cacheSeconds}`)
  return await answer(house, c, visit, route, shown, 200)
}

/** GET of a public file or feed. Unchanged ones are not sent again: readers of feeds ask often. */
export async function servePublicDownload(house: House, c: GateContext, route: PublicDownloadRoute): Promise<Response> {
  const visit = await openPublicVisit(house, c)
  const browser = readCookie(c, 'visit', house.secure)
  const made = await asPublic(house, visit, undefined, (request) => route.make(request), browser)
  c.header('cache-control', `public, max-age=${cacheSeconds}`)
  if (unchanged(c, made.body)) return c.body(null, 304)
  asAttachment(c, made)
  return await compressed(c, 200, made.body, made.type)
}

/** GET of a form for everybody. */
export async function servePublicForm(house: House, c: GateContext, route: PublicFormRoute): Promise<Response> {
  const visit = await openPublicVisit(house, c)
  return await showForm(house, c, visit, route, undefined, 200)
}

/** POST of such a form: forged and too many refused, issues shown with what was typed, otherwise done and 303. */
export async function servePublicSent(house: House, c: GateContext, route: PublicFormRoute): Promise<Response> {
  const visit = await openPublicVisit(house, c)
  const sent = await readSent(house, c, visit, route.options, readCookie(c, 'visit', house.secure))
  if (!route.options.uploads && Object.keys(sent.files).length > 0) throw new UnreadableBody('no file is wanted here')
  const again = (status: number, issues: readonly Issue[]) =>
    showForm(
      house,
      c,
      visit,
      route,
      { route: route.path, values: withoutSecrets(sent.values, route.options), issues },
      status,
    )
  if (!sent.token) return await again(403, [{ field: '', code: 'page-outdated' }])
  const seconds = await takeSending(
    house.db,
    house.throttleKey,
    {
      form: `${visit.tenant.key} ${route.path}`,
      address: clientAddress(c, house.trustedProxies ?? 0),
      free: route.options.free ?? usualFree,
    },
    house.clock.now(),
  )
  if (seconds > 0) {
    c.header('retry-after', String(seconds))
    return await again(429, [{ field: '', code: 'sent-too-often', values: { seconds } }])
  }
  const parsed = await route.schema.safeParseAsync(sent.values)
  if (!parsed.success) return await again(422, issuesOf(parsed.error))
  try {
    const browser = readCookie(c, 'visit', house.secure)
    const work = (request: PublicRequest) => act(visit, route, request, sent, parsed.data)
    const done = await asPublic(house, visit, undefined, work, browser)
    c.header('cache-control', 'no-store')
    if (typeof done === 'string') return seeOther(c, locationOf(visit.tenant.key, done))
    c.get('seen').cookieSecret = visitSecret(house, c)
    return await answer(house, c, visit, route, done, 200)
  } catch (error) {
    // What the action had written is rolled back; the form is shown again in a transaction of its own.
    if (error instanceof Invalid) return await again(422, error.issues)
    if (!(error instanceof Conflict)) throw error
    const { code, values } = conflictOf(error, c.get('seen').locale)
    return await again(409, [{ field: '', code, ...(values && { values }) }])
  }
}

async function act(
  visit: Visit,
  route: PublicFormRoute,
  request: PublicRequest,
  sent: Sent,
  input: unknown,
): Promise<string | Page> {
  const { tx, clock, params } = request
  const claimed = route.options.once && sent.token ? fingerprintOf(sent.token, visit.path, sent.values) : undefined
  if (claimed) {
    const first = await claimPublicSubmission(tx, claimed, params, clock.now())
    if (first) return first
  }
  const done = await route.act({ ...request, files: sent.files }, input)
  if (claimed && typeof done === 'string') await closePublicSubmission(tx, claimed, params, done)
  return done
}

async function showForm(
  house: House,
  c: GateContext,
  visit: Visit,
  route: PublicFormRoute,
  form: FormState | undefined,
  status: number,
): Promise<Response> {
  c.get('seen').cookieSecret = visitSecret(house, c)
  const { cookieSecret } = c.get('seen')
  const shown = await asPublic(house, visit, form, (request) => route.show(request), cookieSecret)
  c.header('cache-control', 'no-store')
  if (shown instanceof Response) return shown
  return await answer(house, c, visit, route, shown, status)
}

/** The visit of a page below a language; throws NotFound for a language that is none. */
async function openPublicVisit(house: House, c: GateContext): Promise<Visit> {
  const visit = await openVisit(house, c)
  const { [languageParam]: locale = '', ...params } = visit.params
  if (!isLocale(locale)) throw new NotFound('language')
  Object.assign(c.get('seen'), { locale, audience: 'public' })
  return { ...visit, params, locale }
}

/** Does the work in a transaction that sees what everybody may see. */
async function asPublic<T>(
  house: House,
  visit: Visit,
  form: FormState | undefined,
  work: (request: PublicRequest) => Promise<T>,
  browser?: string,
): Promise<T> {
  return await inTenant(house.db, visit.tenant, 'system', async (tx) => {
    await actAsPublic(tx)
    const request: PublicRequest = {
      tx,
      db: house.db,
      tenant: visit.tenant,
      origin: visit.tenant.origin ?? house.origin,
      actor: null,
      params: visit.params,
      query: visit.url.searchParams,
      path: visit.path,
      locale: visit.locale,
      t: translateFor(house, visit.locale),
      clock: house.clock,
      form,
      visit: browser,
      slot: (name, subject) => fillPublicSlot(house, request, name, subject),
    }
    return await work(request)
  })
}

async function fillPublicSlot(
  house: House,
  request: PublicRequest,
  name: string,
  subject: string,
): Promise<ReactNode[]> {
  const panels = house.rooms
    .flatMap((room) => room.publicPanels ?? [])
    .filter((panel) => panel.slot === name)
    .sort((one, other) => one.order - other.order)
  const filled: ReactNode[] = []
  // One after the other: they share one transaction, which is one connection.
  for (const panel of panels) filled.push(await panel.show(request, subject))
  return filled.filter((node) => node !== null && node !== undefined && node !== false)
}

/** A page that was found or a form that came back, in the frame for everybody. */
async function answer(
  house: House,
  c: GateContext,
  visit: Visit,
  route: RouteForAll,
  page: Page,
  status: number,
): Promise<Response> {
  const below = visit.path.slice(1 + visit.locale.length)
  // A link that was sent to one person is read in the language it was sent in.
  const alone = holdsSecret(route.path)
  const languages = alone
    ? []
    : locales.map((other) => ({ locale: other, path: `/${other}${below}${visit.url.search}` }))
  // Pages say it when they exist in more languages than those of the staff.
  const spoken = page.spoken ?? staffLocales.find((known) => known === visit.locale) ?? referenceLocale
  const shown = { page: { ...page, spoken }, failed: status >= 400, languages, alone }
  return await html(c, page.status ?? status, renderShown(house, c, shown))
}
