import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { checkImport } from '../../../platform/importing/actions/check.ts'
import { runImport } from '../../../platform/importing/actions/run.ts'
import { undoImport } from '../../../platform/importing/actions/undo.ts'
import { startImport } from '../../../platform/importing/actions/upload.ts'
import type { ImportSetting } from '../../../platform/importing/index.ts'
import { getImport, listRows } from '../../../platform/importing/queries/imports.ts'
import { checkPlaces } from '../actions/places.ts'
import { room } from '../index.ts'
import { readNames } from '../queries/names.ts'
import { getOffer } from '../queries/offers.ts'
import { setting, type TestOffers, testOffers } from '../testing.ts'
import { columns } from './columns.ts'
import { offerImport as kind } from './kind.ts'
import { type OfferLookups, readOffer } from './row.ts'

let its: TestOffers
let gate: TestGate
let provider: Browser & { readonly id: string }
let actor: Actor
let when: ImportSetting
beforeAll(async () => {
  its = await testOffers()
  gate = await testGate(its, { rooms: [room] })
  provider = await gate.member(['partner'], { organisationId: its.organisation('welfare') })
  actor = await its.member(['partner'], 'welfare')
  when = { today: setting.today, now: Date.parse('2026-11-16T08:00:00Z'), tenant: { ...its.tenant, demo: false } }
})
afterAll(() => its.close())

const header = 'Angebot;Thema;Ort;Sprachen;Anmeldung;Kosten;Plätze;davon frei;Warteliste;Stand;Träger'

const check = (...lines: readonly string[]) =>
  its.as(actor, async (tx) => {
    const bytes = Buffer.from([header, ...lines].join('\n'))
    const id = await startImport(tx, actor, kind, { name: 'angebote.csv', bytes })
    await checkImport(tx, actor, kind, when, id, (await getImport(tx, kind, id)).mapping)
    return { id, ...(await listRows(tx, id, {})) }
  })
const run = (id: string) => its.as(actor, (tx) => runImport(tx, actor, kind, when, id, 2))
const undo = (id: string) => its.as(actor, (tx) => undoImport(tx, actor, kind, when, id))
const codesOf = (row: { readonly reading: { readonly issues: readonly { readonly code: string }[] } } | undefined) =>
  row?.reading.issues.map(({ code }) => code)
const named = async (name: string) =>
  (await its.as('system', (tx) => sql<{ id: string }>`SELECT id FROM offer WHERE name = ${name}`.execute(tx))).rows

test('no word stands for two columns', () => {
  const words: string[] = columns.flatMap(({ header: one, known }) => [one.toLowerCase(), ...known])
  expect(new Set(words).size).toBe(words.length)
})

describe('a row', () => {
  const lookups: OfferLookups = {
    organisations: new Map([['verein', 'o-verein']]),
    topics: new Map([['sprache', 'language']]),
    targetGroups: new Map(),
    municipalities: new Map([['dornsiek', 'm-dornsiek']]),
    ownOrganisation: null,
  }
  const mapping = Object.fromEntries(columns.map(({ key }, index) => [key, index]))
  const read = (values: Readonly<Record<string, string>>) =>
    readOffer(
      columns.map(({ key }) => values[key] ?? null),
      mapping,
      lookups,
      setting.today,
    )
  const whole = { name: 'Sprachcafé', organisation: 'Verein', topic: 'Sprache' }

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['that is whole', { ...whole, capacity: '12', freePlaces: '3', checkedOn: '1.11.2026' }, []],
    ['of an organisation nobody knows', { ...whole, organisation: 'Chor' }, ['organisation-unknown']],
    ['of nobody', { ...whole, organisation: '' }, ['organisation-missing']],
    ['of an unknown topic', { ...whole, topic: 'Wetter' }, ['name-unknown']],
    ['with half a place', { ...whole, capacity: '12,5' }, ['number-not-whole']],
    ['with more free places than places', { ...whole, capacity: '3', freePlaces: '4' }, ['more-free']],
    ['checked tomorrow', { ...whole, checkedOn: '17.11.2026' }, ['in-future']],
    ['with a page that is none', { ...whole, homepage: 'www.example.org' }, ['word-unknown']],
  ])('%s', (_, values, expected) => {
    const row = read(values)
    expect(row.kind === 'row' && row.issues.map(({ code }) => code)).toEqual(expected)
  })

  test('that is for the whole district names no town', () => {
    const reach = (text: string) => {
      const row = read({ ...whole, reach: text })
      return row.kind === 'row' && row.values.reach
    }
    expect([reach('kreisweit'), reach('Dornsiek')]).toEqual([[], ['m-dornsiek']])
  })
})

