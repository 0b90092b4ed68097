import { Hono } from 'hono'
import { NotFound } from '../../../kernel/errors.ts'
import { paceOfPrograms } from '../../api/programs.ts'
import { readCatalogues, referenceLocale } from '../../i18n/index.ts'
import { newToken } from '../../identity/tokens.ts'
import { holdsSecret, secretAddressHeaders, securityHeaders, signedOutHeaders } from '../headers.ts'
import type { AnyOpenRoute } from '../open.ts'
import { isForAll, type Route, type RouteForAll } from '../routes.ts'
import { serveAsset } from './assets.ts'
import { answerFailure, kindOf } from './failures.tsx'
import { registerHealth } from './health.ts'
import type { GateApp, GateContext, GateEnv, GateOptions, House } from './house.ts'
import { serveDownload, serveForm, servePage, serveSent } from './members.tsx'
import { administrationOf, inboxesOf, messageFolders, platformParts } from './own.ts'
import { apiBase, apiRoutesOf, serveApi, serveDescription, serveNoApi } from './programs.ts'
import { languageParam, servePublic, servePublicDownload, servePublicForm, servePublicSent } from './public.ts'
import { serveDistricts, serveStart } from './start.tsx'
import { tenantDirectory } from './tenants.ts'
import { traceOf } from './trace.ts'
import { tenantParam } from './visit.ts'
import { serveCall, serveOpen, serveOpenSent, serveStep } from './visitors.tsx'

/**
 * The one gate: every request of the platform passes here. It registers the routes of the platform and of the rooms and
 * gives each its right, validation, protection against forged requests, transaction, audit, language and answer.
 * `gate.fetch` serves; tests call `gate.request()`.
 */
export async function createGate(options: GateOptions): Promise<GateApp> {
  const house: House = {
    ...options,
    catalogues: await readCatalogues([...messageFolders(), ...options.rooms.map((room) => room.folder)]),
    tenants: tenantDirectory(options.db),
    inboxes: inboxesOf(options.rooms),
    administration: administrationOf(platformParts(options), options.rooms),
    secure: options.origin.startsWith('https:'),
    paceOfPrograms: paceOfPrograms(),
    throttleKey: options.secrets.derive('sign-in throttle'),
  }
  const gate: GateApp = new Hono<GateEnv>()
  gate.use(observe(house))
  gate.onError((error, c) => answerFailure(house, c, error))
  gate.notFound((c) => answerFailure(house, c, new NotFound('no route')))
  registerHealth(house, gate)
  gate.get('/assets/*', (c) => serveAsset(house, c))
  gate.get(
    '/',
    named('/', (c) => serveDistricts(house, c)),
  )
  for (const route of inOrder(routesOf(house))) register(house, gate, route)
  registerApi(house, gate)
  gate.get(
    `/:${tenantParam}`,
    named('/:tenant', (c) => serveStart(house, c)),
  )
  gate.get(
    `/:${tenantParam}/`,
    named('/:tenant', (c) => serveStart(house, c)),
  )
  return gate
}

function routesOf(house: House): readonly (Route | AnyOpenRoute)[] {
  return platformParts(house)
    .flatMap((room): readonly (Route | AnyOpenRoute)[] => room.routes)
    .concat(house.rooms.flatMap((room) => room.routes))
}

function register(house: House, gate: GateApp, route: Route | AnyOpenRoute): void {
  const path = `/:${tenantParam}${route.path}`
  switch (route.kind) {
    case 'page':
      gate.get(
        path,
        named(route.path, (c) => servePage(house, c, route)),
      )
      break
    case 'download':
      gate.get(
        path,
        named(route.path, (c) => serveDownload(house, c, route)),
      )
      break
    case 'form':
      gate.get(
        path,
        named(route.path, (c) => serveForm(house, c, route)),
      )
      gate.post(
        path,
        named(route.path, (c) => serveSent(house, c, route)),
      )
      break
    case 'open-form':
      gate.get(
        path,
        named(route.path, (c) => serveOpen(house, c, route)),
      )
      gate.post(
        path,
        named(route.path, (c) => serveOpenSent(house, c, route)),
      )
      break
    case 'open-step':
      gate.get(
        path,
        named(route.path, (c) => serveStep(house, c, route)),
      )
      break
    case 'open-call':
      gate.post(
        path,
        named(route.path, (c) => serveCall(house, c, route)),
      )
      break
    case 'public':
      gate.get(publicPathOf(route), namedForAll(route, servePublic))
      break
    case 'public-download':
      gate.get(publicPathOf(route), namedForAll(route, servePublicDownload))
      break
    case 'public-form':
      gate.get(publicPathOf(route), namedForAll(route, servePublicForm))
      gate.post(publicPathOf(route), namedForAll(route, servePublicSent))
      break
  }

  function namedForAll<R extends RouteForAll>(
    forAll: R,
    serve: (house: House, c: GateContext, route: R) => Promise<Response>,
  ) {
    return named(`/:language${forAll.path}`, (c) => serve(house, c, forAll))
  }
}

