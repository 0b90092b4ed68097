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
}

const views: readonly View[] = [
  { label: '1440', width: 1440 },
  { label: '820', width: 820 },
  { label: '320', width: 320 },
  { label: 'dark', width: 1440, dark: true },
  { label: 'rtl', width: 1440, query: '?locale=ar' },
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
async function violationsOf(page: Page): Promise<string[]> {
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
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'EN-301-549', 'best-practice']
  return (await run(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then((found) => found.violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.target.join(' ') + ' ' + node.html.slice(0, 160)).join(' | ')))`,
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
      expect.soft(await violationsOf(page)).toEqual([])
      await page.close()
    },
    60_000,
  )
})
