import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type Browser, chromium } from 'playwright-core'
import type { RoleKey } from '../../src/platform/access/index.ts'

/** One browser for a file; every visitor gets a context of their own, with cookies of their own. */
export async function startBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env['NAHTLOS_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** What the console called an error, and requests that no server answered. */
  readonly complaints: readonly string[]
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    // An answer of 4xx on purpose is not a complaint of the page.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { context, page, complaints }
}

/** Enters a demo tenant as a role, with the one click that is offered there. */
export async function enterAs(page: Page, origin: string, tenant: string, role: RoleKey): Promise<void> {
  await page.goto(`${origin}/${tenant}/sign-in`)
  await page.locator(`form:has(input[name="role"][value="${role}"]) button`).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.0 to 2.2 A and AA and EN 301 549, one line for each kind, with the first place. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return await page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ' (' + nodes.length + '): ' + nodes[0].html.slice(0, 200)))`)
}

/** Width of the document beyond the window: more than 0 is sideways scrolling of the page. */
export async function sideways(page: Page): Promise<number> {
  return await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
