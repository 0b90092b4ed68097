/** A hand-over from a town to the Jobcenter and back, by two people in two browsers, with JavaScript and without. */
import '../production.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../src/kernel/day.ts'
import type { Id } from '../../src/kernel/ids.ts'
import type { RoleKey } from '../../src/platform/access/index.ts'
import { getTenant, inTenant, sql } from '../../src/platform/database/index.ts'
import { offerHandover } from '../../src/rooms/journeys/index.ts'
import { clock, type DemoPlatform, demoPlatform } from '../demo.ts'
import { demoMember } from './casework/scene.ts'
import { addressOf, enterAs, follow, headline, lineOf, rules, sideways, startBrowser, tabTo, visit } from './visitor.ts'

let platform: DemoPlatform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([demoPlatform(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.close()
})

/** The town offers a family to the Jobcenter. */
async function offered(reference: string): Promise<string> {
  const tenant = await getTenant(platform.db, 'auental')
  const [town, jobcenter] = [await demoMember(platform, 'municipality'), await demoMember(platform, 'intake')]
  return await inTenant(platform.db, tenant, town, async (tx) => {
    const { rows } = await sql<{ id: Id<'interface'> }>`
      SELECT id FROM service_interface WHERE key = 'sozialamt-jobcenter'`.execute(tx)
    const laws = await sql<{ id: Id<'jurisdiction'>; code: string }>`SELECT id, code FROM jurisdiction`.execute(tx)
    const law = (code: string) => laws.rows.find((one) => one.code === code)?.id as Id<'jurisdiction'>
    return await offerHandover(
      tx,
      town,
      {
        interfaceId: rows[0]!.id,
        toOrganisationId: jobcenter.organisationId!,
        municipalityId: null,
        targetGroup: null,
        occurredOn: day('2026-11-16'),
        kind: 'transfer',
        reference,
        content: [
          {
            category: 'household',
            label: 'Haushalt',
            lines: ['2 Erwachsene', '2 Kinder'],
            basisId: null,
            norm: '§ 67d SGB X',
          },
        ],
        jurisdictionChange: { fromId: law('AsylbLG'), toId: law('SGB II'), effectiveOn: day('2026-12-01') },
      },
      { clock, tenant },
    )
  })
}

const main = (page: Page) => page.locator('main')
const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true })
const said = (page: Page) => lineOf(page.getByRole('status'))

/** Enters and finds a hand-over by its file reference in the Postkorb. */
async function openFromInbox(page: Page, role: RoleKey, view: string, reference: string): Promise<void> {
  await enterAs(page, platform.origin, 'auental', role)
  await follow(page, page.getByRole('navigation').getByRole('link', { name: 'Übergaben', exact: true }).first())
  const chip = main(page).getByRole('link', { name: view })
  if ((await chip.getAttribute('aria-current')) === null) await follow(page, chip)
  await follow(page, main(page).getByRole('row').filter({ hasText: reference }).getByRole('link').first())
}

describe.each([
  { how: 'with JavaScript', reference: 'AUL-2026-9001', options: { javaScriptEnabled: true } },
  { how: 'without', reference: 'AUL-2026-9002', options: { javaScriptEnabled: false } },
  {
    how: 'at the width of a tablet',
    reference: 'AUL-2026-9003',
    options: { viewport: { width: 820, height: 1180 }, hasTouch: true },
  },
])('$how', ({ reference, options }) => {
  test('a question, its answer, the acceptance with the change of jurisdiction, the appointment, the end', async () => {
    await offered(reference)
    const desk = await visit(browser, options)
    const town = await visit(browser, options)
    await openFromInbox(desk.page, 'intake', 'Eingegangen', reference)
    await openFromInbox(town.page, 'municipality', 'Abgegeben', reference)
    expect(await headline(desk.page)).toBe('Übergabe AsylbLG → SGB II')
    // Both look at the same lines.
    const shared = (page: Page) => lineOf(page.locator('.nl-preview__body'))
    expect(await shared(desk.page)).toBe(await shared(town.page))
    expect(await shared(desk.page)).toContain('Haushalt 2 Erwachsene 2 Kinder')

    await main(desk.page).getByText('Rückfrage stellen', { exact: true }).click()
    await main(desk.page).getByLabel('Was möchten Sie wissen?').fill('Seit wann in Aulenstedt?')
    await follow(desk.page, button(desk.page, 'Rückfrage senden'))
    expect(await said(desk.page)).toContain('Ihre Rückfrage ist gesendet')

    await town.page.reload()
    expect(await main(town.page).innerText()).toContain('Seit wann in Aulenstedt?')
    await main(town.page).getByLabel('Ihre Antwort').fill('Seit Mai 2026.')
    await follow(town.page, button(town.page, 'Antwort senden'))

    // The desk still looks at the page from before the answer: it is told, and nothing happens.
    await main(desk.page).getByLabel('Wir übernehmen die Zuständigkeit').check()
    expect((await follow(desk.page, button(desk.page, 'Übergabe annehmen'))).status()).toBe(409)
    expect(await lineOf(main(desk.page).getByRole('alert'))).toContain('Sozialamt Aulenstedt')

    expect(await main(desk.page).innerText()).toContain('Seit Mai 2026.')
    await main(desk.page).getByLabel('Wir übernehmen die Zuständigkeit').uncheck()
    expect((await follow(desk.page, button(desk.page, 'Übergabe annehmen'))).status()).toBe(422)
    await main(desk.page).getByLabel('Wir übernehmen die Zuständigkeit').check()
    await follow(desk.page, button(desk.page, 'Übergabe annehmen'))
    expect(await said(desk.page)).toContain('Die Übergabe ist angenommen')
    await follow(desk.page, button(desk.page, 'Ersten Termin eintragen'))
    await main(desk.page).getByLabel('Anliegen erledigt').check()
    await follow(desk.page, button(desk.page, 'Übergabe abschließen'))
    expect(await said(desk.page)).toContain('abgeschlossen')
    // Both ask with a script of their own.
    if (options.javaScriptEnabled !== false) {
      expect(await rules(desk.page, 'all')).toEqual([])
      expect(await sideways(desk.page)).toBe(0)
    }

    await town.page.reload()
    const words = await main(town.page).innerText()
    for (const word of ['Anliegen erledigt', 'ist seit 16.11.2026 abgeschlossen']) expect(words).toContain(word)
    await desk.leave()
    await town.leave()
  })
})

