/** The whole sign-in in front of a browser: password, an app set up on the way, its code, and a passkey alone. */
import '../production.ts'
import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '../../src/kernel/clock.ts'
import { checkoutFolder, secretsFrom } from '../../src/platform/config/index.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/database/testing.ts'
import { codeAt, keyOf } from '../../src/platform/identity/factors/totp.ts'
import { createAdministratorLink } from '../../src/platform/identity/index.ts'
import { createLog } from '../../src/platform/observe/index.ts'
import { type Serving, startServing } from '../../src/platform/serving/index.ts'
import { addressOf, follow, headline, sideways, startBrowser, violations } from './visitor.ts'

const clock = fixedClock('2026-11-16T08:00:00Z')
const password = 'sieben Reiher über dem Moor'

let test_: TestDatabase
let server: Server
let serving: Serving
let browser: Browser
/** Passkeys belong to a host with a name. */
let origin: string
beforeAll(async () => {
  ;[test_, browser] = await Promise.all([testDatabase(), startBrowser()])
  server = createServer((request, response) => serving.listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const cacheDir = join(checkoutFolder, '.cache', 'assets')
  await mkdir(cacheDir, { recursive: true })
  serving = await startServing({
    db: test_.db,
    rooms: [],
    clock,
    secrets: secretsFrom('a secret that only this test of signing in has'),
    log: createLog('silent'),
    origin,
    cacheDir,
  })
})
afterAll(async () => {
  await browser?.close()
  server?.close()
  server?.closeAllConnections()
  await serving?.stop()
  await test_?.close()
})

const press = (page: Page, name: string) =>
  follow(page, page.locator('main').getByRole('button', { name, exact: true }).first())

/** axe at the narrow width, the ruler at both: these pages are on no path that the walk through every page takes. */
async function judge(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 900 })
  expect({ page: await headline(page), over: await sideways(page), found: await violations(page) }).toEqual({
    page: await headline(page),
    over: 0,
    found: [],
  })
  await page.setViewportSize({ width: 1280, height: 900 })
  expect(await sideways(page)).toBe(0)
}

async function signOut(page: Page): Promise<void> {
  await page.goto(`${origin}/auental/account`)
  await page.locator('header summary').last().click()
  await follow(page, page.getByRole('button', { name: 'Abmelden' }))
}

test('from the invitation to a passkey', async () => {
  const { url } = await createAdministratorLink(test_.db, test_.tenant, origin, clock.now())
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  const devices = await context.newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })

  await page.goto(url)
  await page.locator('[name=name]').fill('Ada Beispiel')
  await page.locator('[name=email]').fill('ada@kreis.example')
  for (const name of ['password', 'again']) await page.locator(`[name=${name}]`).fill(password)
  await press(page, 'Zugang einrichten')

  expect(await headline(page)).toBe('Zweiten Faktor einrichten')
  await judge(page)
  await page.getByText('Ohne Kamera').click()
  const key = keyOf(await page.locator('main code').innerText())
  await page.locator('#app-code').fill(codeAt(key, clock.now()))
  await press(page, 'Code bestätigen')
  expect(await headline(page)).toBe('Wiederherstellungscodes')
  expect(await page.locator('main ol code').count()).toBe(10)
  await judge(page)
  await follow(page, page.getByRole('link', { name: 'Ich habe die Codes gesichert' }))
  await signOut(page)

  await page.goto(`${origin}/auental/account`)
  await judge(page)
  await page.locator('[name=email]').fill('ada@kreis.example')
  await page.locator('[name=password]').fill(password)
  await press(page, 'Anmelden')
  expect(await headline(page)).toBe('Zweiter Schritt der Anmeldung')
  await judge(page)
  // The clock of this test stands still, and the code of this step was taken.
  await page.locator('#app-code').fill(codeAt(key, clock.now() + 30_000))
  await press(page, 'Anmelden')
  expect(addressOf(page)).toBe('/auental/account')

  await follow(page, page.getByRole('link', { name: 'Passkey hinzufügen' }))
  await page.locator('[name=name]').fill('Dienstlaptop')
  await press(page, 'Passkey hinzufügen')
  expect(addressOf(page)).toBe('/auental/account?done=factor')
  expect(await page.getByRole('table', { name: 'Passkeys' }).innerText()).toContain('Dienstlaptop')
  await judge(page)
  await signOut(page)

  await page.goto(`${origin}/auental/account`)
  const sending = page.waitForRequest((request) => request.url().endsWith('/sign-in/passkey'))
  await press(page, 'Mit Passkey anmelden')
  expect(addressOf(page)).toBe('/auental/account')
  // What the device has answered once counts for nobody else.
  const answered = new URLSearchParams((await sending).postData() ?? '')
  const thief = await browser.newContext()
  const there = await thief.newPage()
  await there.goto(`${origin}/auental/sign-in`)
  answered.set('csrf', await there.locator('[name=csrf]').first().inputValue())
  const replayed = await thief.request.post(`${origin}/auental/sign-in/passkey`, {
    headers: { origin },
    form: Object.fromEntries(answered),
    maxRedirects: 0,
  })
  expect([replayed.status(), await replayed.text()]).toEqual([422, expect.stringContaining('Mit diesem Passkey')])
  await thief.close()
  expect(await page.getByRole('table', { name: 'Offene Sitzungen' }).innerText()).toContain('mit Passkey')
  await follow(page, page.getByRole('link', { name: 'Dienstlaptop' }))
  await press(page, 'Passkey entfernen')
  expect(await page.locator('main').innerText()).not.toContain('Dienstlaptop')
  await context.close()
  expect(complaints).toEqual([])
}, 60_000)
