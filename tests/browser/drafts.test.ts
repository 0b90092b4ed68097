/** A half-written note survives a lost connection and a closed tab, leaves nothing on the device, and works without JavaScript. */
import '../production.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../src/kernel/day.ts'
import { getTenant, inTenant, sql } from '../../src/platform/database/index.ts'
import { loadCases } from '../../src/rooms/cases/index.ts'
import { loadPeople } from '../../src/rooms/people/index.ts'
import { type DemoPlatform, demoPlatform } from '../demo.ts'
import { addressOf, enterAs, follow, startBrowser, visit } from './visitor.ts'

let platform: DemoPlatform
let browser: Browser
let file: string
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([demoPlatform(), startBrowser()])
  file = await aFile()
})
afterAll(async () => {
  await browser?.close()
  await platform?.close()
})

/** A file of the team for which the case manager of the demo works. */
async function aFile(): Promise<string> {
  const tenant = await getTenant(platform.db, 'auental')
  return await inTenant(platform.db, tenant, 'system', async (tx) => {
    const { rows } = await sql<{ id: never; team: never; controller: never }>`
      SELECT m.id, m.organisation_id AS team, m.controller_id AS controller
      FROM membership AS m JOIN account AS a ON a.id = m.account_id
      WHERE a.demo_role = 'caseManager' AND a.demo_tenant = 'auental'
    `.execute(tx)
    const { id, team, controller } = rows[0]!
    const people = await loadPeople(
      tx,
      { persons: [{ key: 'one', controllerId: controller, givenName: 'Mina', familyName: 'Beispiel' }] },
      { simulated: true },
    )
    const loaded = await loadCases(
      tx,
      [
        {
          key: 'one',
          controllerId: controller,
          organisationId: team,
          personId: people.persons.get('one')!,
          managerId: id,
          phase: 'planning',
          openedOn: day('2026-06-01'),
          reference: 'TST-2026-0001',
        },
      ],
      { simulated: true, prefix: 'TST' },
    )
    return loaded.cases.get('one')!
  })
}

const address = () => `${platform.origin}/auental/cases/${file}/notes/new`
const text = (page: Page) => page.locator('main textarea[name="text"]')
const kept = (page: Page) => page.locator('[data-keeps-kept]')
const trouble = (page: Page) => page.locator('[data-keeps-trouble]')
const save = (page: Page) => page.getByRole('button', { name: 'Vermerk speichern' })

/** Another tab in the same browser, on the empty form. */
async function tab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(address())
  return page
}

test('what is typed survives a lost connection and a closed tab, and leaves nothing on the device', async () => {
  const { context, page } = await visit(browser)
  await enterAs(page, platform.origin, 'auental', 'caseManager')
  const first = await tab(context)
  await text(first).fill('Angerufen, niemand')
  await expect.poll(() => kept(first).textContent(), { timeout: 15_000 }).toMatch(/^Entwurf gesichert um /)

  await context.setOffline(true)
  await text(first).fill('Angerufen, niemand erreicht. Morgen wieder.')
  await expect.poll(() => trouble(first).textContent(), { timeout: 15_000 }).toContain('Keine Verbindung')
  // Sending now would end on an error page of the browser, with everything gone.
  await save(first).click()
  expect(await text(first).inputValue()).toBe('Angerufen, niemand erreicht. Morgen wieder.')
  await context.setOffline(false)
  await expect.poll(() => trouble(first).isHidden(), { timeout: 15_000 }).toBe(true)
  const stored = 'JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage)])'
  expect(await first.evaluate(stored)).toBe('[[],[]]')
  await first.close()

  const second = await tab(context)
  expect(await text(second).inputValue()).toBe('Angerufen, niemand erreicht. Morgen wieder.')
  expect(await second.locator('main').innerText()).toMatch(/Entwurf von \d\d:\d\d Uhr wiederhergestellt/)
  await follow(second, save(second))
  expect(addressOf(second)).toContain(`/auental/cases/${file}?done=note`)
  expect(await second.locator('#notes').innerText()).toContain('Morgen wieder.')

  const third = await tab(context)
  expect(await text(third).inputValue()).toBe('')
  expect(await third.locator('main').innerText()).not.toContain('wiederhergestellt')
  await context.close()
})

test('a draft is thrown away with one button', async () => {
  const { context, page, leave } = await visit(browser)
  await enterAs(page, platform.origin, 'auental', 'caseManager')
  await page.goto(address())
  await text(page).fill('Doch nicht')
  await expect.poll(() => kept(page).textContent(), { timeout: 15_000 }).toMatch(/gesichert/)
  const again = await tab(context)
  expect(await text(again).inputValue()).toBe('Doch nicht')
  await follow(again, again.getByRole('button', { name: 'Entwurf verwerfen' }))
  expect(await text(again).inputValue()).toBe('')
  await leave()
})

test('by keyboard alone and without JavaScript a note is written, with a mistake first and nothing lost', async () => {
  const { page, leave } = await visit(browser, { javaScriptEnabled: false })
  await enterAs(page, platform.origin, 'auental', 'caseManager')
  await page.goto(address())
  await page.locator('main [name="happenedOn"]').fill('31.11.2026')
  await text(page).focus()
  await page.keyboard.type('Ohne Skript geschrieben')
  await Promise.all([page.waitForEvent('load'), save(page).press('Enter')])
  expect(await page.title()).toMatch(/^Fehler: /)
  expect(await text(page).inputValue()).toBe('Ohne Skript geschrieben')
  await page.locator('main [name="happenedOn"]').fill('12.11.2026')
  await Promise.all([page.waitForEvent('load'), save(page).press('Enter')])
  expect(await page.locator('#notes').innerText()).toContain('Ohne Skript geschrieben')
  await leave()
})

test('on a tablet a note is written by touch', async () => {
  const { page, leave } = await visit(browser, {
    viewport: { width: 820, height: 1180 },
    hasTouch: true,
    isMobile: true,
  })
  await enterAs(page, platform.origin, 'auental', 'caseManager')
  await page.goto(`${platform.origin}/auental/cases/${file}`)
  await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name: 'Vermerk', exact: true }).tap()])
  await text(page).tap()
  await page.keyboard.type('Unterwegs notiert')
  await Promise.all([page.waitForEvent('load'), save(page).tap()])
  expect(await page.locator('#notes').innerText()).toContain('Unterwegs notiert')
  await leave()
})
