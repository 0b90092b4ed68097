/** Every page that the app serves, reached by its own links, judged by axe at two widths and by a ruler at three. */
import '../production.ts'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import type { RoleKey } from '../../src/platform/access/index.ts'
import { getTenant, inTenant, sql } from '../../src/platform/database/index.ts'
import { type ListedRoute, listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { addressWith, keysOf } from '../access/records.ts'
import { type DemoPlatform, demoPlatform } from '../demo.ts'
import { contrasts, enterAs, follow, rules, sideways, startBrowser, type Visitor, visit } from './visitor.ts'

let platform: DemoPlatform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([demoPlatform(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.close()
})

const routes = listRoutes(rooms)
const pages = routes.filter((route) => route.kind !== 'download' && route.right !== null)

/** Answers of a form that was sent stand at its address; no link leads there, or only from records that have ended. */
const withoutLink = new RegExp(
  `/(${[
    'search|deactivate|reactivate|link|discard|sessions|password|sign-out|remove|reopen|regions|members|members/end',
    'state|values|bulk|agenda|agenda/(title|move|step)|terms/new|party-groups/new',
    'start|remind|extend|close|begin|reviewers/withdraw|run|undo',
    'groups|check|unlink',
    'adopt|test|undeliverable|reset|evidence',
    'view-as|confirm|act|end|revoke|sign',
    'prepare|approve|stop|offered|answer|handed|compare|export',
    'accept|ask|decline|appointment|complete|record|acknowledge|message|assign|preview',
    'settle|after|correct|outside',
    'proposals/:number/(evidence|schedule|unschedule|circulate|vote|comments|decide|report)|fill|minutes/(write|compose|release)',
    'postpone|move|network|network/:contact|participants|decisions',
    'renew|undo-merge|family|data/(requests|decide|lift)|conferences',
    'phase|views|views/forget|supervision/enter|supervision/shares',
    'number|submit|return|release|withdraw|consultations|related|attachments|restore',
    'step|cards|take|unmerge|free|topics/:topic/(split|merge)',
  ].join('|')})$`,
)

/** Pages of records that the demo does not have, or not among the two of a kind that are opened. */
const notInDemo = new Set([
  // A role of the demo has no second factor; tests/browser/signin looks at these.
  '/account/app',
  '/account/directory',
  '/account/passkeys/:id',
  '/account/passkeys/new',
  '/account/recovery-codes',
  '/admin/feedback/:id',
  '/admin/mail/:id',
  // Its secret is sealed with a key that the demo does not have when it is loaded.
  '/admin/programs/webhooks/:id',
  '/admin/users/:id/grants',
  '/admin/users/:id/grants/:grant',
  '/consultations/:id/agenda',
  '/consultations/:id/result',
  // Logs are seen by who uploaded them.
  '/explore/:id',
  '/measures/answers/:id',
  '/measures/answers/:id/:item',
  '/measures/campaigns/:id/edit',
  '/measures/import/:id',
  '/measures/import/:id/columns',
  '/measures/import/:id/leave-out',
  '/measures/import/:id/rows',
  '/measures/reports',
  '/measures/reviews/:id/outcome',
  '/offers/import/:id',
  '/offers/import/:id/columns',
  '/offers/import/:id/leave-out',
  '/offers/import/:id/rows',
  '/papers/:id/correction',
  '/papers/:id/versions/:number',
  '/papers/drafts/:id/compare',
  '/resolutions/issue',
  '/people/:id/compare/:other',
  '/people/new',
  '/people/notices/:id',
  '/people/searches/:id',
  '/people/tellings/:id',
  '/cases/:id/conferences/:conference',
  '/cases/:id/handovers/:handover/sent',
  // Opens once an interface and a receiver are chosen.
  '/cases/:id/handovers/new/:choice',
  '/cases/from/:id',
  '/cases/import/:id',
  '/cases/import/:id/columns',
  '/cases/import/:id/leave-out',
  '/cases/import/:id/rows',
  '/cases/new',
  '/findings/release/:id',
  '/findings/release/told/:id',
  '/resolutions/lists/:id',
  // The files of the two cases that are opened have no need of their own.
  '/cases/:id/needs/:need',
  '/cases/:id/needs/:need/edit',
  // A draft is not among the first two proposals.
  '/steering/proposals/:number/edit',
])

/** More than two of a kind are opened where the first two may be alike: planned checks come before those that are told. */
const manyStates: ReadonlyMap<string, number> = new Map([['/effects/:id', 3]])

/** What coordination opens only with a reason, for some hours: no link leads there. */
const onlyWithReason = new Set(['cases.read', 'people.read'])

// Downloads too, so that `/network/interfaces/export` is not taken for the interface `export`; fixed words first.
const matchers = routes
  .filter((route) => !route.kind.startsWith('public'))
  .map((route) => ({ route, pattern: new RegExp(`^${route.path.replace(/:[^/]+/g, '[^/]+')}$`) }))
  .sort((one, other) => Number(one.route.path.includes(':')) - Number(other.route.path.includes(':')))

/** The page's route at an address below the tenant; undefined for downloads. */
function routeAt(path: string): ListedRoute | undefined {
  const route = matchers.find(({ pattern }) => pattern.test(path))?.route
  return route?.kind === 'download' ? undefined : route
}

/** Pixels; a phone's width is also that of 400 % on a desk. */
const looks = {
  desk: { width: 1280, colorScheme: 'light', judges: 'all' },
  phone: { width: 320, colorScheme: 'dark', judges: 'of width' },
  /** Whether long names fit; components and colours are those of the others. */
  measured: { width: 320, colorScheme: 'dark', judges: 'nothing' },
  tablet: { width: 800, colorScheme: 'dark', judges: 'nothing' },
} as const
type Look = keyof typeof looks

/** How texts look whose contrast was judged. */
const judged = { light: new Set<string>(), dark: new Set<string>() }

/**
 * What axe and the ruler say of the page that is open, at the desk and on a phone in the dark. The look that the window has
 * comes first, because changing it takes longer than most of the rules.
 */
async function judge(page: Visitor['page'], which: readonly Look[]): Promise<string[]> {
  const complaints: string[] = []
  const isNow = (look: Look) => page.viewportSize()?.width === looks[look].width
  for (const look of which.toSorted((one, other) => Number(isNow(other)) - Number(isNow(one)))) {
    const { width, colorScheme, judges } = looks[look]
    if (!isNow(look)) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
    }
    const over = await sideways(page)
    const found =
      judges === 'nothing' ? [] : [...(await rules(page, judges)), ...(await contrasts(page, judged[colorScheme]))]
    if (over > 0) found.push(`${over} px too wide`)
    if (judges === 'all') found.push(...(await empties(page)))
    complaints.push(...found.map((complaint) => `${new URL(page.url()).pathname} at ${width}: ${complaint}`))
  }
  return complaints
}

/** Elements without anything in them: left behind where the browser had to mend wrong nesting, or a list of nothing. */
const empties = async (page: Visitor['page']): Promise<string[]> =>
  await page.evaluate(`Array.from(document.querySelectorAll('p:empty:not([hidden]):not([role=status]), ul:empty, ol:empty, li:empty, dl:empty, dd:empty, h1:empty, h2:empty, h3:empty'),
    (element) => 'empty ' + element.outerHTML + ' in ' + element.parentElement.outerHTML.slice(0, 120))`)

/** Where the links of a page lead. */
function linksOf(html: string, at: URL): string[] {
  return [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(
    ([, href = '']) => new URL(href.replaceAll('&amp;', '&'), at).href,
  )
}

/** Routes that were reached, by tenant. A page looks alike to every role, so it is opened and judged once. */
const reached: Readonly<Record<string, Set<string>>> = { auental: new Set(), warendorf: new Set() }

test.each<{ tenant: 'auental' | 'warendorf'; role: RoleKey; look: readonly Look[] }>([
  { tenant: 'auental', role: 'coordinator', look: ['desk', 'phone'] },
  { tenant: 'auental', role: 'caseManager', look: ['desk', 'phone'] },
  { tenant: 'auental', role: 'intake', look: ['desk', 'phone'] },
  { tenant: 'auental', role: 'immigrationOffice', look: ['desk', 'phone'] },
  { tenant: 'auental', role: 'administrator', look: ['desk', 'phone', 'tablet'] },
  { tenant: 'auental', role: 'dataProtection', look: ['desk', 'phone'] },
  // The same pages with the long names of the real world: whether they fit.
  { tenant: 'warendorf', role: 'coordinator', look: ['measured', 'tablet'] },
])(
  '$tenant as $role: links lead to every page, axe finds nothing, no page scrolls sideways',
  async ({ tenant, role, look }) => {
    const visitor = await visit(browser)
    const { page } = visitor
    await enterAs(page, platform.origin, tenant, role)
    const been = reached[tenant] as Set<string>
    const complaints: string[] = []

    /** Opens a page, judges it when it is the first of its route, and returns its links below the tenant. */
    async function open(path: string): Promise<string[]> {
      const address = `${platform.origin}/${tenant}${path}`
      // Only what is judged needs the browser; for its links a page is read.
      const isFirst = !been.has(routeAt(path.split('?')[0] ?? '')?.path ?? '')
      const answer = isFirst ? await page.goto(address) : await visitor.context.request.get(address)
      if (!answer) return []
      const at = new URL(answer.url())
      const route = routeAt(at.pathname.slice(tenant.length + 1))
      if (answer.status() !== 200 || !route) return []
      if (isFirst && !been.has(route.path)) complaints.push(...(await judge(page, look)))
      been.add(route.path)
      const base = `${platform.origin}/${tenant}`
      return linksOf(await answer.text(), at)
        .filter((link) => link.startsWith(`${base}/`))
        .map((link) => new URL(link).pathname.slice(tenant.length + 1))
    }

    const begun = new Set(been)
    const times = new Map<string, number>()
    // Of those that several roles share, the ones that show each role other links.
    const waiting = ['/', '/admin', '/admin/retention', '/admin/retention/holds']
    const known = new Set(waiting)
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      for (const link of await open(path)) {
        const route = routeAt(link)?.path
        if (route === undefined || begun.has(route) || known.has(link)) continue
        known.add(link)
        // Two records of a kind: links stand on one that the other has no reason for.
        times.set(route, (times.get(route) ?? 0) + 1)
        if ((times.get(route) ?? 0) <= (manyStates.get(route) ?? 2)) waiting.push(link)
      }
    }
    // Warendorf has no figures of performance, and not each kind of record.
    if (tenant === 'auental') {
      const unreached = pages.filter((route) => route.roles.includes(role) && !been.has(route.path))
      const missed = unreached
        .filter(({ right }) => !(role === 'coordinator' && onlyWithReason.has(right ?? '')))
        .map(({ path }) => path)
        .filter((path) => !withoutLink.test(path) && !notInDemo.has(path))
      expect(missed).toEqual([])
      const { looked: keys } = await keysOf(
        platform.db,
        await getTenant(platform.db, tenant),
        await getTenant(platform.db, 'warendorf'),
      )
      // What is only sent shows, when it is looked at, the page that it stands on: judged there.
      for (const route of unreached.filter(({ path }) => !withoutLink.test(path)))
        await open(addressWith(keys, 'nobody', route))
    }
    await visitor.leave()
    expect(been.size).toBeGreaterThan(10)
    expect(complaints).toEqual([])
  },
  600_000,
)

test('pages for everybody: links lead to all of them without an account, axe finds nothing, in any direction', async () => {
  const visitor = await visit(browser)
  const { page } = visitor
  const forAll = routes
    .filter(({ kind, path }) => (kind === 'public' || kind === 'public-form') && !path.includes('/:token'))
    .map(({ path }) => ({ path, pattern: new RegExp(`^${path.replace(/:[^/]+/g, '[^/]+').replace(/\/$/, '')}$`) }))
    .sort((one, other) => Number(one.path.includes('/:id')) - Number(other.path.includes('/:id')))
  const complaints: string[] = []
  const been = new Set<string>()
  // No link leads to a planning conference, nor to where its code is typed: both stand on the projector.
  const [conference] = await inTenant(platform.db, await getTenant(platform.db, 'auental'), 'system', async (tx) => {
    return (await sql<{ code: string }>`SELECT code FROM conference`.execute(tx)).rows
  })
  for (const [tenant, look] of [
    ['auental', ['desk', 'phone']],
    ['warendorf', ['measured']],
  ] as const) {
    const judged = new Set<string>()
    const waiting = ['/de', '/ar', '/de/subscribe/sent', '/de/accessibility/feedback/sent', '/de/conference']
    if (tenant === 'auental') waiting.push(`/de/conference/${conference?.code}`)
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const route = forAll.find(({ pattern }) => pattern.test(path?.split('?')[0] ?? ''))?.path
      if (route === undefined || (judged.has(route) && path !== '/ar')) continue
      await page.goto(`${platform.origin}/${tenant}${path}`)
      judged.add(route)
      complaints.push(...(await judge(page, look)))
      const base = `${platform.origin}/${tenant}`
      const links = linksOf(await page.content(), new URL(page.url()))
      waiting.push(...links.filter((link) => link.startsWith(`${base}/de`)).map((link) => link.slice(base.length)))
    }
    for (const route of judged) been.add(route)
  }
  await visitor.leave()
  expect(forAll.map(({ path }) => path).filter((path) => !been.has(path))).toEqual([])
  expect(complaints).toEqual([])
}, 120_000)

