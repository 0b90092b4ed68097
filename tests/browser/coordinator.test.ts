/** The main job: a coordinator opens the situation in the morning, narrows it down, and looks closer at the first hurdle. */
import '../production.ts'
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DemoPlatform, demoPlatform } from '../demo.ts'
import { addressOf, enterAs, follow, headline, lineOf, sideways, startBrowser, tabTo, visit } from './visitor.ts'

let platform: DemoPlatform
let browser: Browser
beforeAll(async () => {
  ;[platform, browser] = await Promise.all([demoPlatform(), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await platform?.close()
})

describe.each([
  ['with JavaScript', true],
  ['without', false],
])('%s', (_how, javaScriptEnabled) => {
  test('one click, the situation, a town and a year, an empty filter, and back', async () => {
    const visitor = await visit(browser, { javaScriptEnabled })
    const { page } = visitor
    await page.goto(`${platform.origin}/auental/`)
    await follow(page, page.getByRole('button', { name: 'KIM-Koordination' }))
    expect(addressOf(page)).toBe('/auental/situation')
    expect(await headline(page)).toMatch(/ Schnittstellen verursachen \d+ % aller verlorenen Tage\. Am meisten Zeit /)

    const filter = page.getByRole('search', { name: 'Lagebild eingrenzen' })
    const choose = (field: string, label: string) => filter.getByLabel(field, { exact: true }).selectOption({ label })
    const apply = () => follow(page, filter.getByRole('button', { name: 'Anwenden' }))
    await choose('Ort', 'Karbeck')
    await choose('Zeitraum', 'Jahr 2025')
    await apply()
    expect(addressOf(page)).toMatch(/[?&]town=karbeck\b/)
    expect(addressOf(page)).toMatch(/[?&]period=last-year\b/)
    const narrowed = await headline(page)
    expect(narrowed).toMatch(/^In Karbeck /)
    const text = await page.locator('main').innerText()
    await page.reload()
    expect(await page.locator('main').innerText()).toBe(text)

    await choose('Gruppe', 'Alleinstehende')
    await choose('Rechtskreis', 'KiBiz')
    await apply()
    expect(await headline(page)).toBe('Alleinstehende, KiBiz: In Karbeck gab es im Zeitraum keine Übergabe.')
    await follow(page, page.locator('main').getByRole('link', { name: 'KiBiz aufheben' }).last())
    await follow(page, page.getByRole('link', { name: /Alleinstehende aufheben/ }))
    expect(await headline(page)).toBe(narrowed)
    await follow(page, page.getByRole('link', { name: 'Alle Filter aufheben' }))
    expect(addressOf(page)).toBe('/auental/situation')
    await visitor.leave()
  })

  test('the first hurdle: its page, a chart as a table, the figures as a file, where they come from', async () => {
    const visitor = await visit(browser, { javaScriptEnabled, acceptDownloads: true })
    const { page } = visitor
    await page.goto(`${platform.origin}/auental/`)
    await follow(page, page.getByRole('button', { name: 'KIM-Koordination' }))
    const first = page.getByRole('table', { name: 'Hürden nach verlorenen Tagen' }).getByRole('rowheader').first()
    const name = await lineOf(first.getByRole('link'))
    await follow(page, first.getByRole('link'))
    const [from, to] = name.split(' an ') as [string, string]
    expect(await headline(page)).toMatch(/wartet in der Hälfte der Fälle länger als \d+ Tage/)
    expect(await page.title()).toContain(`${from} → ${to}`)

    const chart = page.getByRole('region', { name: 'Wie lange warten die Menschen?' })
    expect(await chart.getByRole('table').isVisible()).toBe(false)
    await chart.getByText('Werte als Tabelle').click()
    expect(await chart.getByRole('table').isVisible()).toBe(true)
    expect(await chart.getByRole('row').count()).toBeGreaterThan(5)

    const source = page.getByRole('region', { name: 'Woraus berechnet' })
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      source.getByRole('link', { name: 'Wartezeiten' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^auental-.+-waits-2026-10-31-DEMO\.csv$/)
    const file = await readFile(await download.path(), 'utf8')
    expect(file).toContain(to)
    expect(file).toMatch(/simuliert|DEMO/i)

    expect(await source.innerText()).toMatch(/Übergaben mit Zieltag zwischen .+ und .+\n[\s\S]+Prüfwert [0-9a-f]{4}/)
    await source.getByText('Abfrage ansehen').click()
    expect(await source.locator('details').innerText()).toMatch(/\d/)
    await follow(page, source.getByRole('link', { name: 'Eintrag im Katalog' }))
    expect(addressOf(page)).toMatch(/^\/auental\/network\/interfaces\/[a-z-]+$/)
    expect(await headline(page)).toBe(name)
    await visitor.leave()
  })
})

test('on a desk the map and the usual range fit, and say their values as a table', async () => {
  const visitor = await visit(browser, { viewport: { width: 1280, height: 900 } })
  const { page } = visitor
  await page.goto(`${platform.origin}/auental/`)
  await follow(page, page.getByRole('button', { name: 'KIM-Koordination' }))
  /** Pixels of drawings that one has to scroll to. */
  const hidden = () =>
    page.evaluate(
      `Array.from(document.querySelectorAll('.nl-scroll:has(> .nl-chart)'), ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth).filter((over) => over > 0)`,
    )
  await page.goto(`${platform.origin}/auental/interfaces`)
  expect(await hidden()).toEqual([])
  await page.goto(`${platform.origin}/auental/interfaces/sozialamt-jobcenter`)
  expect(await hidden()).toEqual([])
  const usual = page.getByRole('region', { name: 'Bleibt es im üblichen Rahmen?' })
  await usual.getByText('Werte als Tabelle').click()
  expect(await lineOf(usual)).toMatch(/Juni 2026 \d+ 1,\d-fach länger als üblich: .*außerhalb der Grenzen/)
  expect(await lineOf(usual)).toContain('Oktober 2026 – – unvollständig')
  await visitor.leave()
})

test('no release is wider than a desk, whatever it tells', async () => {
  const visitor = await visit(browser)
  const { page } = visitor
  await enterAs(page, platform.origin, 'auental', 'coordinator')
  await page.goto(`${platform.origin}/auental/releases`)
  const links = page.locator('main').getByRole('row').getByRole('link')
  const addresses = await Promise.all((await links.all()).map((link) => link.getAttribute('href')))
  expect(addresses.length).toBeGreaterThan(10)
  for (const address of addresses) {
    await page.goto(`${platform.origin}${address}`)
    expect([await headline(page), await sideways(page)]).toEqual([expect.any(String), 0])
  }
  await visitor.leave()
})

test('the cockpit is printed on two pages, its tables as tables; a gap says that its day is over', async () => {
  const visitor = await visit(browser)
  const { page } = visitor
  await enterAs(page, platform.origin, 'auental', 'steering')
  await page.goto(`${platform.origin}/auental/steering`)
  const paper = await page.pdf({ preferCSSPageSize: true })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2)
  await follow(page, page.getByRole('link', { name: 'Psychosoziale Beratung mit Sprachmittlung im ganzen Kreis' }))
  expect(await lineOf(page.locator('main'))).toContain('Zu schließen bis 06.11.2026, überschritten')
  await visitor.leave()
})

test('on a phone, and at 400 %: the filters are a page of their own, several towns at once', async () => {
  const visitor = await visit(browser, { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true })
  const { page } = visitor
  await page.goto(`${platform.origin}/auental/`)
  await page.getByRole('button', { name: 'KIM-Koordination' }).tap()
  await page.waitForURL(/\/situation$/)
  expect(await sideways(page)).toBe(0)
  await follow(page, page.getByRole('link', { name: /Filter/ }).first())
  const towns = page.getByRole('group', { name: 'Ort' })
  for (const town of ['Hasselbeck', 'Karbeck']) await towns.getByLabel(town).check()
  expect(await sideways(page)).toBe(0)
  await follow(page, page.getByRole('button', { name: 'Ergebnis zeigen' }))
  expect(await headline(page)).toMatch(/^In Hasselbeck und Karbeck /)
  expect(await sideways(page)).toBe(0)
  await visitor.leave()
})

test('by keyboard alone: sign-in, a filter, the first hurdle, and the focus is always seen', async () => {
  const visitor = await visit(browser)
  const { page } = visitor
  await page.goto(`${platform.origin}/auental/sign-in`)
  await tabTo(page, page.getByRole('link', { name: 'Zum Inhalt springen' }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'KIM-Koordination' }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/situation$/)

  await tabTo(page, page.getByLabel('Ort', { exact: true }))
  await page.keyboard.type('Hass')
  await tabTo(page, page.getByRole('button', { name: 'Anwenden' }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/town=hasselbeck/)
  expect(await headline(page)).toMatch(/^In Hasselbeck /)

  const first = page.getByRole('table', { name: 'Hürden nach verlorenen Tagen' }).getByRole('link').first()
  await tabTo(page, first)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/interfaces\/[a-z-]+\?/)
  const asTable = page.locator('summary', { hasText: 'Werte als Tabelle' }).first()
  await tabTo(page, asTable)
  await page.keyboard.press('Enter')
  expect(await page.locator('details[open] table').first().isVisible()).toBe(true)
  await visitor.leave()
})