test('without JavaScript: the appointment is booked, moved, and counts once it took place; a wrong record is taken back', async () => {
  await offered('AUL-2026-9006')
  const options = { javaScriptEnabled: false }
  const desk = await visit(browser, options)
  const town = await visit(browser, options)
  await openFromInbox(town.page, 'municipality', 'Abgegeben', 'AUL-2026-9006')
  await main(town.page).getByText('Antwort von Jobcenter Kreis Auental selbst eintragen').click()
  await main(town.page).getByLabel('Abgelehnt').check()
  await main(town.page).locator('select[name=heardReason]').selectOption({ index: 1 })
  await follow(town.page, button(town.page, 'Antwort eintragen'))
  await main(town.page).getByText('Falsch eingetragen: Abgelehnt').click()
  await main(town.page).getByLabel('Was war falsch?').fill('Verwechselt.')
  await follow(town.page, button(town.page, 'Eintrag zurücknehmen'))
  expect(await said(town.page)).toContain('zurückgenommen')

  await openFromInbox(desk.page, 'intake', 'Eingegangen', 'AUL-2026-9006')
  expect(await main(desk.page).innerText()).toContain('Verwechselt.')
  await main(desk.page).getByLabel('Wir übernehmen die Zuständigkeit').check()
  await follow(desk.page, button(desk.page, 'Übergabe annehmen'))
  await main(desk.page).getByLabel('Erster Termin oder erste Leistung am').fill('20.11.2026')
  await main(desk.page).getByText('Uhrzeit, Ort und Sprachmittlung').click()
  await main(desk.page).getByLabel('Uhrzeit').fill('14:00')
  await follow(desk.page, button(desk.page, 'Ersten Termin eintragen'))
  expect(await said(desk.page)).toContain('vorgemerkt')
  await town.page.reload()
  expect(await main(town.page).innerText()).toContain('20.11.2026, 14:00 Uhr')
  await main(desk.page).getByText('Termin verlegen oder absagen').click()
  await main(desk.page).getByLabel('Er ist verlegt').check()
  await main(desk.page).getByText('Neuer Tag, Uhrzeit und Ort').click()
  await main(desk.page).getByLabel('Neuer Tag').fill('24.11.2026')
  await follow(desk.page, button(desk.page, 'Angabe sichern'))
  expect(await said(desk.page)).toContain('verlegt')
  await town.page.reload()
  const words = await main(town.page).innerText()
  for (const word of ['erster Termin vereinbart', '24.11.2026', 'Termin am 20.11.2026 verlegt'])
    expect(words).toContain(word)
  await desk.leave()
  await town.leave()
})

test('an offer is declined by keyboard, with its reason, and comes back to the town', async () => {
  await offered('AUL-2026-9004')
  const desk = await visit(browser)
  const { page } = desk
  await openFromInbox(page, 'intake', 'Eingegangen', 'AUL-2026-9004')
  await tabTo(page, main(page).getByText('Ablehnen', { exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page, main(page).getByLabel('Grund', { exact: true }))
  await page.keyboard.type('Kein Platz')
  await tabTo(page, button(page, 'Übergabe ablehnen'))
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  expect(await said(page)).toContain('Die Übergabe ist abgelehnt')
  expect(await main(page).innerText()).not.toContain('2 Erwachsene')
  await desk.leave()
  const town = await visit(browser)
  await openFromInbox(town.page, 'municipality', 'Beendet', 'AUL-2026-9004')
  expect(await main(town.page).innerText()).toContain('Abgelehnt: Kein Platz frei')
  expect(addressOf(town.page)).toMatch(/\/handovers\/[0-9a-f-]{36}$/)
  await town.leave()
})

test('a question without words is refused, and its form stands open with what is wrong', async () => {
  await offered('AUL-2026-9005')
  const desk = await visit(browser)
  const { page } = desk
  await openFromInbox(page, 'intake', 'Eingegangen', 'AUL-2026-9005')
  await main(page).getByText('Rückfrage stellen', { exact: true }).click()
  expect((await follow(page, button(page, 'Rückfrage senden'))).status()).toBe(422)
  expect(await page.title()).toMatch(/^Fehler: /)
  expect(await main(page).getByLabel('Was möchten Sie wissen?').isVisible()).toBe(true)
  await desk.leave()
})