test('what a page becomes: nothing found, a form that came back, all filters, not allowed', async () => {
  const visitor = await visit(browser)
  const { page } = visitor
  await enterAs(page, platform.origin, 'auental', 'coordinator')
  const complaints: string[] = []
  for (const path of [
    '/search?q=schule',
    '/search?q=gibtesnicht',
    '/situation?view=filter',
    '/situation?group=Alleinstehende&jurisdiction=kibiz',
    '/situation?town=dort&period=immer',
    '/interfaces/jugendamt-kita?group=Alleinstehende',
    '/network/organisations?q=gibtesnicht',
    '/admin/users',
  ]) {
    await page.goto(`${platform.origin}/auental${path}`)
    complaints.push(...(await judge(page, ['desk', 'phone'])))
  }
  await page.goto(`${platform.origin}/auental/network/organisations/new`)
  await follow(page, page.locator('main').getByRole('button', { name: 'Speichern' }))
  expect(await page.title()).toMatch(/^Fehler: /)
  complaints.push(...(await judge(page, ['desk', 'phone'])))
  await visitor.leave()
  expect(complaints).toEqual([])
}, 60_000)

test('pages before sign-in: axe finds nothing, in any direction', async () => {
  const visitor = await visit(browser)
  const { page, context } = visitor
  const complaints: string[] = []
  for (const path of ['/', '/auental/sign-in', '/auental/sign-in?lang=en', '/auental/nowhere', '/auental/welcome/x']) {
    await page.goto(platform.origin + path)
    complaints.push(...(await judge(page, ['desk', 'phone'])))
  }
  await context.addCookies([{ name: 'nahtlos-language', value: 'ar', url: platform.origin }])
  await page.goto(`${platform.origin}/auental/sign-in`)
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  complaints.push(...(await judge(page, ['desk', 'phone'])))
  await visitor.leave()
  expect(complaints).toEqual([])
})

test('no text was missing', () => {
  expect(platform.warnings.filter((line) => line.includes('text missing'))).toEqual([])
})
