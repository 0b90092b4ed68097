/** The module that renews what is under way: it outlives a restart of the server and stops at the end of a session. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeIslands } from '../../src/platform/ui/assets/islands.ts'
import { startBrowser } from './visitor.ts'

let browser: Browser
let module: string
beforeAll(async () => {
  browser = await startBrowser()
  module = String((await makeIslands(['progress.ts'])).get('progress.js'))
}, 60_000)
afterAll(() => browser?.close())

const address = 'http://127.0.0.1/auental/exports'
const pageWith = (list: string) => `<!doctype html><body>
  <p class="kern-sr-only" role="status" data-progress-said></p>${list}<script type="module">${module}</script>`
const underWay = (words: string) =>
  `<div id="exports" data-progress="Alles fertig." data-progress-ended="Ihre Sitzung ist beendet.">${words}</div>`

type Answer = { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }

/** The page as it stands after these answers, one after the other, the last one for good; with the pauses between them. */
async function shownAfter(answers: readonly Answer[]) {
  const page = await browser.newPage()
  await page.clock.install()
  const asked: number[] = []
  let sending: Promise<void> | undefined
  const now = () => page.evaluate<number>('Date.now()')
  await page.route('**/*', async (route) => {
    if (route.request().isNavigationRequest()) {
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: pageWith(underWay('Läuft')) })
      return
    }
    const answer = answers[Math.min(asked.length, answers.length - 1)]!
    asked.push(await now())
    sending = route.fulfill({ contentType: 'text/html; charset=utf-8', ...answer })
    await sending
  })
  await page.goto(address)
  // Two minutes of the browser's clock; an answer is sent before the next second begins.
  for (let second = 0; second < 120; second++) {
    await page.clock.runFor(1000)
    await sending
  }
  const said = page.locator('[data-progress-said]')
  const shown = {
    list: await page.locator('#exports').textContent(),
    said: await said.textContent(),
    isHidden: (await said.getAttribute('class')) === 'kern-sr-only',
    pauses: asked.slice(1).map((at, index) => Math.round((at - asked[index]!) / 1000)),
  }
  await page.close()
  return { ...shown, asked: asked.length }
}

test('goes on after answers that fail in passing, ever more rarely, until nothing is under way', async () => {
  const finished = { status: 200, body: pageWith('<div id="exports">Fertig</div>') }
  const shown = await shownAfter([{ status: 502 }, { status: 503 }, { status: 502 }, finished])
  expect(shown).toMatchObject({ list: 'Fertig', said: 'Alles fertig.', isHidden: true, asked: 4 })
  const [first, second, third] = shown.pauses as [number, number, number]
  expect(second).toBeGreaterThan(first)
  expect(third).toBeGreaterThan(second)
})

test.each([
  ['a way to the sign-in', { status: 303, headers: { location: '/auental/sign-in' } }],
  ['a refusal', { status: 403 }],
])('stops at %s, and says so for all to see', async (_, answer) => {
  expect(await shownAfter([answer])).toMatchObject({
    list: 'Läuft',
    said: 'Ihre Sitzung ist beendet.',
    isHidden: false,
    asked: 1,
  })
})
