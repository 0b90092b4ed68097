/**
 * One obstacle on its way: told from a case, seen as a hurdle, a topic, a decision, a measure, an effect, a paper. With
 * `STORY_PICTURES=docs/story` it takes the pictures of docs/story.md.
 */
import '../production.ts'
import { mkdir, writeFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Clock, fixedClock } from '../../src/kernel/clock.ts'
import type { RoleKey } from '../../src/platform/access/index.ts'
import { clock, type DemoPlatform, demoPlatform } from '../demo.ts'
import { addressOf, enterAs, follow, lineOf, startBrowser, type Visitor, visit } from './visitor.ts'

/** It is the demo's day until the steering group met. */
let time: Clock = clock
const meeting = fixedClock('2026-12-16T15:00:00Z')

let platform: DemoPlatform
let browser: Browser
beforeAll(async () => {
  const moving: Clock = { now: () => time.now(), today: () => time.today() }
  ;[platform, browser] = await Promise.all([demoPlatform(moving), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.close()
})

const joined = 'Jobcenter an Sprachkurs bis A2'
const obstacle =
  'Jeder Kursträger hat eine eigene Anmeldung und eine eigene Warteliste. Wo ein Platz frei ist, weiß niemand.'
const title = 'Anmeldung zum Sprachkurs bei jedem Träger einzeln'
const office = 'Jobcenter Kreis Auental'
const wording =
  'Jobcenter und Kursträger führen eine gemeinsame Anmeldung ein und vergeben freie Plätze an einem Tag im Monat.'
const proposed = 'Eine Anmeldung für alle Sprachkurse'

const main = (page: Page) => page.locator('main')
const words = (page: Page) => lineOf(main(page))
const said = (page: Page) => lineOf(page.getByRole('status'))
const link = (page: Page, name: string | RegExp) =>
  main(page)
    .getByRole('link', { name, exact: typeof name === 'string' })
    .first()
const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true })
const field = (page: Page, name: string) => main(page).locator(`[name="${name}"]`)

const people = new Map<string, Visitor>()

/** The page of whoever plays a role; everybody keeps a browser of their own, and signs in again on another day. */
async function as(role: RoleKey, path: string): Promise<Page> {
  const key = `${role} ${time.today()}`
  let visitor = people.get(key)
  if (!visitor) {
    visitor = await visit(browser)
    people.set(key, visitor)
    await enterAs(visitor.page, platform.origin, 'auental', role)
  }
  await visitor.page.goto(`${platform.origin}/auental${path}`)
  return visitor.page
}

const folder = process.env['STORY_PICTURES']
const largest = 150_000

/** What stands in the window with `from` at its top, below the banner that says that all is simulated; for the docs alone. */
async function picture(page: Page, name: string, from?: Locator): Promise<void> {
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.evaluate(
    `Object.assign(document.querySelector('.nl-demo').style, { position: 'sticky', insetBlockStart: 0 })`,
  )
  const top = from ? ((await from.boundingBox())?.y ?? 0) - 60 : -100_000
  await page.evaluate(`scrollBy({ top: ${top}, behavior: 'instant' })`)
  const png = await page.screenshot({ type: 'png' })
  if (png.length <= largest) return await writeFile(`${folder}/${name}.png`, png)
  await writeFile(`${folder}/${name}.jpg`, await page.screenshot({ type: 'jpeg', quality: 70 }))
}

/** Sees a page again until it says so: what a job tells is not there at once. */
async function until(page: Page, word: string): Promise<void> {
  const now = async () => {
    await page.reload()
    return await words(page)
  }
  await expect.poll(now, { timeout: 20_000 }).toContain(word)
}

test('an obstacle becomes hurdle, topic, decision, measure, effect and paper', async () => {
  await reported()
  await seen()
  const topic = await formed()
  const proposal = await laidBefore(topic)
  time = meeting
  await decided(proposal)
  await checked()
  await written()
  await told()
  for (const { leave } of people.values()) await leave()
})

/** The case manager tells where it got stuck; a second person reads the text and sees neither case nor author. */
async function reported(): Promise<void> {
  const page = await as('caseManager', '/cases')
  await follow(page, main(page).getByRole('row').nth(1).getByRole('link').first())
  await follow(page, link(page, 'Hürde melden'))
  await field(page, 'interface').selectOption({ label: joined })
  await main(page).getByLabel('Wartezeit auf einen Termin').check()
  await field(page, 'text').fill(obstacle)
  await picture(page, '01-report')
  await follow(page, button(page, 'Hinweis senden'))
  expect(await words(page)).toContain(`Region Nordkreis Text ${obstacle}`)
  await follow(page, button(page, 'So senden'))
  expect(await said(page)).toContain('Eine zweite Person liest den Text')

  const second = await as('coordinator', '/findings/release')
  await follow(second, main(second).getByRole('row').filter({ hasText: obstacle }).getByRole('link').first())
  await main(second).getByLabel('Freigeben', { exact: true }).check()
  await picture(second, '02-release')
  await follow(second, button(second, 'Entscheiden'))
  await second.goto(`${platform.origin}/auental/findings/release`)
  expect(await words(second)).not.toContain(obstacle)
}

