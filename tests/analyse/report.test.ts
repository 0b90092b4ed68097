import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { analyse, testFolder } from '../../src/commands/analyse/testing.ts'
import { openBrowser } from '../gallery/browser.ts'

/** The report of `nahtlos analyse --html`, looked at in a browser. */

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const folder = testFolder()
let browser: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  folder.remove()
})

const offices = ['Jobcenter', 'Schulamt', 'Ausländerbehörde des Kreises', 'مكتب الأجانب']
const rows = Array.from({ length: 300 }, (_, i) => {
  const on = new Date(Date.UTC(2026, 0, 1 + i, 8)).toISOString()
  return `${i % 60},Schritt,${offices[(i * 7 + Math.floor(i / 60)) % 4]},${on}\n`
})

test.each([
  ['with a target', 1280, ['--target', '3d']],
  ['without a target', 1280, []],
  ['on a phone, in English', 320, ['--target', '3d', '--lang', 'en']],
])('%s: nothing for axe to say, no scrolling sideways', async (_, width, args) => {
  const log = folder.file('log.csv', `Fall,Schritt,Stelle,Zeitpunkt\n${rows.join('')}`)
  const file = folder.path('bericht.html')
  expect((await analyse([log, '--handover', 'Stelle', '--html', file, ...args])).code).toBe(0)
  const page = await browser.context.newPage()
  await page.setViewportSize({ width, height: 800 })
  await page.goto(pathToFileURL(file).href)
  // The report's own policy allows no script; axe is brought in from outside of the page.
  const result = await (await page.context().newCDPSession(page)).send('Runtime.evaluate', {
    expression: `${axe};axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((found) => JSON.stringify(found.violations.map(({ id, nodes }) => [id, nodes[0].html])))`,
    awaitPromise: true,
    returnByValue: true,
  })
  expect(result.result.value).toBe('[]')
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  await page.close()
})