describe('a list of offers', () => {
  test('is written with its places, and goes back without a trace', async () => {
    const { id, rows } = await check(
      'Nähstube;Soziale Teilhabe;Dornsiek;Deutsch, Arabisch;ohne Anmeldung;kostenlos;8;2;1;1.11.2026;',
      'Lesekreis;Sprache;;;;;;;;;',
    )
    expect(rows.map(({ verdict, choice }) => [verdict, choice])).toEqual([
      ['new', 'create'],
      ['new', 'create'],
    ])
    expect(codesOf(rows[1])).toEqual(['languages-assumed', 'booking-assumed', 'cost-assumed'])
    expect(await run(id)).toEqual({ refused: 0 })
    const [found] = await named('Nähstube')
    const offer = await its.as(actor, (tx) => getOffer(tx, actor, found?.id ?? ''))
    expect(offer).toMatchObject({
      organisationId: its.organisation('welfare'),
      municipalityId: its.town('dornsiek'),
      languages: ['de', 'ar'],
      booking: 'open',
      capacity: 8,
      freePlaces: 2,
      waiting: 1,
      checkedOn: '2026-11-01',
    })
    await undo(id)
    expect([...(await named('Nähstube')), ...(await named('Lesekreis'))]).toEqual([])
  })

  test('changes exactly what differs in an offer that is known, and puts it back', async () => {
    const before = await its.as(actor, (tx) => getOffer(tx, actor, its.offers.get('free') ?? ''))
    const { id, rows } = await check(`${before.name};;;;;kostenpflichtig;12;1;3;16.11.2026;Wohlfahrtsverband Nord`)
    expect(rows.map(({ verdict, reading }) => [verdict, reading.changed])).toEqual([['update', ['cost', 'freePlaces']]])
    await run(id)
    const after = await its.as(actor, (tx) => getOffer(tx, actor, before.id))
    expect(after).toMatchObject({ cost: 'paid', freePlaces: 1, checkedOn: '2026-11-16', topic: before.topic })
    await undo(id)
    const again = await its.as(actor, (tx) => getOffer(tx, actor, before.id))
    const { version: _version, changedAt: _changedAt, ...said } = again
    const { version: _before, changedAt: _at, ...first } = before
    expect(said).toEqual(first)
    const { rows: twice } = await check(`${before.name};;;;;;12;${before.freePlaces};3;;`)
    expect(twice[0]?.verdict).toBe('same')
  })

  test('asks about a like name of the same provider, and refuses what is twice or another’s', async () => {
    const { rows } = await check(
      'Angebote free;Sprache;;;;;;;;;',
      'Töpfern;Sprache;;;;;;;;;',
      'töpfern;Sprache;;;;;;;;;',
      'Stadtlauf;Sprache;;;;;;;;;Stadt Aulenstedt',
    )
    expect(rows.map(({ verdict, choice }) => [verdict, choice])).toEqual([
      ['similar', 'open'],
      ['new', 'create'],
      ['error', 'create'],
      ['error', 'create'],
    ])
    expect(rows[0]?.reading.candidates).toEqual([{ id: its.offers.get('free'), reasons: ['title'] }])
    expect([codesOf(rows[2]), codesOf(rows[3])].map((codes) => codes?.[0])).toEqual([
      'name-twice',
      'organisation-not-own',
    ])
  })

  test('stands on its page also when an offer that it compares with is gone, and asks for all of them at once', async () => {
    const { rows } = await check('Angebote free;Sprache;;;;;;;;;', 'Angebote full;Sprache;;;;;;;;;')
    const gone = newId()
    const [first, second] = rows.map((row) => ({
      ...row,
      reading: { ...row.reading, candidates: [...(row.reading.candidates ?? []), { id: gone, reasons: ['title'] }] },
    }))
    const page = await its.as(actor, async (tx) => {
      const t = Object.assign((key: string) => key, { has: () => true })
      const asked = { tx, actor, t, locale: 'de', clock: gate.clock } as unknown as PageRequest
      return await kind.describe(asked, [first, second] as never)
    })
    expect([...(page.get(first!.number)?.candidates?.keys() ?? [])]).toEqual([its.offers.get('free')])
    expect(page.size).toBe(2)
  })

  test('reads the names of places and providers once for all its rows', async () => {
    await its.as(actor, async (tx) => {
      const one = readNames(tx, actor, setting.today)
      expect(readNames(tx, actor, setting.today)).toBe(one)
      await one
    })
    await its.as(actor, async (tx) =>
      expect((await readNames(tx, actor, setting.today)).has(its.town('dornsiek'))).toBe(true),
    )
  })

  test('leaves what somebody worked on since', async () => {
    const { id } = await check('Kochgruppe;Sprache;;Deutsch;ja;kostenlos;6;;;;')
    await run(id)
    const [found] = await named('Kochgruppe')
    const offer = await its.as(actor, (tx) => getOffer(tx, actor, found?.id ?? ''))
    await its.as(actor, (tx) =>
      checkPlaces(tx, actor, setting, offer.id, {
        version: offer.version,
        checkedOn: day('2026-11-16'),
        told: 'provider',
        capacity: 6,
        freePlaces: 0,
      } as never),
    )
    await undo(id)
    const { rows } = await its.as(actor, (tx) => listRows(tx, id as never, { wrong: true }))
    expect(rows.map(({ title, remains }) => [title, remains])).toEqual([['Kochgruppe', { code: 'changed' }]])
    expect(await named('Kochgruppe')).toHaveLength(1)
  })

  test('stands on its pages without a missing text, for its sender alone', async () => {
    const body = new FormData()
    body.set('csrf', await provider.token(kind.path))
    body.set('file', new File([Buffer.from(`${header}\nAngebote free;Sprache;;;;;;;;;\nChor;;;;;;;;;;`)], 'x.csv'))
    const cookie = [...provider.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const sent = await gate.gate.request(
      `${gate.options.origin}/${its.tenant.key}${kind.path}`,
      { method: 'POST', body, headers: { cookie, origin: gate.options.origin, 'sec-fetch-site': 'same-origin' } },
      { incoming: { socket: { remoteAddress: provider.address } } },
    )
    const path = (sent.headers.get('location') ?? '').replace(`/${its.tenant.key}`, '').replace('/columns', '')
    const mapping = { c0: 'name', c1: 'topic', do: 'check', sheet: 'x', headerRow: '1' }
    expect((await provider.post(`${path}/columns`, mapping)).to).toBe(path)
    for (const language of ['de', 'en'])
      expect((await provider.get(path, { 'accept-language': language })).status).toBe(200)
    const page = await provider.get(path)
    expect(page.text).toContain('ähnlicher Name, dieselbe Stelle')
    expect(page.text).toContain('Der Lebensbereich fehlt.')
    const other = await gate.member(['partner'], { organisationId: its.organisation('welfare') })
    expect((await other.get(path)).status).toBe(404)
    const reader = await gate.member(['lead'])
    expect((await reader.get(kind.path)).status).toBe(403)
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
  })
})