/** What programs of other offices ask and tell, and how it is described. */
function registerApi(house: House, gate: GateApp): void {
  const base = `/:${tenantParam}${apiBase}`
  gate.get(
    `${base}/openapi.json`,
    named(`${apiBase}/openapi.json`, (c) => serveDescription(house, c)),
  )
  for (const route of apiRoutesOf(house))
    gate.on(
      route.method,
      `${base}${route.path}`,
      named(`${apiBase}${route.path}`, (c) => serveApi(house, c, route)),
    )
  gate.all(`${base}/*`, (c) => serveNoApi(house, c))
}

/** Public pages stand below their language: `/auental/de/decisions`. */
const publicPathOf = ({ path }: RouteForAll) =>
  `/:${tenantParam}/:${languageParam}{[a-z][a-z]}${path === '/' ? '' : path}`

/** Fixed words before parameters, whatever the order of the rooms: `/network/sites/new` is no site with the id `new`. */
function inOrder(routes: readonly (Route | AnyOpenRoute)[]): (Route | AnyOpenRoute)[] {
  const weight = (path: string) => path.replace(/:[^/]+/g, '\uffff')
  const places = new Map<string, string>()
  for (const route of routes) {
    const place = `${isForAll(route) ? 'public' : 'staff'} ${weight(route.path)}`
    const taken = places.get(place)
    if (taken !== undefined) throw new RangeError(`two routes at one address: ${taken} and ${route.path}`)
    places.set(place, route.path)
  }
  return [...routes].sort((one, other) => (weight(one.path) < weight(other.path) ? -1 : 1))
}

/** Tells the log which route it is; the address itself may hold ids. */
const named = (route: string, handle: (c: GateContext) => Promise<Response>) => async (c: GateContext) => {
  c.get('seen').route = route
  return await handle(c)
}

/** Around every request: trace id, headers that every answer has, one line in the log, the metrics. */
function observe(house: House) {
  const headers = Object.entries(securityHeaders(house.secure))
  return async (c: GateContext, next: () => Promise<void>): Promise<void> => {
    const trace = traceOf(c.req.header('traceparent'), house.trustedProxies ?? 0)
    c.set('seen', {
      trace,
      route: 'unknown',
      tenant: undefined,
      actor: undefined,
      locale: referenceLocale,
      audience: 'staff',
      inbox: undefined,
      cookieSecret: newToken(),
    })
    const began = performance.now()
    await next()
    const { route, tenant } = c.get('seen')
    for (const [name, value] of headers) c.res.headers.set(name, value)
    if (holdsSecret(route))
      for (const [name, value] of Object.entries(secretAddressHeaders)) c.res.headers.set(name, value)
    if (route === '/sign-out' && c.req.method === 'POST' && c.res.status === 303)
      for (const [name, value] of Object.entries(signedOutHeaders)) c.res.headers.set(name, value)
    c.res.headers.set('x-trace-id', trace)
    const ms = performance.now() - began
    const { method } = c.req
    const { status } = c.res
    house.metrics.requests.observe({ method, route, status: String(status) }, ms / 1000)
    if (route === '/assets' || route === '/healthz') return
    const failure = c.error ? { failure: kindOf(c.error) } : {}
    house.log.info({ method, route, status, ms: Math.round(ms), trace, tenant: tenant?.key, ...failure }, 'request')
  }
}
