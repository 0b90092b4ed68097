import { afterAll, describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import type { RoleKey } from '../../platform/access/index.ts'
import { inTenant, sql } from '../../platform/database/index.ts'
import { testGate } from '../../platform/http/testing.ts'
import { room as network } from '../network/index.ts'
import { room } from './index.ts'
import { type Told, testInsight } from './testing.ts'

/** Two years of hand-overs every eight days: late in Aulenstedt since June, in target elsewhere. Today is 16.11.2026. */
const told: readonly Told[] = Array.from({ length: 90 }, (_, index): readonly Told[] => {
  const offered = addDays(day('2024-11-04'), index * 8)
  const late = offered >= '2026-06-01' ? 60 : 30
  return [
    {
      through: 'benefits',
      town: 'aulenstedt',
      group: 'Familien',
      offered,
      answeredAfter: 4,
      waited: late + (index % 5),
      reason: 'missingDocument',
    },
    { through: 'benefits', town: 'dornsiek', group: 'Familien', offered, answeredAfter: 2, waited: 10 + (index % 7) },
    {
      through: 'courses',
      town: 'dornsiek',
      group: 'Alleinstehende',
      offered,
      waited: 25 + (index % 6),
      source: 'sender',
    },
    { through: 'counselling', town: 'aulenstedt', offered, waited: 40 },
  ]
}).flat()

const its = await testInsight([...told, { through: 'benefits', town: 'dornsiek', offered: '2026-09-01' }])
afterAll(its.close)
const gate = await testGate(its, { rooms: [network, room] })
const coordinator = await gate.member(['coordinator'])
const get = async (path: string) => await coordinator.get(path)

/** The text of a page without its markup, with plain spaces. */
async function words(path: string, browser = coordinator): Promise<string> {
  const { status, text } = await browser.get(path)
  expect(status, path).toBe(200)
  return plainText(text)
}

function plainText(html: string): string {
  return html
    .replace(/<title>.*?<\/title>|<svg.*?<\/svg>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
}

const headline = (html: string) =>
  plainText((/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').replace(/<[^>]+>/g, '')).trim()

describe('who may look', () => {
  const paths = [
    '/situation',
    '/interfaces',
    '/interfaces/benefits',
    '/situation/hurdles.csv',
    '/interfaces/benefits/waits.csv',
  ]
  const allowed: readonly RoleKey[] = ['coordinator', 'lead']
  const refused: readonly RoleKey[] = [
    'administrator',
    'caseManager',
    'municipality',
    'partner',
    'council',
    'dataProtection',
  ]

  test.each(allowed)('%s reads everything', async (role) => {
    const member = await gate.member([role])
    for (const path of paths) expect((await member.get(path)).status, path).toBe(200)
  })

  test.each(refused)('%s is refused', async (role) => {
    const member = await gate.member([role])
    for (const path of paths) expect((await member.get(path)).status, path).toBe(403)
  })

  test('nobody known is led to sign in', async () => {
    const answer = await gate.browser().get('/situation')
    expect(answer.status).toBe(303)
    expect(answer.to).toMatch(/^\/sign-in/)
  })

  test('each look leaves its entry', async () => {
    const member = await gate.member(['lead'])
    for (const path of ['/situation?town=dornsiek', '/interfaces', '/interfaces/benefits', '/situation/towns.csv'])
      await member.get(path)
    const entries = await inTenant(its.db, its.tenant, 'system', async (tx) => {
      const { rows } = await sql<{ event: string; question: string }>`
        SELECT event, payload::jsonb #>> '{details,question}' AS question
        FROM audit_entry WHERE user_id = ${member.id} AND outcome = 'looked' ORDER BY at_ms, id
      `.execute(tx)
      return rows
    })
    expect(entries).toEqual([
      { event: 'insight.situation-seen', question: '?town=dornsiek' },
      { event: 'insight.interfaces-seen', question: '' },
      { event: 'insight.interface-seen', question: '' },
      { event: 'insight.situation-exported', question: '' },
    ])
  })
})

describe('the situation', () => {
  test('begins with the finding', async () => {
    const { text } = await get('/situation')
    expect(headline(text)).toBe(
      'Eine von 3 Schnittstellen verursacht 98 % aller verlorenen Tage. Es ist die zwischen Sozialamt der Gemeinde und Jobcenter.',
    )
    expect(plainText(text)).toContain(
      'Lagebild · Stand 31.10.2026 · Zeitraum November 2025 bis Oktober 2026 · 2 Städte und Gemeinden',
    )
  })

  test('names the town that is chosen, and the others vanish from it', async () => {
    const { text } = await get('/situation?town=dornsiek')
    expect(headline(text)).toMatch(/^In Dornsiek /)
    expect(plainText(text)).not.toContain('KIM Case Management')
  })

  test('keeps interfaces without a target apart', async () => {
    expect(await words('/situation')).toMatch(/Ohne vereinbartes Ziel .* KIM Case Management/)
  })

  test('says what changed, and since when', async () => {
    expect(await words('/situation')).toMatch(/Sprung .* Seit Juni dauert es im Median \d+ statt \d+ Tage/)
  })

  test('a filter without hits offers to drop its last part', async () => {
    const { text } = await get('/situation?town=dornsiek&jurisdiction=sgb-v')
    expect(headline(text)).toBe('SGB V: In Dornsiek gab es im Zeitraum keine Übergabe.')
    expect(text).toContain('href="/auental/situation?town=dornsiek"')
    expect(plainText(text)).toContain('SGB V aufheben')
  })

  test('what cannot be used of an address is said, and the rest holds', async () => {
    const { text } = await get('/situation?town=atlantis&group=Familien')
    expect(plainText(text)).toContain('Ort: „atlantis“ gibt es hier nicht.')
    expect(plainText(text)).toContain('Familien')
  })

  test('nothing typed into an address becomes markup', async () => {
    const { text } = await get(`/situation?town=${encodeURIComponent('<b>x</b>"\'')}`)
    expect(text).not.toContain('<b>x</b>')
  })

  test('the present month is there for who asks', async () => {
    expect(await words('/situation?from=2026-11&to=2026-11')).toContain('Stand 16.11.2026')
  })

  test('filters have a page of their own, with what is chosen', async () => {
    const { text } = await get('/situation?town=dornsiek&view=filter')
    expect(headline(text)).toBe('Filter')
    expect(text).toMatch(/<input[^>]*value="dornsiek"[^>]*checked=""|<input[^>]*checked=""[^>]*value="dornsiek"/)
  })

  test('in English too', async () => {
    const member = await gate.member(['coordinator'])
    await member.get('/situation?lang=en')
    const { text } = await member.get('/situation')
    expect(headline(text)).toBe(
      'One of 3 interfaces causes 98% of all days lost. It is the one between Sozialamt der Gemeinde and Jobcenter.',
    )
  })
})

describe('the page of one interface', () => {
  test('says how long people wait, what was agreed, and since when it is worse', async () => {
    const { text } = await get('/interfaces/benefits')
    expect(headline(text)).toMatch(
      /^Wer vom Sozialamt der Gemeinde zum Jobcenter wechselt, wartet in der Hälfte der Fälle länger als \d+ Tage auf den ersten Termin\. Vereinbart sind 14\. Seit Juni dauert es noch länger\.$/,
    )
  })

  test('carries the sentence about chance, the reasons and the source trail', async () => {
    const text = await words('/interfaces/benefits')
    expect(text).toContain('Innerhalb der Grenzen ist der Unterschied Zufall, keine Rangfolge.')
    expect(text).toContain('Unterlagen fehlen')
    expect(text).toMatch(/Stichtag 31\.10\.2026, Prüfwert [0-9a-f]{4} [0-9a-f]{4}/)
    expect(text).toContain('14 Tage, seit 12.03.2025, Vereinbarung: Jobcenter und Gemeinden')
  })

  test('without a target it counts waiting days and says how one comes to be', async () => {
    const text = await words('/interfaces/counselling')
    expect(text).toContain('Ein Ziel ist nicht vereinbart.')
    expect(text).toContain('Für diese Schnittstelle wurde noch kein Ziel vereinbart.')
    expect(text).not.toContain('Woran liegt es?')
  })

  test('draws the usual range beside the medians, with its months and rules in words', async () => {
    const text = await words('/interfaces/benefits')
    expect(text).toMatch(/Seit wann\? .* Bleibt es im üblichen Rahmen\?/)
    expect(text).toMatch(/Aus dem Rahmen: .*2026/)
    expect(text).toMatch(/August 2026 \d+ \d,\d-fach länger als üblich: (?:außerhalb der Grenzen|sieben Monate)/)
    expect(text).toContain('Seit Juni 2026 ist es anders, die Grenzen stammen aus der Zeit davor.')
    expect(text).toContain('Sieben Monate hintereinander liegen auf derselben Seite der Mitte.')
    const { text: html } = await get('/interfaces/benefits')
    expect(html).toMatch(/class="unknown"/)
    const file = (await get('/interfaces/benefits/chart.csv')).text
    expect(file).toMatch(/^"?Monat;Median;Sprung zum Vormonat \(Vielfaches\);Außerhalb der Grenzen;/)
    // The months that are not complete are no part of the process.
    expect(file).not.toContain('2026-10')
  })

  test('says whether a target can be kept as work is done, and has no range for a few months', async () => {
    expect(await words('/interfaces/courses')).toMatch(
      /So, wie heute gearbeitet wird, (?:kommt in (?:jedem|keinem) Monat|hängt es vom Zufall ab)/,
    )
    expect(await words('/interfaces/courses?from=2025-01&to=2025-03')).toContain('Den üblichen Rahmen gibt es erst')
  })

  test('few hand-overs make no statement', async () => {
    const { text } = await get('/interfaces/courses?from=2026-09&to=2026-09')
    expect(headline(text)).toMatch(
      /^Nur \d Übergaben zwischen Jobcenter und Sprachkurs bis A2 im Zeitraum\. Für eine Aussage/,
    )
    expect(plainText(text)).toContain('Bei weniger als 12 Übergaben')
  })

  test('a period without any hand-over still has its target and its source', async () => {
    const text = await words('/interfaces/courses?from=2020-01&to=2020-02')
    expect(text).toContain('gab es im Zeitraum keine Übergabe')
    expect(text).toContain('Vereinbarte Ziele')
  })

  test.each(['/interfaces/nothing', '/interfaces/benefits/nothing.csv', '/situation/nothing.csv'])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )
})

test('the list orders by what is asked, and knows interfaces that nobody passed', async () => {
  const rows = (text: string) => [...text.matchAll(/<th scope="row".*?<\/th>/gs)].map(([row]) => plainText(row).trim())
  const byLost = rows((await get('/interfaces')).text)
  const byHandOvers = rows((await get('/interfaces?sort=hand-overs')).text)
  expect(byLost[0]).toMatch(/^Sozialamt der Gemeinde/)
  expect([...byHandOvers].sort()).toEqual([...byLost].sort())
  expect((await get('/interfaces?sort=hand-overs')).text).toContain('aria-sort="descending"')
})

test('the map draws what the table beside it says, and leads to the pages of the interfaces', async () => {
  const { text } = await get('/interfaces?town=aulenstedt')
  const links = [...text.matchAll(/<a href="([^"]+)" aria-label="([^"]+)"><g><title>/g)]
  const [benefits] = links.filter(([, to]) => to?.includes('/interfaces/benefits'))
  expect(benefits?.[1]).toContain('?town=aulenstedt')
  expect(benefits?.[2]).toMatch(/^Sozialamt der Gemeinde → Jobcenter: \d+ Übergaben, Median \d+ Tage, Ziel 14 Tage$/)
  const drawn = links.map(([, , says]) => / (\d+) Übergaben/.exec(says ?? '')?.[1])
  for (const count of drawn) expect(plainText(text)).toContain(` ${count} `)
  expect((await words('/interfaces?columns=all')).toLowerCase()).toContain('noch offen')
  expect(await words('/interfaces')).not.toContain('Noch offen')
})

describe('figures as files', () => {
  test('carry the mark of simulated data, their source, and nothing a spreadsheet would run', async () => {
    const { text, headers } = await get('/situation/hurdles.csv?town=aulenstedt')
    expect(headers.get('content-disposition')).toContain('auental-hurdles-2026-10-31-DEMO.csv')
    const lines = text.trim().split('\r\n')
    expect(lines[0]).toMatch(/Schnittstelle;.*;Simuliert$/)
    expect(lines[1]).toMatch(/^Sozialamt der Gemeinde → Jobcenter;ja;14;.*;ja$/)
    expect(lines.at(-2)).toMatch(
      /^Quelle: Nahtlos, Kreis Auental, Lagebild, Zeitraum November 2025 bis Oktober 2026, Stichtag 31\.10\.2026, Prüfwert [0-9a-f]{16}$/,
    )
    expect(lines.at(-1)).toBe('DEMO: Alle Personen, Fälle und Zahlen sind simuliert.')
    for (const cell of text.split(/[;\r\n]+/)) expect(cell).not.toMatch(/^[=+@]/)
  })

  test.each([
    '/situation/towns.csv',
    '/situation/months.csv',
    '/interfaces/benefits/waits.csv',
    '/interfaces/benefits/months.csv',
    '/interfaces/benefits/chart.csv',
    '/interfaces/benefits/towns.csv',
    '/interfaces/benefits/funnel.csv',
    '/interfaces/benefits/reasons.csv',
  ])('%s has words for every column', async (path) => {
    const header = (await get(path)).text.split('\r\n')[0]
    expect(header).not.toContain('insight.')
    expect(header).toMatch(/;Simuliert$/)
  })
})

test('a filter is answered fast enough to try things out', async () => {
  const times: number[] = []
  for (let round = 0; round < 10; round++) {
    for (const path of ['/situation', '/situation?town=dornsiek', '/situation?period=24-months']) {
      const start = performance.now()
      await get(path)
      times.push(performance.now() - start)
    }
  }
  times.sort((a, b) => a - b)
  console.info(
    `a filter over ${told.length} hand-overs: median ${times[15]?.toFixed(0)} ms, nine of ten within ${times[27]?.toFixed(0)} ms`,
  )
})

test('no text was missing on any page', () =>
  expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([]))