/** The coordinator sees the interface among those that cost most time, and what it costs. */
async function seen(): Promise<void> {
  const page = await as('coordinator', '/situation')
  await picture(page, '03-situation')
  await follow(page, link(page, joined))
  expect(await words(page)).toContain('3.655 8 % aller im Kreis')
  // The scenario's measure: it began in February.
  expect(await words(page)).toContain('Rückgang im März 2026')
  await picture(page, '04-hurdle', main(page).getByText('Wie lange warten die Menschen?').first())
}

/** What practice told becomes a topic, is assessed, and given to a working group. Returns its number. */
async function formed(): Promise<string> {
  const page = await as('coordinator', '/topics/findings')
  const suggestion = main(page).locator('form').filter({ hasText: obstacle }).first()
  await suggestion.locator('[name="topic"]').selectOption('new')
  await suggestion.locator('[name="title"]').fill(title)
  await picture(page, '05-findings', suggestion)
  await follow(page, suggestion.getByRole('button'))
  expect(await said(page)).toContain('Wer die Hürden gemeldet hat, erfährt davon')
  const number = /topics\/(\d+)/.exec(addressOf(page))?.[1] ?? ''

  await follow(page, link(page, 'Bewerten'))
  await main(page).locator('[name="frequency"][value="frequent"]').check()
  await main(page).locator('[name="severity"][value="noticeable"]').check()
  await field(page, 'districtWide').check()
  await main(page).locator('[name="levels"][value="district"]').check()
  await follow(page, button(page, 'Speichern'))
  await follow(page, link(page, 'Einer Gruppe zuordnen'))
  await field(page, 'body').selectOption({ label: 'AG Sprache' })
  await field(page, 'responsible').selectOption({ label: office })
  await main(page).getByLabel('Frist').fill('09.12.2026')
  await follow(page, button(page, 'Speichern'))
  expect(await said(page)).toContain('Das Thema ist zugeordnet')
  await picture(page, '06-topic')
  return number
}

/** A proposal with two ways to go, on frozen figures, for the next meeting. Returns its address. */
async function laidBefore(topic: string): Promise<string> {
  const page = await as('coordinator', '/steering/proposals/new')
  const typed = {
    title: proposed,
    decisionText: wording,
    about: 'Wer bei einem Kursträger keinen Platz bekommt, fängt beim nächsten von vorn an.',
    'A-title': 'Gemeinsame Anmeldung',
    'A-from': '-1.800',
    'A-to': '-700',
    'A-effort': '0,3 Stellen Jobcenter',
    'B-title': 'Nichts ändern',
    'B-from': '0',
    'B-to': '300',
    'B-effort': 'keiner',
  }
  for (const [name, text] of Object.entries(typed)) await field(page, name).fill(text)
  await field(page, 'topic').selectOption({ label: `${topic} ${title}` })
  await field(page, 'interface').selectOption({ label: joined })
  await main(page).locator('[name="recommended"][value="A"]').check()
  await main(page).locator('[name="canChange"][value="district"]').check()
  await field(page, 'responsible').selectOption({ label: office })
  await follow(page, button(page, 'Speichern'))
  await follow(page, button(page, 'Zahlen der Schnittstelle festhalten'))
  await follow(page, button(page, 'Vorlegen'))
  await field(page, 'meeting').selectOption({ label: '16.12.2026' })
  await follow(page, button(page, 'Auf die Tagesordnung'))
  const address = addressOf(page).replace(/^\/auental|\?.*/g, '')

  const member = await as('steering', `${address}/sheet`)
  // As released for the group: the rule changes counts a little, in every tenant another way.
  expect(await words(member)).toMatch(/Betroffen im Jahr 1[67]\d Übergaben/)
  expect(await words(member)).toContain('−1.800 bis −700 Tage')
  await picture(member, '07-sheet')
  return address
}

