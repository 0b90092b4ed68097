/** Who comes and goes: an invitation from its link to the blocked access, and a session that ends in the middle of a form. */
import '../production.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inShared, sql } from '../../src/platform/database/index.ts'
import { type DemoPlatform, demoPlatform } from '../demo.ts'
import { addressOf, enterAs, follow, headline, startBrowser, visit } from './visitor.ts'

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
const press = (page: Page, name: string) =>
  follow(page, page.locator('main').getByRole('button', { name, exact: true }))

/** As if everybody had been away for longer than a session waits. */
const letSessionsLapse = () =>
  inShared(platform.db, (tx) => sql`UPDATE session SET last_seen_at = last_seen_at - interval '2 hours'`.execute(tx))

describe.each([
  ['with JavaScript', true],
  ['without', false],
])('%s', (how, javaScriptEnabled) => {
  test('invited, a password too short and one that is long enough, at work, blocked', async () => {
    const administrator = await visit(browser, { javaScriptEnabled })
    const { page } = administrator
    await enterAs(page, platform.origin, 'auental', 'administrator')
    await page.goto(`${platform.origin}/auental/admin/users`)
    await follow(page, page.getByRole('link', { name: 'Person einladen' }))
    await field(page, 'name').fill('Testperson')
    const email = `testperson-${how.replace(' ', '-').toLowerCase()}@kreis-auental.example`
    await field(page, 'email').fill(email)
    await page.getByLabel('KIM-Koordination').check()
    await press(page, 'Link erstellen')
    const link = /http:\/\/127\.0\.0\.1:\d+\/auental\/welcome\/[\w-]+/.exec(await page.locator('main').innerHTML())?.[0]

    const invited = await visit(browser, { javaScriptEnabled })
    await invited.page.goto(link as string)
    await field(invited.page, 'password').fill('kurz')
    await field(invited.page, 'again').fill('kurz')
    expect((await press(invited.page, 'Zugang einrichten')).status()).toBe(422)
    expect(await invited.page.getByRole('alert').innerText()).toMatch(/mindestens \d+ Zeichen/)
    expect(await field(invited.page, 'password').inputValue()).toBe('')
    for (const name of ['password', 'again']) await field(invited.page, name).fill('sieben Reiher über dem Moor')
    await press(invited.page, 'Zugang einrichten')
    expect(addressOf(invited.page)).toBe('/auental/situation')

    // The link has done its work; from now on the password does.
    await invited.page.goto(link as string)
    expect(await headline(invited.page)).toBe('Dieser Link gilt nicht mehr')
    expect(await field(invited.page, 'password').count()).toBe(0)
    const home = await visit(browser, { javaScriptEnabled })
    await home.page.goto(`${platform.origin}/auental/interfaces`)
    await field(home.page, 'email').fill(email)
    await field(home.page, 'password').fill('sieben Reiher über dem Moor')
    await press(home.page, 'Anmelden')
    expect(addressOf(home.page)).toBe('/auental/interfaces')
    const ways = home.page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link')
    expect(await ways.allInnerTexts()).toEqual([
      'Lagebild',
      'Schnittstellen',
      'Lücken',
      'Themen',
      'Fallzahlen',
      'Texte freigeben',
      'Angebote',
      'Maßnahmen',
      'Lenkungsgruppe',
      'Gremien',
      'Vorlagen',
      'Beschlusskontrolle',
      'Netzwerk',
    ])
    expect((await home.page.goto(`${platform.origin}/auental/admin/users`))?.status()).toBe(403)
    await home.page.goto(`${platform.origin}/auental/situation`)

    await page.goto(`${platform.origin}/auental/admin/users?text=${encodeURIComponent(email)}`)
    await follow(page, page.getByRole('link', { name: 'Testperson' }))
    await press(page, 'Zugang sperren')
    expect(await page.getByRole('status').innerText()).toContain('gesperrt')
    await follow(home.page, home.page.getByRole('navigation', { name: 'Hauptnavigation' }).getByRole('link').last())
    expect(addressOf(home.page)).toMatch(/^\/auental\/sign-in\?/)
    await field(home.page, 'email').fill(email)
    await field(home.page, 'password').fill('sieben Reiher über dem Moor')
    await press(home.page, 'Anmelden')
    expect(await home.page.getByRole('alert').innerText()).toContain('wenden Sie sich an die Administration')
    for (const visitor of [administrator, invited, home]) await visitor.leave()
  })

  test('the session ends while a form is filled in: after sign-in everything stands there again', async () => {
    const visitor = await visit(browser, { javaScriptEnabled })
    const { page } = visitor
    await enterAs(page, platform.origin, 'auental', 'coordinator')
    await page.goto(`${platform.origin}/auental/network/organisations/new`)
    const name = `Beratungsstelle Nordufer, ${how}`
    await field(page, 'name').fill(name)
    await field(page, 'note').fill('erst anrufen')
    await field(page, 'kind').selectOption({ index: 1 })
    const kind = await field(page, 'kind').inputValue()
    await letSessionsLapse()
    await press(page, 'Speichern')
    expect(addressOf(page)).toMatch(/^\/auental\/sign-in\?/)
    expect(await page.getByRole('status').innerText()).toContain('Was Sie eingegeben haben, ist gesichert')
    await follow(page, page.getByRole('button', { name: 'KIM-Koordination' }))
    expect(addressOf(page)).toMatch(/^\/auental\/network\/organisations\/new\?/)
    expect(await field(page, 'name').inputValue()).toBe(name)
    expect(await field(page, 'note').inputValue()).toBe('erst anrufen')
    expect(await field(page, 'kind').inputValue()).toBe(kind)
    await press(page, 'Speichern')
    expect(await headline(page)).toBe(name)
    // Done is done: the form is empty for the next one.
    await page.goto(`${platform.origin}/auental/network/organisations/new`)
    expect(await field(page, 'name').inputValue()).toBe('')
    expect(await page.locator('main').innerText()).not.toContain('Entwurf')
    await visitor.leave()
  })
})
