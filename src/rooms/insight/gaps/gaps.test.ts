import { createElement } from 'react'
import { afterAll, describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { RoleKey } from '../../../platform/access/index.ts'
import { inTenant, sql } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { testGate } from '../../../platform/http/testing.ts'
import { createTranslate, readCatalogues } from '../../../platform/i18n/index.ts'
import { renderFragment } from '../../../platform/ui/index.ts'
import { testContext } from '../../../platform/ui/testing.ts'
import { room as cases, loadNeeds, type NeedData } from '../../cases/index.ts'
import { room as journeys } from '../../journeys/index.ts'
import { room as network } from '../../network/index.ts'
import { loadOffers, room as offers } from '../../offers/index.ts'
import { room as people } from '../../people/index.ts'
import { release, room } from '../index.ts'
import { testInsight } from '../testing.ts'
import { CutOffers } from './pages/cutoffers.tsx'
import { gapFigures, oneGapFigures, readGaps } from './questions.ts'
import { readSupply } from './supply.ts'
import { importTravelTimes } from './travel/actions.ts'
import { readTravelTimes } from './travel/queries.ts'

const its = await testInsight()
afterAll(its.close)
const gate = await testGate(its, { rooms: [network, offers, people, journeys, cases, room] })
const org = (key: string) => its.network.organisations.get(key) as Id<'organisation'>
const town = (key: string) => its.network.municipalities.get(key) as Id<'municipality'>

/** Today is 16.11.2026: the period ends with October. */
const need = (from: string, more: Partial<NeedData> = {}): NeedData => ({
  caseId: null,
  controllerId: org('kreis'),
  recordedBy: org('kreis'),
  topic: 'language',
  language: 'kmr',
  targetGroup: 'Familien',
  municipalityId: town('aulenstedt'),
  neededOn: day(from),
  ...more,
})
const needs: readonly NeedData[] = [
  // A gap: a family every week since a year, none of whom found anything.
  ...Array.from({ length: 50 }, (_, week) =>
    need(addDays(day('2025-11-03'), week * 7), { reason: week % 3 === 0 ? 'noCapacity' : 'childcare' }),
  ),
  // Served: as many in Dornsiek, met after a week.
  ...Array.from({ length: 50 }, (_, week) => {
    const from = addDays(day('2025-11-03'), week * 7)
    return need(from, { topic: 'housing', language: null, municipalityId: town('dornsiek'), metOn: addDays(from, 7) })
  }),
  // Thin: merged.
  ...['2026-02-01', '2026-05-01'].map((from) => need(from, { topic: 'health', language: 'ar' })),
]
await inTenant(its.db, its.tenant, 'system', async (tx) => {
  await loadNeeds(tx, needs, { simulated: true, now: gate.clock.now() })
  const offer = {
    organisationId: org('kreis'),
    organisation: 'Kreis Auental',
    summary: 'Kurs',
    booking: 'open' as const,
    cost: 'free' as const,
    states: [{ state: 'open' as const, since: day('2025-01-01') }],
  }
  const count = (freePlaces: number) => [
    { checkedOn: day('2026-11-02'), told: 'provider' as const, capacity: 20, freePlaces, waiting: 7 },
  ]
  await loadOffers(
    tx,
    [
      {
        ...offer,
        key: 'a',
        name: 'Kurs A',
        topic: 'language',
        languages: ['de'],
        municipalityId: town('dornsiek'),
        counts: count(3),
      },
      {
        ...offer,
        key: 'b',
        name: 'Wohnen',
        topic: 'housing',
        languages: ['de'],
        municipalityId: town('dornsiek'),
        counts: count(9),
      },
    ],
    { simulated: true },
  )
})
const coordinator = await gate.member(['coordinator'])

async function words(path: string, browser = coordinator): Promise<string> {
  const { status, text } = await browser.get(path)
  expect(status, path).toBe(200)
  return plainText(text)
}
const plainText = (html: string) =>
  html
    .replace(/<title>.*?<\/title>|<svg.*?<\/svg>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
const headline = (html: string) => plainText(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '').trim()

describe('who may look', () => {
  const paths = ['/gaps', '/gaps/language', '/gaps/cells.csv', '/gaps/language/months.csv']
  test.each<[RoleKey, number]>([
    ['coordinator', 200],
    ['lead', 200],
    ['steering', 403],
    ['caseManager', 403],
    ['municipality', 403],
    ['council', 403],
    ['administrator', 403],
  ])('%s: %i', async (role, status) => {
    const member = await gate.member([role])
    for (const path of paths) expect((await member.get(path)).status, path).toBe(status)
    expect((await member.get('/admin/travel-times')).status).toBe(role === 'coordinator' ? 200 : 403)
  })

  test('each look leaves its entry, with the question and no id', async () => {
    const member = await gate.member(['lead'])
    for (const path of ['/gaps?town=dornsiek', '/gaps/language?language=kmr', '/gaps/cells.csv']) await member.get(path)
    const { rows } = await inTenant(its.db, its.tenant, 'system', (tx) =>
      sql<{ event: string; question: string }>`
        SELECT event, payload::jsonb #>> '{details,question}' AS question
        FROM audit_entry WHERE user_id = ${member.id} AND outcome = 'looked' ORDER BY at_ms, id`.execute(tx),
    )
    expect(rows).toEqual([
      { event: 'insight.gaps-seen', question: '?town=dornsiek' },
      { event: 'insight.gap-seen', question: '?language=kmr' },
      { event: 'insight.gaps-exported', question: '' },
    ])
  })
})

describe('all gaps', () => {
  test('begin with what is missing most', async () => {
    const { text } = await coordinator.get('/gaps')
    expect(headline(text)).toMatch(
      /^Am meisten fehlt in Aulenstedt: Sprache auf Kurdisch \(Kurmandschi\) für Familien\. [\d.]+ Tage blieb dort ein Bedarf offen, 9\d % aller Tage\.$/,
    )
    const page = plainText(text)
    expect(page).toContain('102 Bedarfe: 50 erfüllt, 52 offen, 0 aufgegeben')
    expect(page).toContain('Keine Kinderbetreuung')
    expect(page).toMatch(/Nach der Luftlinie zwischen den Ortsmitten/)
  })

  test('two thin needs stand merged and said so, not dropped', async () => {
    const { text } = await coordinator.get('/gaps/cells.csv')
    expect(text).toMatch(/Gesundheit und psychosoziale Lage;Kreis;/)
    expect(text.trim().split('\r\n').at(-1)).toBe('DEMO: Alle Personen, Fälle und Zahlen sind simuliert.')
  })

  test('narrow by town, group and language; what cannot be used is said', async () => {
    expect(headline((await coordinator.get('/gaps?town=dornsiek')).text)).toMatch(
      /^Am meisten fehlt in Dornsiek: Wohnen/,
    )
    expect(await words('/gaps?language=kmr')).not.toContain('Wohnen und')
    expect(await words('/gaps?language=klingon')).toContain('„klingon“ gibt es hier nicht')
    expect(await words('/gaps?town=dornsiek&language=ar')).toContain('Unter diesem Filter ist kein Bedarf erfasst')
  })

  test.each(['cells', 'topics', 'towns', 'months', 'reasons', 'reach'])(
    '%s.csv has words for every column',
    async (name) => {
      const header = (await coordinator.get(`/gaps/${name}.csv`)).text.split('\r\n')[0]
      expect(header).not.toContain('insight.')
      expect(header).toMatch(/;Simuliert$/)
    },
  )

  test('in English too', async () => {
    const member = await gate.member(['coordinator'])
    await member.get('/gaps?lang=en')
    expect(headline((await member.get('/gaps')).text)).toMatch(/^Missing most in Aulenstedt: Language/)
  })
})

describe('one gap', () => {
  const path = '/gaps/language?town=aulenstedt&group=Familien&language=kmr'
  test('says how many found nothing, why, and what there is', async () => {
    const { text } = await coordinator.get(path)
    expect(headline(text)).toBe(
      'Sprache auf Kurdisch (Kurmandschi) für Familien in Aulenstedt: 50 von 50 Bedarfen sind nicht erfüllt. Mehr als die Hälfte wartet noch oder hat aufgegeben.',
    )
    const page = plainText(text)
    expect(page).toContain('Dafür gibt es kein offenes Angebot.')
    expect(page).toContain('Ohne Rücksicht auf die Sprache: ein Angebot, 3 Plätze frei.')
    expect(page).toMatch(/Keine Kinderbetreuung.*Kein Platz frei/)
  })

  test.each(['months', 'towns', 'funnel', 'reasons', 'reach'])('%s.csv', async (name) => {
    const { status, text } = await coordinator.get(`/gaps/language/${name}.csv?town=aulenstedt`)
    expect(status).toBe(200)
    expect(text.split('\r\n')[0]).not.toContain('insight.')
  })

  test.each(['/gaps/weather', '/gaps/language/nothing.csv', '/gaps/nothing.csv'])('%s is not there', async (where) => {
    expect((await coordinator.get(where)).status).toBe(404)
  })
})

describe('for others', () => {
  test('the gate lets out one gap, and all of a small district without what gives somebody away', async () => {
    const lead = await gate.member(['lead'])
    const actor = { ...its.actor, userId: lead.id, roles: ['lead'] as const }
    await inTenant(its.db, its.tenant, actor, async (tx) => {
      const question = await readGaps({
        db: its.db,
        tx,
        tenant: its.tenant,
        actor,
        clock: gate.clock,
        query: new URLSearchParams(),
      })
      const event = 'insight.gaps-seen'
      // Two needs of health: what is met, open and given up of them would follow from the columns of the others.
      const all = await release(gapFigures(question), { kind: 'steering', tx, actor, event })
      const health = all.tables.topics?.rows.find(({ topic }) => topic && 'value' in topic && topic.value === 'health')
      expect(health?.needs).toEqual({ withheld: 'few', below: 3 })
      for (const column of ['met', 'open', 'givenUp'] as const)
        expect(health?.[column]).toEqual({ withheld: 'base', below: 3 })
      expect(all.tables.district?.rows[0]?.needs).toEqual({ value: 102 })
      const one = oneGapFigures(question, 'language')
      expect(one).toBeDefined()
      const released = await release(one!, { kind: 'steering', tx, actor, event })
      expect(Object.keys(released.tables)).toEqual(['gap'])
    })
  })
})

describe('limits', () => {
  test('offers that are not counted are said', async () => {
    const read = async (most: number) =>
      await inTenant(its.db, its.tenant, its.actor, (tx) => readSupply(tx, most), { role: 'insight', readOnly: true })
    expect(await read(2)).toMatchObject({ cut: false, offers: [{}, {}] })
    expect(await read(1)).toMatchObject({ cut: true, offers: [{}] })
    const t = createTranslate('de', await readCatalogues([new URL('../', import.meta.url)]))
    const note = (offersCut: boolean) =>
      renderFragment(testContext({ t }), createElement(CutOffers, { view: { offersCut } }))
    expect(note(false)).toBe('')
    expect(note(true)).toContain('Berücksichtigt sind die ersten 20.000.')
  })

  test('a matrix of 200 towns is kept with one statement of three parameters', async () => {
    const names = Array.from({ length: 200 }, (_, at) => `town-${at}`)
    const lines = names.flatMap((from) => names.filter((to) => to !== from).map((to) => `${from},${to},7`))
    const content = new TextEncoder().encode(['from,to,minutes', ...lines].join('\n'))
    const actor = anActor(['coordinator'], { userId: coordinator.id, organisationId: null, controllerId: null })
    const rows = await inTenant(its.db, its.tenant, actor, async (tx) => {
      await importTravelTimes(
        tx,
        actor,
        { source: 'Fahrplan', content },
        new Map(names.map((name) => [name, name])),
        1e12,
      )
      const read = await readTravelTimes(tx)
      // Put back: other tests look at distances between centres.
      await sql`DELETE FROM insight_travel_time`.execute(tx)
      return [read?.between('town-0', 'town-199'), read?.between('town-199', 'town-198')]
    })
    expect(rows).toEqual([7, 7])
  })
})

describe('travel times', () => {
  const send = async (content: string) => {
    const path = '/admin/travel-times'
    const body = new FormData()
    body.set('csrf', await coordinator.token(path))
    body.set('source', 'Bus und Bahn, Fahrplan 2026')
    body.set('file', new File([content], 'zeiten.csv', { type: 'text/csv' }))
    const cookie = [...coordinator.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const answer = await gate.gate.request(
      `${gate.options.origin}/${its.tenant.key}${path}`,
      { method: 'POST', body, headers: { cookie, origin: gate.options.origin, 'sec-fetch-site': 'same-origin' } },
      { incoming: { socket: { remoteAddress: coordinator.address } } },
    )
    return { status: answer.status, text: await answer.text() }
  }

  test('half a matrix changes nothing, a whole one is used and its source named', async () => {
    const half = await send('from,to,minutes\naulenstedt,dornsiek,34\n')
    expect(half.status).toBe(422)
    expect(plainText(half.text)).toContain('Ein Paar fehlt, zuerst Dornsiek nach Aulenstedt.')
    expect(await words('/gaps')).toContain('Nach der Luftlinie')
    const whole = await send('from,to,minutes\naulenstedt,dornsiek,34\ndornsiek,aulenstedt,36\n')
    expect(whole.status).toBe(303)
    expect(await words('/gaps')).toContain('Nach eingelesenen Fahrzeiten: Bus und Bahn, Fahrplan 2026.')
    expect(await words('/gaps')).not.toContain('keine Fahrzeiten bekannt')
  })

  test('a town that came later is measured between the centres, or left out, and both are said', async () => {
    const like = (given: Readonly<Record<string, unknown>>) =>
      inTenant(its.db, its.tenant, 'system', (tx) =>
        sql`
          INSERT INTO municipality SELECT (jsonb_populate_record(municipality, ${JSON.stringify(given)}::jsonb)).*
          FROM municipality WHERE key = 'dornsiek'`.execute(tx),
      )
    await like({ id: newId(), key: 'karbeck', ags: '05999013', name: 'Karbeck', longitude: 7.81, latitude: 51.9 })
    await like({ id: newId(), key: 'lohwinkel', ags: '05999014', name: 'Lohwinkel', longitude: null, latitude: null })
    const text = await words('/gaps')
    expect(text).toContain(
      'Für Karbeck und Lohwinkel sind keine Fahrzeiten bekannt; von dort und dorthin gilt die Luftlinie.',
    )
    expect(text).toContain('Lohwinkel nicht bekannt')
    expect(text).toMatch(/Karbeck \d/)
    expect(text).toContain('Wie weit es von Lohwinkel zu den Angeboten ist, ist nicht bekannt')
    expect(await words('/admin/travel-times')).toContain('Für Karbeck und Lohwinkel sind keine Fahrzeiten bekannt')
  })
})

test('no text was missing on any page', () =>
  expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([]))
