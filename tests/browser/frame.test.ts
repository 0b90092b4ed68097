/** What every page has around it: languages, both directions, the menu, errors that help, paper, and how much of it travels. */
import '../production.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner, inShared, sql } from '../../src/platform/database/index.ts'
import { type DemoPlatform, demoPlatform } from '../demo.ts'
import { addressOf, enterAs, follow, headline, sideways, startBrowser, violations, visit } from './visitor.ts'

let platform: DemoPlatform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([demoPlatform(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.close()
})

const menu = (page: Page, name: RegExp) => page.locator('header summary').filter({ hasText: name })

describe.each([
  ['with JavaScript', true],
  ['without', false],
])('%s', (_how, javaScriptEnabled) => {
  test('the language changes in place and is remembered; signing out ends it', async () => {
    const visitor = await visit(browser, { javaScriptEnabled })
    const { page } = visitor
    await enterAs(page, platform.origin, 'auental', 'municipality')
    await page.goto(`${platform.origin}/auental/network/organisations?q=schule`)
    await menu(page, /Deutsch/).click()
    await follow(page, page.getByRole('link', { name: 'English' }))
    expect(addressOf(page)).toBe('/auental/network/organisations?q=schule')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await headline(page)).toMatch(/organisations$/)
    await page.goto(`${platform.origin}/auental/account`)
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await menu(page, /English/).click()
    await follow(page, page.getByRole('link', { name: 'Deutsch' }))

    await menu(page, /Stadt oder Gemeinde|Sozialamt/).click()
    await follow(page, page.getByRole('button', { name: 'Abmelden' }))
    expect(await page.getByRole('status').innerText()).toBe('Sie sind abgemeldet.')
    await page.goto(`${platform.origin}/auental/network`)
    expect(addressOf(page)).toMatch(/^\/auental\/sign-in\?next=%2Fnetwork/)
    await visitor.leave()
  })

  test('a page that is not there or not allowed says why and leads on', async () => {
    const visitor = await visit(browser, { javaScriptEnabled })
    const { page } = visitor
    await enterAs(page, platform.origin, 'auental', 'council')
    const missing = await page.goto(`${platform.origin}/auental/network/organisations/gibt-es-nicht`)
    expect(missing?.status()).toBe(404)
    expect(await headline(page)).toBe('Diese Seite gibt es nicht')
    await follow(page, page.locator('main').getByRole('link', { name: 'Zur Startseite' }))
    expect(addressOf(page)).toBe('/auental/measures')

    const refused = await page.goto(`${platform.origin}/auental/situation`)
    expect(refused?.status()).toBe(403)
    expect(await headline(page)).toBe('Dafür fehlt Ihnen das Recht')
    expect(await page.locator('main').innerText()).toContain('wenden Sie sich an die Administration')
    expect(await page.getByRole('navigation', { name: 'Hauptnavigation' }).innerText()).not.toContain('Lagebild')
    await visitor.leave()
  })
})

test('right to left, from sign-in to the situation: mirrored, nothing sideways, German marked as German', async () => {
  const visitor = await visit(browser)
  const { page, context } = visitor
  await context.addCookies([{ name: 'nahtlos-language', value: 'ar', url: platform.origin }])
  // No staff page is offered in Arabic yet, so the database refuses it; that must not be all that keeps the frame right.
  await asOwner(platform.db, (tx) => sql`ALTER TABLE account DROP CONSTRAINT account_locale_known`.execute(tx))
  await inShared(platform.db, (tx) =>
    sql`UPDATE account SET locale = 'ar' WHERE demo_tenant = 'auental' AND demo_role = 'lead'`.execute(tx),
  )
  await page.goto(`${platform.origin}/auental/sign-in`)
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await violations(page)).toEqual([])
  await page.locator('form:has(input[value="lead"]) button').click()
  await page.waitForURL(/\/situation$/)
  const center = async (place: string) => {
    const box = await page.locator(place).first().boundingBox()
    return box ? box.x + box.width / 2 : Number.NaN
  }
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await center('.nl-brand')).toBeGreaterThan(640)
  expect(await page.locator('h1 [lang="de"]').count()).toBeGreaterThan(0)
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await sideways(page), `at ${width}`).toBe(0)
    expect(await violations(page), `at ${width}`).toEqual([])
  }
  await visitor.leave()
})

test('on paper: the finding and where it comes from, DEMO on it, no navigation and nothing to press', async () => {
  const visitor = await visit(browser)
  const { page } = visitor
  await enterAs(page, platform.origin, 'auental', 'coordinator')
  await page.emulateMedia({ media: 'print' })
  for (const gone of [page.getByRole('navigation'), page.getByRole('search'), page.getByRole('button')])
    for (const one of await gone.all()) expect(await one.isVisible(), await one.innerText()).toBe(false)
  expect(await page.locator('.nl-demo').isVisible()).toBe(true)
  expect(await page.locator('h1').isVisible()).toBe(true)
  expect(await page.getByRole('heading', { name: 'Woraus berechnet' }).isVisible()).toBe(true)
  await visitor.leave()
})

describe('what travels', () => {
  /** Bytes on the wire, headers included, of a page and all that it asks for, in a browser that has been nowhere. */
  async function weigh(path: string, signedInAs?: Awaited<ReturnType<BrowserContext['storageState']>>) {
    const { page, context, leave } = await visit(browser, signedInAs && { storageState: signedInAs })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    const parts = new Map<string, { url: string; bytes: number }>()
    devtools.on('Network.responseReceived', ({ requestId, response }) => {
      parts.set(requestId, { url: new URL(response.url).pathname, bytes: 0 })
    })
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const part = parts.get(requestId)
      if (part) part.bytes = encodedDataLength
    })
    await page.goto(platform.origin + path, { waitUntil: 'networkidle' })
    await leave()
    const bytes = [...parts.values()].reduce((sum, part) => sum + part.bytes, 0)
    const list = [...parts.values()].map((part) => `${part.url.replace(/.*\//, '')} ${(part.bytes / 1000).toFixed(1)}`)
    process.stdout.write(`${path}: ${(bytes / 1000).toFixed(1)} kB cold (${list.join(', ')})\n`)
    return { bytes, parts: parts.size }
  }

  test('sign-in is below 100 kB cold, fonts included; the situation is told', async () => {
    const signIn = await weigh('/auental/sign-in')
    expect(signIn.parts).toBeGreaterThan(3)
    expect(signIn.bytes).toBeLessThan(100_000)
    const visitor = await visit(browser)
    await enterAs(visitor.page, platform.origin, 'auental', 'coordinator')
    const state = await visitor.context.storageState()
    const situation = await weigh('/auental/situation', state)
    expect(situation.bytes).toBeLessThan(300_000)

    // How long the second look takes, with everything in memory.
    for (const path of ['/auental/situation?town=hasselbeck', '/auental/situation?town=karbeck&period=24-months']) {
      const answer = await visitor.page.goto(platform.origin + path)
      const { requestStart, responseStart } = answer?.request().timing() ?? { requestStart: 0, responseStart: 0 }
      process.stdout.write(`${path}: ${Math.round(responseStart - requestStart)} ms to the first byte\n`)
    }
    await visitor.leave()
  })
})
