/**
 * One obstacle on its way: told from a case, seen as a hurdle, a topic, a decision, a measure, an effect, a paper. With
 * `STORY_PICTURES=docs/story` it takes the pictures of docs/story.md.
 */
import '../production.ts'
import { mkdir, writeFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadLater } from '../../demo/later.ts'
import { type Clock, fixedClock } from '../../src/kernel/clock.ts'
import type { RoleKey } from '../../src/platform/access/index.ts'
import { getTenant } from '../../src/platform/database/index.ts'
import { clock, type DemoPlatform, demoPlatform } from '../demo.ts'
import { addressOf, enterAs, follow, lineOf, startBrowser, type Visitor, visit } from './visitor.ts'

/** It is the demo's day until the steering group met, and then a day on which the measure has run for ten months. */
let time: Clock = clock
const meeting = fixedClock('2026-12-16T15:00:00Z')
const later = fixedClock('2027-12-14T09:00:00Z')

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

const joined = 'Schulische Erstberatung an Schule'
const obstacle =
  'Wo ein Schulplatz frei ist, erfährt die Erstberatung nur, wenn sie jede Schule einzeln fragt. Darüber vergehen Wochen.'
const title = 'Freie Schulplätze sind nirgends zu sehen'
const office = 'Schulamt für den Kreis Auental'
const wording =
  'Das Schulamt führt für fünf Städte und Gemeinden eine Liste freier Plätze und weist jede Woche an einem festen Tag zu.'
/** What becomes of a wait in the simulation once the measure runs. */
const effect = 0.6
const proposed = 'Schulplätze jede Woche gemeinsam zuweisen'
const towns = ['Aulenstedt', 'Hasselbeck', 'Osterfleth', 'Bruchwede', 'Falkenwede']

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
  const check = await planned()
  time = later
  await lived()
  await begun(check)
  await found(check)
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
  expect(await words(page)).toMatch(/\d\.\d{3} \d+ % aller im Kreis/)
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
  await field(page, 'body').selectOption({ label: 'AG Kita und Schule' })
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
    about: 'Kinder warten nach der Beratung im Median mehr als fünf Wochen auf den ersten Schultag.',
    'A-title': 'Liste freier Plätze, Zuweisung jede Woche',
    'A-from': '-2.600',
    'A-to': '-1.200',
    'A-effort': '0,3 Stellen Schulamt',
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
  expect(await words(page)).not.toContain('Noch ohne festgehaltene Zahlen')
  await follow(page, button(page, 'Vorlegen'))
  await field(page, 'meeting').selectOption({ label: '16.12.2026' })
  await follow(page, button(page, 'Auf die Tagesordnung'))
  const address = addressOf(page).replace(/^\/auental|\?.*/g, '')

  const member = await as('steering', `${address}/sheet`)
  // As released for the group: the rule changes counts a little, in every tenant another way.
  expect(await words(member)).toMatch(/Betroffen im Jahr [23]\d\d Übergaben/)
  expect(await words(member)).toContain('−2.600 bis −1.200 Tage')
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
  await field(page, 'measureNumber').fill('1.40')
  await field(page, 'measureField').selectOption({ label: 'Bildung' })
  await main(page).getByText('Ziel einer Schnittstelle', { exact: true }).click()
  await field(page, 'targetInterface').selectOption({ label: joined })
  await field(page, 'targetDays').fill('21')
  await main(page).getByLabel('gilt ab').fill('01.02.2027')
  await follow(page, button(page, 'Entscheidung eintragen'))
  const became = await words(page)
  expect(became).toContain('angenommen · 16.12.2026 · in der Sitzung')
  expect(became).toContain(`1.40 ${proposed} neue Maßnahme`)
  await picture(page, '08-decision', main(page).getByText('Entscheidung', { exact: true }).first())
  await follow(page, link(page, `1.40 ${proposed}`))
  expect(await words(page)).toContain(wording)
}

/** Before it begins the measure is told what could be seen and when, and where it is done. Returns the check's address. */
async function planned(): Promise<string> {
  const page = await as('coordinator', '/effects')
  await follow(page, link(page, proposed))
  await follow(page, link(page, 'Angaben ändern'))
  await main(page).getByLabel('Beginn').fill('01.02.2027')
  for (const name of ['towns', 'comparisonTowns'])
    await main(page).locator(`details:has([name="${name}"]) > summary`).click()
  for (const option of await field(page, 'towns').all()) {
    const value = await option.getAttribute('value')
    const name = towns.some((town) => value === town.toLowerCase()) ? 'towns' : 'comparisonTowns'
    await main(page).locator(`[name="${name}"][value="${value}"]`).check()
  }
  await field(page, 'expectedDrop').fill('30')
  await follow(page, button(page, 'Speichern'))
  expect(await words(page)).toMatch(/erkennen Sie einen Rückgang um \d+.% erst nach \d+ Monaten/)
  await picture(page, '09-power')
  return addressOf(page).replace(/^\/auental|\?.*/g, '')
}

/** Thirteen months pass in the simulated district, with the measure in five towns from February 2027 on. */
async function lived(): Promise<void> {
  const measure = { key: 'weekly-places', interface: 'erstberatung-schule', starts: '2027-02', effect, towns }
  const tenant = await getTenant(platform.db, 'auental')
  const { continued, added } = await loadLater(platform.db, tenant, { made: clock, now: later }, [measure])
  expect(continued).toBeGreaterThan(300)
  expect(added).toBeGreaterThan(2500)
}

/** The measure runs since the day that was planned. */
async function begun(check: string): Promise<void> {
  const page = await as('coordinator', check)
  await follow(page, link(page, 'Beginn eintragen'))
  await main(page).getByLabel('Beginn').fill('01.02.2027')
  await follow(page, button(page, 'Beginn eintragen'))
}

/** Ten months later it is found that it helped; a second person says the same. */
async function found(check: string): Promise<void> {
  const page = await as('coordinator', check)
  await picture(page, '10-effect')
  await follow(page, link(page, 'Wirkung feststellen'))
  await follow(page, button(page, 'Wirkung feststellen'))
  const lead = await as('lead', check)
  await follow(lead, button(lead, 'Ergebnis bestätigen'))
  for (const role of ['steering', 'coordinator'] as const) {
    const effects = await words(await as(role, check))
    expect(effects).toContain('Die Maßnahme hat geholfen.')
    const [change, low, high] = changeIn(effects)
    expect(change).toBeLessThan(-20)
    // The check does not know that the scenario makes every wait 0.6 times as long.
    expect(low).toBeLessThan(-40)
    expect(high).toBeGreaterThan(-40)
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
  await main(page).getByLabel('Stichtag').fill('14.12.2027')
  await follow(page, button(page, 'Entwurf schreiben lassen'))
  const paper = await words(page)
  expect(paper).toContain(`${proposed} angenommen 16.12.2026 Maßnahme: 1.40 ${proposed}; Ziel vereinbart: ${joined}`)
  expect(paper).toContain(`${proposed}, seit 01.02.2027: Die Maßnahme hat geholfen. Wartezeiten −`)
  for (const part of ['Hürden', 'Themen aus der Praxis', 'Lücken', 'Entscheidungen der Lenkungsgruppe', 'Wirkungen'])
    expect(await main(page).getByRole('heading', { name: part, exact: true }).count(), part).toBe(1)
  for (const source of [
    'Lagebild des Kreises',
    'Entscheidungen der Lenkungsgruppe 14.12.2026',
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
  await until(page, 'die Wartezeit sank von')
  await picture(page, '12-told')
}
