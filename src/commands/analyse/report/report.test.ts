import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { analyse, testFolder } from '../testing.ts'

const folder = testFolder()
afterAll(() => folder.remove())

const rows = Array.from({ length: 40 }, (_, i) => {
  const start = Date.UTC(2026, Math.floor(i / 8), 1 + (i % 8))
  const end = start + (i < 20 ? 10 : 30) * 86_400_000
  const [from, to] = [start, end].map((time) => new Date(time).toISOString().slice(0, 10))
  return `${i},Antrag,Jobcenter,${from}\n${i},Anmeldung,"<b onclick=""x"">Schulamt & Co</b>",${to}\n`
})
const log = folder.file('log.csv', `Fall,Schritt,Stelle,Datum\n${rows.join('')}`)

async function report(...args: string[]): Promise<string> {
  const file = folder.path('bericht.html')
  const { code, err } = await analyse([log, '--handover', 'Stelle', '--html', file, '--quiet', ...args])
  expect([code, err]).toEqual([0, ''])
  return readFileSync(file, 'utf8')
}

test('is one file that loads nothing, and labels stay text', async () => {
  const html = await report('--target', '14d')
  expect(html).toMatch(/^<!doctype html><html lang="de"/)
  expect(html).not.toMatch(/<script|<link|<img|\bsrc=|@import|url\((?!#|"?data:)/)
  expect(html).not.toContain('<b onclick')
  expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;Schulamt &amp; Co&lt;/b&gt;')
})

test('says the finding, the figures with their intervals, and where they come from', async () => {
  const html = await report('--target', '14d')
  expect(html).toContain('Am meisten Zeit geht zwischen Jobcenter und')
  expect(html).toContain('320 Tage über dem Ziel in 40 Übergaben')
  expect(html).toMatch(/50\u202f% \(35\u202f% bis 65\u202f%\)/)
  expect(html).toContain('Werte als Tabelle')
  expect(html).toContain('Trennzeichen Komma')
  expect(html).toContain('Geordnet nach verlorenen Tagen')
})

test('in English, without a target, and for a log without anything to wait for', async () => {
  expect(await report('--lang', 'en')).toContain('People wait longest between Jobcenter and')
  const one = folder.file('eins.csv', 'Fall,Schritt,Stelle,Datum\n1,a,b,2026-01-01\n')
  const file = folder.path('leer.html')
  expect((await analyse([one, '--html', file])).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toContain('Es gibt nichts, worauf jemand wartet')
})