/** The group accepts it: a measure begins, and the interface has another target. */
async function decided(proposal: string): Promise<void> {
  const page = await as('coordinator', `${proposal}/decide`)
  await main(page).getByLabel('angenommen', { exact: true }).check()
  await main(page).getByLabel('Frist').fill('31.03.2027')
  for (const [name, votes] of Object.entries({ yes: '15', no: '0', abstained: '1' }))
    await field(page, name).fill(votes)
  await field(page, 'measure').selectOption('new')
  await main(page).getByText('Neue Maßnahme', { exact: true }).click()
  await field(page, 'measureNumber').fill('2.12')
  await field(page, 'measureField').selectOption({ label: 'Sprache' })
  await main(page).getByText('Ziel einer Schnittstelle', { exact: true }).click()
  await field(page, 'targetInterface').selectOption({ label: joined })
  await field(page, 'targetDays').fill('21')
  await main(page).getByLabel('gilt ab').fill('01.02.2027')
  await follow(page, button(page, 'Entscheidung eintragen'))
  const became = await words(page)
  expect(became).toContain('angenommen · 16.12.2026 · in der Sitzung')
  expect(became).toContain(`2.12 ${proposed} neue Maßnahme`)
  await picture(page, '08-decision', main(page).getByText('Entscheidung', { exact: true }).first())
  await follow(page, link(page, `2.12 ${proposed}`))
  expect(await words(page)).toContain(wording)
}

/**
 * The new measure is told what could be seen and when, before it begins. What becomes of a wait takes months; the simulated
 * district has a measure at the same interface that began eight months ago.
 */
async function checked(): Promise<void> {
  const page = await as('coordinator', '/effects')
  await follow(page, link(page, proposed))
  expect(await words(page)).toMatch(/erkennen Sie einen Rückgang um 30.% erst nach 6 Monaten/)
  await picture(page, '09-power')
  for (const role of ['steering', 'coordinator'] as const) {
    const reader = await as(role, '/effects')
    await follow(reader, link(reader, 'Sammeltermin mit allen Kursträgern'))
    const effect = await words(reader)
    expect(effect).toContain('Die Maßnahme hat geholfen.')
    const [change, low, high] = changeIn(effect)
    expect(change).toBeLessThan(-30)
    // The scenario makes every wait 0.6 times as long, which the check does not know.
    expect(low).toBeLessThan(-40)
    expect(high).toBeGreaterThan(-40)
    // Months, a picture of small numbers, are for coordination alone.
    if (role === 'coordinator') await picture(reader, '10-effect')
  }
}

/** Change of the waits in per cent, and the two ends of its interval. */
function changeIn(text: string): readonly [change: number, low: number, high: number] {
  const found = /Wartezeiten −(\d+).% [^(]*\(95-%-Bereich −(\d+).% bis −(\d+).%\)/.exec(text)
  return [-Number(found?.[1]), -Number(found?.[2]), -Number(found?.[3])]
}

/** The lead has the committee's report written: all of it stands there, each figure with its source. */
async function written(): Promise<void> {
  const page = await as('lead', '/papers/drafts/new')
  await follow(page, link(page, 'Überprüfung des Integrationskonzepts von 2010'))
  await field(page, 'isPublic').uncheck()
  await main(page).getByLabel('Stichtag').fill('16.12.2026')
  await follow(page, button(page, 'Entwurf schreiben lassen'))
  const paper = await words(page)
  expect(paper).toContain(`${proposed} angenommen 16.12.2026 Maßnahme: 2.12 ${proposed}; Ziel vereinbart: ${joined}`)
  expect(paper).toMatch(/Sammeltermin mit allen Kursträgern, seit 01.02.2026: Die Maßnahme hat geholfen. Wartezeiten −/)
  for (const part of ['Hürden', 'Themen aus der Praxis', 'Lücken', 'Entscheidungen der Lenkungsgruppe', 'Wirkungen'])
    expect(await main(page).getByRole('heading', { name: part, exact: true }).count(), part).toBe(1)
  for (const source of [
    'Lagebild des Kreises',
    'Entscheidungen der Lenkungsgruppe 16.12.2025',
    `Wirkungsprüfung ${joined}`,
  ])
    expect(paper).toContain(`· ${source}`)
  await picture(page, '11-paper', main(page).getByRole('heading', { name: 'Entscheidungen der Lenkungsgruppe' }))
}

/** Whoever told it sees what came of it. */
async function told(): Promise<void> {
  const page = await as('caseManager', '/findings')
  await follow(page, main(page).getByRole('row').filter({ hasText: joined }).getByRole('link').first())
  expect(await words(page)).toContain(`Aus Ihrem Hinweis wurde das Thema „${title}“`)
  await until(page, 'am 16.12.2026 angenommen')
  await picture(page, '12-told')
}
