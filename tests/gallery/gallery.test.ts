import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { galleryPages } from './pages.tsx'
import { serveGallery } from './server.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const names = Object.keys(galleryPages)

/** Set to a folder to keep pictures of every page, for looking at. */
const pictures = process.env['NAHTLOS_PICTURES']

let folder: string
let gallery: Awaited<ReturnType<typeof serveGallery>>
let browser: Awaited<ReturnType<typeof openBrowser>>
let context: BrowserContext

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nahtlos-gallery-'))
  if (pictures) await mkdir(pictures, { recursive: true })
  gallery = await serveGallery(folder)
  browser = await openBrowser()
  context = browser.context
}, 60_000)

afterAll(async () => {
  gallery?.close()
  await browser?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

interface View {
  readonly label: string
  readonly width: number
  readonly query?: string
  readonly dark?: boolean
  /** What axe judges: everything, or what the look of a page can change. */
  readonly judged?: 'all' | 'looks'
}

const views: readonly View[] = [
  { label: '1440', width: 1440, judged: 'all' },
  { label: '820', width: 820 },
  { label: '320', width: 320, judged: 'looks' },
  { label: 'dark', width: 1440, dark: true, judged: 'looks' },
  { label: 'rtl', width: 1440, query: '?locale=ar', judged: 'looks' },
  { label: 'rtl-320', width: 320, query: '?locale=ar' },
]

async function open(name: string, view: View): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.emulateMedia({ colorScheme: view.dark ? 'dark' : 'light' })
  await page.setViewportSize({ width: view.width, height: 1000 })
  await page.goto(`${gallery.origin}/${name}${view.query ?? ''}`)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  return { page, errors }
}

/** Runs axe in a world of its own, so that the page's strict policy stays in force. */
async function violationsOf(page: Page, judged: 'all' | 'looks'): Promise<string[]> {
  const session = await context.newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'axe',
  })
  const run = async (expression: string) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as unknown
  }
  await run(`${axe};undefined`)
  const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'EN-301-549', 'best-practice']
  const looks = [
    'color-contrast',
    'target-size',
    'link-in-text-block',
    'scrollable-region-focusable',
    'aria-hidden-focus',
  ]
  return (await run(
    `axe.run(document, { runOnly: ${JSON.stringify(judged === 'all' ? all : looks)}, resultTypes: ['violations'], preload: false }).then((found) => found.violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.target.join(' ') + ' ' + node.html.slice(0, 160)).join(' | ')))`,
  )) as string[]
}

describe.each(names)('%s', (name) => {
  test.each(views)(
    '$label: no violation of axe, no sideways scrolling, no broken policy',
    async (view) => {
      const { page, errors } = await open(name, view)
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${view.label}.png`), fullPage: true })
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )
      expect.soft(overflow).toBe(0)
      expect.soft(errors).toEqual([])
      if (view.judged) expect.soft(await violationsOf(page, view.judged)).toEqual([])
      await page.close()
    },
    60_000,
  )
})

describe('by keyboard', () => {
  test('the first stop leads past the frame, and every stop shows where it is', async () => {
    const { page } = await open('situation', { label: 'keyboard', width: 1440 })
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#content')
    const rings: unknown[] = []
    for (let stop = 0; stop < 25; stop++) {
      rings.push(
        await page.evaluate(
          'getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth',
        ),
      )
      await page.keyboard.press('Tab')
    }
    expect(new Set(rings)).toEqual(new Set(['solid4px']))
    await page.close()
  }, 30_000)

  test('a menu opens with Enter, and Escape closes it and gives the focus back', async () => {
    const { page } = await open('situation', { label: 'keyboard', width: 1440 })
    const menu = page.locator('details.nl-menu').last()
    await menu.locator('summary').focus()
    await page.keyboard.press('Enter')
    expect(await menu.getAttribute('open')).toBe('')
    await page.keyboard.press('Escape')
    expect(await menu.getAttribute('open')).toBeNull()
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY')
    await page.close()
  }, 30_000)

  test('a page that came back begins at its errors', async () => {
    const { page } = await open('failed', { label: 'keyboard', width: 1440 })
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert')
    await page.locator('a[href="#end"]').click()
    expect(await page.evaluate('document.activeElement.id')).toBe('end')
    await page.close()
  }, 30_000)
})
