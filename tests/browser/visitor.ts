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

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'best-practice']

/** Runs axe, loading it first where the page has none; one line for each kind of violation, with the first place. */
async function axe(page: Page, context: string, options: string): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axeSource)
  return await page.evaluate(`axe.run(${context}, { ${options}, resultTypes: ['violations'], preload: false })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ' (' + nodes.length + '): ' + nodes[0].html.slice(0, 200)))`)
}

/** What axe finds against WCAG 2.0 to 2.2 A and AA and EN 301 549. */
export const violations = (page: Page): Promise<string[]> => axe(page, 'document', `runOnly: ${JSON.stringify(tags)}`)

/** As `violations`, but for the contrast of texts, which `contrasts` judges, and of that only what changes with the width. */
export const rules = (page: Page, which: 'all' | 'of width'): Promise<string[]> =>
  axe(
    page,
    'document',
    which === 'all'
      ? `runOnly: ${JSON.stringify(tags)}, rules: { 'color-contrast': { enabled: false } }`
      : `runOnly: ${JSON.stringify(['target-size', 'scrollable-region-focusable', 'link-in-text-block', 'aria-hidden-focus', 'page-has-heading-one'])}`,
  )

/**
 * What axe finds of the contrast of texts that look like none in `seen`: of the same classes as far as three elements up,
 * the same colours, size and weight. Adds their looks to `seen`; judging contrasts takes axe longer than all the rest.
 */
export async function contrasts(page: Page, seen: Set<string>): Promise<string[]> {
  const looks = (await page.evaluate(lookAround, [...seen])) as string[]
  if (looks.length === 0) return []
  for (const look of looks) seen.add(look)
  return await axe(page, 'window.newLooks', `runOnly: ['color-contrast']`)
}

/** Keeps the elements whose texts look new for axe, and returns how they look. */
const lookAround = (seen: readonly string[]): string[] => {
  interface Seen {
    readonly childNodes: Iterable<{ nodeType: number; data: string }>
    readonly parentElement: Seen | null
    readonly tagName: string
    getAttribute(name: string): string | null
  }
  const { document, getComputedStyle } = globalThis as unknown as {
    document: { querySelectorAll(what: string): Iterable<Seen> }
    getComputedStyle(of: Seen): Record<string, string>
  }
  const known = new Set(seen)
  const found = new Map<string, Seen>()
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== '')) continue
    const { color, fontSize, fontWeight, opacity } = getComputedStyle(element)
    const place: string[] = []
    for (let at: Seen | null = element; at && place.length < 4; at = at.parentElement)
      place.push(`${at.tagName}.${at.getAttribute('class') ?? ''} ${getComputedStyle(at)['backgroundColor']}`)
    const look = [...place, color, fontSize, fontWeight, opacity].join(' ')
    if (!known.has(look) && !found.has(look)) found.set(look, element)
  }
  Object.assign(globalThis, { newLooks: [...found.values()] })
  return [...found.keys()]
}

/** Width of the document beyond the window: more than 0 is sideways scrolling of the page. */
export async function sideways(page: Page): Promise<number> {
  return await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}
