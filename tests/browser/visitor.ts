/** People in front of a real browser: their contexts, what they see of the focus, what axe says of their page. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContext, BrowserContextOptions, Locator, Page, Response } from 'playwright-core'
import { type Browser, chromium } from 'playwright-core'
import { expect } from 'vitest'
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
  /** What no page may do: errors in the console, requests to any other host. */
  readonly complaints: readonly string[]
  /** Ends the visit; fails with the complaints. */
  leave(): Promise<void>
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    // An answer of 4xx on purpose is not a complaint of the page.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1')
      complaints.push(`asked another host: ${request.url()}`)
  })
  return {
    context,
    page,
    complaints,
    async leave() {
      await context.close()
      expect(complaints).toEqual([])
    },
  }
}

/** Enters a demo tenant as a role, with the one click that is offered there. */
export async function enterAs(page: Page, origin: string, tenant: string, role: RoleKey): Promise<void> {
  await page.goto(`${origin}/${tenant}/sign-in`)
  await page.locator(`form:has(input[name="role"][value="${role}"]) button`).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
}

/** Clicks what sends a form or follows a link, and returns the answer of the page that comes up. */
export async function follow(page: Page, target: Locator): Promise<Response> {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest() && one.status() !== 303),
    page.waitForEvent('load'),
    target.click(),
  ])
  return response
}

/** Address below the origin, with its query. */
export const addressOf = (page: Page): string => page.url().slice(new URL(page.url()).origin.length)

/** What stands there, as one line. */
export const lineOf = async (place: Locator): Promise<string> => (await place.innerText()).replace(/\s+/g, ' ').trim()

export const headline = (page: Page): Promise<string> => lineOf(page.locator('h1'))

/**
 * Presses Tab until the element has the focus. Fails at the first stop on the way that does not show the focus with an
 * outline of its own or that lies outside of the window.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < 150; stop++) {
    await page.keyboard.press('Tab')
    const { lost, ring, inside, html } = (await page.evaluate(focusNow)) as Focus
    if (lost) continue
    expect({ ring, inside }, `the focus on ${html}`).toEqual({ ring: true, inside: true })
    if (await target.and(page.locator(':focus')).count()) return
  }
  throw new Error('the element is not reached with Tab')
}

interface Focus {
  /** On the document itself: after the last stop, before the first. */
  readonly lost: boolean
  readonly ring: boolean
  readonly inside: boolean
  readonly html: string
}

const focusNow = `(() => {
  const element = document.activeElement
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 }
  return {
    lost: element === document.body,
    ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/, 0\\)$/.test(outlineColor),
    inside: box.width > 0 && middle.x >= 0 && middle.y >= 0 && middle.x <= innerWidth && middle.y <= innerHeight,
    html: element.outerHTML.slice(0, 200),
  }
})()`

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds against WCAG 2.0 to 2.2 A and AA and EN 301 549, one line for each kind, with the first place. */
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource)
  return await page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice'], resultTypes: ['violations'], preload: false })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ' (' + nodes.length + '): ' + nodes[0].html.slice(0, 200)))`)
}

/** Width of the document beyond the window: more than 0 is sideways scrolling of the page. */
export async function sideways(page: Page): Promise<number> {
  return await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
