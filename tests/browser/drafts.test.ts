/** A half-written form survives a lost connection and a closed tab, and leaves nothing on the device. */
import '../production.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/platform/database/index.ts'
import { type DemoPlatform, demoPlatform } from '../demo.ts'
import { withoutScript as mouse } from './casework/drivers.ts'
import { demoMember, type File, filesOf, inAuental, linksFor, type Offered, offeredOf } from './casework/scene.ts'
import { fill, formOf, leads, readBack } from './casework/walking.ts'
import * as walks from './casework/walks.ts'
import { addressOf, enterAs, follow, lineOf, startBrowser, visit } from './visitor.ts'

let platform: DemoPlatform
let browser: Browser
let file: File
let toClose: File
let offered: Offered
/** Query of a hand-over that is begun: to whom, and for what. */
let begun: string
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([demoPlatform(), startBrowser()])
  ;[file, toClose] = (await filesOf(platform, ['TST-2026-0001', 'TST-2026-0002'])) as [File, File]
  ;[offered] = (await offeredOf(platform, ['AUL-1'])) as [Offered]
  const { organisationId } = await demoMember(platform, 'intake')
  const interfaces = await inAuental(platform, 'system', (tx) =>
    sql<{ id: string }>`SELECT id FROM service_interface WHERE name = 'KIM Case Management an Jobcenter'`.execute(tx),
  )
  begun = String(new URLSearchParams({ to: organisationId!, interface: interfaces.rows[0]!.id }))
})
afterAll(async () => {
  await browser?.close()
  await platform?.close()
})

const address = () => `${platform.origin}/auental/cases/${file.id}/notes/new`
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
  expect(addressOf(second)).toContain(`/auental/cases/${file.id}?done=note`)
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

/** The forms of the five ways: where they stand, and what leads to them from there. */
const forms: readonly {
  readonly name: string
  readonly as: 'caseManager' | 'intake'
  readonly form: walks.Form
  readonly path: () => string
  readonly fold?: string
  readonly sees: string
}[] = [
  {
    name: 'intake',
    as: 'caseManager',
    form: walks.theIntake,
    path: () => `/cases/new?person=${file.person}`,
    // There is a file already: what is wrong is told by the server, so it was reached.
    sees: 'schon ein Fall offen',
  },
  {
    name: 'note',
    as: 'caseManager',
    form: walks.theNote,
    path: () => `/cases/${file.id}/notes/new`,
    sees: 'Anmeldung liegt vor.',
  },
  {
    name: 'hand-over',
    as: 'caseManager',
    form: walks.theHandover,
    path: () => `/cases/${file.id}/handovers/new?${begun}`,
    sees: 'Die Übergabe an Jobcenter Kreis Auental ist angeboten.',
  },
  {
    name: 'answer',
    as: 'intake',
    form: walks.theQuestion,
    path: () => `/handovers/${offered.id}`,
    fold: 'Rückfrage stellen',
    sees: 'Ihre Rückfrage ist gesendet.',
  },
  {
    name: 'closing',
    as: 'caseManager',
    form: walks.theClosing,
    path: () => `/cases/${toClose.id}/close`,
    sees: 'Der Fall ist abgeschlossen.',
  },
]

test.each(forms)('$name: the tab is closed, then the connection is lost while sending', async (its) => {
  const { context, page } = await visit(browser)
  await enterAs(page, platform.origin, 'auental', its.as)
  const open = async () => {
    const tab = await context.newPage()
    await tab.goto(`${platform.origin}/auental${its.path()}`)
    return tab
  }
  const { send, fields } = its.form
  const standing = async (tab: Page) => Promise.all(fields.map((field) => readBack(formOf(tab, send), field)))

  const first = await open()
  if (its.fold) await first.locator('main summary').filter({ hasText: its.fold }).click()
  await fill(mouse, formOf(first, send), fields)
  // At once, as somebody does who means another tab: nothing has been kept yet.
  await first.close({ runBeforeUnload: true })
  await expect.poll(() => draftsAt(its.path()), { timeout: 15_000 }).toBe(1)

  const second = await open()
  if (its.fold) await leads(second, () => second.getByRole('link', { name: 'Entwurf weiterbearbeiten' }).click())
  expect(await standing(second)).toEqual(fields)

  await context.route('**', (route) => route.abort())
  await formOf(second, send).getByRole('button', { name: send, exact: true }).click()
  await expect.poll(() => trouble(second).first().textContent(), { timeout: 15_000 }).toContain('noch nichts gesendet')
  expect(await standing(second)).toEqual(fields)
  await context.unroute('**')
  await follow(second, formOf(second, send).getByRole('button', { name: send, exact: true }))
  expect(await lineOf(second.locator('main'))).toContain(its.sees)
  await context.close()
})

test('an answer by link, which nobody can keep, is not sent into the void and not closed without a word', async () => {
  const [link] = await linksFor(browser, platform, await offeredOf(platform, ['AUL-2']))
  const { context, page } = await visit(browser)
  await page.goto(link!.address)
  await page.getByLabel('PIN').fill(link!.pin)
  await follow(page, page.getByRole('button', { name: 'Übergabe öffnen' }))
  await page.locator('main summary').filter({ hasText: 'Rückfrage stellen' }).click()
  const form = formOf(page, 'Rückfrage senden')
  const fields = [
    { type: 'Was müssen Sie noch wissen?', text: 'Seit wann in Aulenstedt?' },
    { type: 'Wer antwortet?', text: 'Vera Beispiel, Jobcenter' },
  ]
  await fill(mouse, form, fields)

  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()

  await context.route('**', (route) => route.abort())
  await form.getByRole('button').click()
  await expect
    .poll(() => lineOf(trouble(page).filter({ visible: true })), { timeout: 15_000 })
    .toContain('nichts gesendet')
  expect(await Promise.all(fields.map((field) => readBack(form, field)))).toEqual(fields)
  await context.unroute('**')
  await follow(page, form.getByRole('button'))
  expect(await lineOf(page.locator('main'))).toContain('Ihre Rückfrage ist angekommen.')
  await context.close()
})

/** How many are kept of the forms at an address. */
const draftsAt = (path: string) =>
  inAuental(platform, 'system', async (tx) => {
    const below = `${path.split('?')[0]}%`
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM draft WHERE address LIKE ${below}`.execute(
      tx,
    )
    return rows[0]?.n
  })
