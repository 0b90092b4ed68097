/** Every page that the app serves, reached by its own links, judged by axe at two widths. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import type { RoleKey } from '../../src/platform/access/index.ts'
import { type ListedRoute, listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { type DemoPlatform, demoPlatform } from '../demo.ts'
import { enterAs, sideways, startBrowser, type Visitor, violations, visit } from './visitor.ts'

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
const pages = routes.filter((route) => route.kind !== 'download' && route.kind !== 'public')

/** Answers of a form that was sent stand at its address; these are never reached by a link. */
const onlyByPost =
  /\/(deactivate|reactivate|link|discard|sessions|password|sign-out|demo|remove|reopen|regions|members|members\/end)$/

const patternOf = (route: ListedRoute) => new RegExp(`^${route.path.replace(/:[^/]+/g, '[^/]+')}$`)
// Downloads too, so that `/network/interfaces/export` is not taken for the interface `export`.
const matchers = routes
  .filter((route) => route.kind !== 'public')
  .map((route) => ({ route, pattern: patternOf(route) }))
  .sort((one, other) => Number(one.route.path.includes(':')) - Number(other.route.path.includes(':')))

/** The page's route at an address; undefined for downloads. */
function routeAt(path: string): string | undefined {
  const route = matchers.find(({ pattern }) => pattern.test(path))?.route
  return route?.kind === 'download' ? undefined : route?.path
}

/** Follows links from the start page and keeps the first two addresses of each route. */
async function crawl(visitor: Visitor, tenant: string, found: Map<string, string[]>): Promise<void> {
  const base = `${platform.origin}/${tenant}`
  const waiting = ['/situation', '/network', '/admin/users', '/account', '/admin/audit', '/search']
  const seen = new Set(waiting)
  while (waiting.length > 0) {
    const path = waiting.shift() as string
    const answer = await visitor.page.goto(base + path)
    if (answer?.status() !== 200) continue
    const route = routeAt(new URL(visitor.page.url()).pathname.slice(tenant.length + 1))
    if (route) found.set(route, [...(found.get(route) ?? []), path])
    const links: string[] = await visitor.page.evaluate(
      'Array.from(document.querySelectorAll("main a[href], nav a[href], header a[href], footer a[href]"), (link) => link.href)',
    )
    for (const link of links) {
      const url = new URL(link)
      const below = url.pathname.slice(tenant.length + 1)
      const next = routeAt(below)
      if (url.origin !== platform.origin || !url.pathname.startsWith(`/${tenant}/`) || !next || seen.has(below))
        continue
      if ((found.get(next)?.length ?? 0) + waiting.filter((path) => routeAt(path) === next).length >= 2) continue
      seen.add(below)
      waiting.push(below)
    }
  }
}

/** Pages that look the same to every role are judged once for each tenant and width. */
const judged = new Set<string>()

describe.each<{ tenant: string; role: RoleKey }>([
  { tenant: 'auental', role: 'coordinator' },
  { tenant: 'auental', role: 'administrator' },
  { tenant: 'auental', role: 'dataProtection' },
  { tenant: 'warendorf', role: 'coordinator' },
])('$tenant as $role', ({ tenant, role }) => {
  const found = new Map<string, string[]>()

  test('every page that this role may see is reached by links', async () => {
    const visitor = await visit(browser)
    await enterAs(visitor.page, platform.origin, tenant, role)
    await crawl(visitor, tenant, found)
    await visitor.context.close()
    const expected = pages
      .filter((route) => route.right !== null && route.roles.includes(role) && !onlyByPost.test(route.path))
      .map((route) => route.path)
    // Warendorf has no figures of performance, and not each kind of record.
    if (tenant === 'auental') expect(expected.filter((path) => !found.has(path))).toEqual([])
    expect(found.size).toBeGreaterThan(5)
  })

  test.each([
    ['desk', 1280, 'light'],
    ['phone, and 400 % at 1280', 320, 'dark'],
  ] as const)(
    'axe finds nothing at the %s width, and no page scrolls sideways',
    async (_what, width, colorScheme) => {
      const visitor = await visit(browser, { viewport: { width, height: 900 }, colorScheme })
      await enterAs(visitor.page, platform.origin, tenant, role)
      const complaints: string[] = []
      for (const [route, [path]] of found) {
        if (judged.has(`${tenant} ${width} ${route}`)) continue
        judged.add(`${tenant} ${width} ${route}`)
        await visitor.page.goto(`${platform.origin}/${tenant}${path}`)
        for (const violation of await violations(visitor.page)) complaints.push(`${path}: ${violation}`)
        const over = await sideways(visitor.page)
        if (over > 0) complaints.push(`${path}: ${over} px wider than ${width}`)
      }
      await visitor.context.close()
      expect(complaints).toEqual([])
      expect(visitor.complaints).toEqual([])
    },
    180_000,
  )
})

test('pages before sign-in: axe finds nothing in any direction', async () => {
  const visitor = await visit(browser)
  const complaints: string[] = []
  for (const path of ['/', '/auental/sign-in', '/auental/sign-in?lang=en', '/auental/nowhere', '/auental/welcome/x']) {
    await visitor.page.goto(platform.origin + path)
    for (const violation of await violations(visitor.page)) complaints.push(`${path}: ${violation}`)
  }
  await visitor.context.close()
  expect(complaints).toEqual([])
})

test('no text was missing and nothing was warned of', () => {
  expect(platform.warnings.filter((line) => line.includes('text missing'))).toEqual([])
})
