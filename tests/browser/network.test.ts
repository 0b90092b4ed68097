/** Keeping the network: found under any spelling, changed with a mistake and without, by two people at once, a new target. */
import '../production.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DemoPlatform, demoPlatform } from '../demo.ts'
import { addressOf, enterAs, follow, headline, lineOf, startBrowser, visit } from './visitor.ts'

let platform: DemoPlatform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([demoPlatform(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.close()
})

const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`)
const save = (page: Page) => follow(page, page.locator('main').getByRole('button', { name: 'Speichern' }))

describe.each([
  { how: 'with JavaScript', javaScriptEnabled: true, key: 'auslaenderbehoerde' },
  { how: 'without', javaScriptEnabled: false, key: 'gesundheitsamt' },
])('$how', ({ javaScriptEnabled, key }) => {
  test('the search at the top finds the office under any spelling', async () => {
    const visitor = await visit(browser, { javaScriptEnabled })
    const { page } = visitor
    await enterAs(page, platform.origin, 'auental', 'caseManager')
    for (const typed of ['Einbürgerung', 'einbuergerung', 'EINBÜRGERUNGSBEHÖRDE', 'behörde einbürg']) {
      const search = page.getByRole('banner').getByRole('search')
      await search.getByRole('searchbox').fill(typed)
      await follow(page, search.getByRole('button'))
      // What was typed may be anybody's name: it stands in no address.
      expect(addressOf(page)).toBe('/auental/search')
      const hit = page
        .locator('main')
        .getByRole('listitem')
        .filter({ hasText: /^Einbürgerungsbehörde\s*Organisation/ })
      expect(await hit.count(), typed).toBe(1)
      await follow(page, hit.getByRole('link'))
      expect(addressOf(page)).toBe('/auental/network/organisations/einbuergerungsbehoerde')
    }
    await visitor.leave()
  })

  test('an organisation is changed with mistakes: they are named, nothing typed is lost, then it is saved and in the history', async () => {
    const visitor = await visit(browser, { javaScriptEnabled })
    const { page } = visitor
    await enterAs(page, platform.origin, 'auental', 'coordinator')
    await page.goto(`${platform.origin}/auental/network/organisations/${key}`)
    await follow(page, page.locator('main').getByRole('link', { name: 'Bearbeiten' }).first())
    await field(page, 'name').fill('')
    await field(page, 'homepage').fill('www.kreis-auental.example')
    await field(page, 'note').fill('Öffnet dienstags; "Termin" nur <online>')
    expect((await save(page)).status()).toBe(422)
    expect(await page.title()).toMatch(/^Fehler: /)
    const summary = page.getByRole('alert')
    // In the order of the page.
    const links = await summary.getByRole('link').all()
    expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual(['#name', '#homepage'])
    expect(await field(page, 'note').inputValue()).toBe('Öffnet dienstags; "Termin" nur <online>')
    expect(await field(page, 'homepage').inputValue()).toBe('www.kreis-auental.example')
    expect(await field(page, 'name').inputValue()).toBe('')
    await summary.getByRole('link').last().click()
    await expect.poll(() => page.locator(':focus').getAttribute('name')).toBe('homepage')
    expect(await field(page, 'homepage').getAttribute('aria-invalid')).toBe('true')

    const name = `Amt für alles, ${key}`
    await field(page, 'name').fill(name)
    await field(page, 'homepage').fill('https://kreis-auental.example/amt')
    expect((await save(page)).status()).toBe(200)
    expect(await headline(page)).toBe(name)
    expect(await page.getByRole('status').count()).toBe(1)
    await follow(page, page.locator('main').getByRole('link', { name: 'Verlauf' }))
    const newest = page.locator('main').getByRole('listitem').filter({ hasText: 'KIM-Koordination' }).first()
    expect(await lineOf(newest)).toContain(name)
    expect(await lineOf(newest)).toContain('https://kreis-auental.example/amt')
    await visitor.leave()
  })

  test('of two people the second is told who was quicker, keeps what they typed, and can save it then', async () => {
    const [one, two] = [await visit(browser, { javaScriptEnabled }), await visit(browser, { javaScriptEnabled })]
    await enterAs(one.page, platform.origin, 'auental', 'coordinator')
    await enterAs(two.page, platform.origin, 'auental', 'administrator')
    for (const { page } of [one, two]) await page.goto(`${platform.origin}/auental/network/organisations/${key}/edit`)
    await field(one.page, 'shortName').fill('Kurz')
    expect((await save(one.page)).status()).toBe(200)
    await field(two.page, 'note').fill('Was der Zweite weiß')
    expect((await save(two.page)).status()).toBe(409)
    expect(await two.page.title()).toMatch(/^Fehler: /)
    expect(await two.page.getByRole('alert').innerText()).toMatch(/KIM-Koordination hat das am .+ geändert/)
    expect(await field(two.page, 'note').inputValue()).toBe('Was der Zweite weiß')
    expect((await save(two.page)).status()).toBe(200)
    expect(await two.page.locator('main').innerText()).toContain('Was der Zweite weiß')
    await one.leave()
    await two.leave()
  })
})

test('a new target stands in the catalogue and on the page of the hurdle', async () => {
  const visitor = await visit(browser)
  const { page } = visitor
  await enterAs(page, platform.origin, 'auental', 'lead')
  await page.goto(`${platform.origin}/auental/interfaces/sozialamt-jobcenter`)
  const targets = page.getByRole('region', { name: 'Vereinbarte Ziele' })
  expect(await targets.getByRole('listitem').count()).toBe(2)
  await follow(page, page.getByRole('link', { name: 'Eintrag im Katalog' }))
  await follow(page, page.getByRole('link', { name: 'Ziel eintragen' }))
  await field(page, 'days').fill('zehn')
  const send = () => follow(page, page.locator('main').getByRole('button', { name: 'Ziel eintragen' }))
  expect((await send()).status()).toBe(422)
  await field(page, 'days').fill('10')
  await field(page, 'agreedBetween').fill('Jobcenter und Städtetag')
  expect((await send()).status()).toBe(200)
  expect(addressOf(page)).toContain('/auental/network/interfaces/sozialamt-jobcenter')
  expect(await page.getByRole('region', { name: /Ziel seit 16\.11\.2026: 10 / }).count()).toBe(1)
  await page.goto(`${platform.origin}/auental/interfaces/sozialamt-jobcenter`)
  expect(await lineOf(targets.getByRole('listitem').first())).toMatch(/^16\.11\. 10 Tage .*Jobcenter und Städtetag$/)
  await visitor.leave()
})
